//! One file, read row by row; what is wrong with it is kept, and shown together at its end.

use std::collections::{HashSet, VecDeque};
use std::marker::PhantomData;

use super::cell::excerpt;
use super::cells::Cells;
use super::columns_of_days::ColumnsOfDays;
use super::extra_columns::ExtraColumns;
use super::file_row::{Contradiction, FileRow};
use super::header;
use super::heading::Contract;
use super::letters::Letters;
use super::reading::Reading;
use super::sent::{Row, Table, join, swallowed};
use file::{BadFile, BadRow, SentRow, SentRows, Source};

/// What the rows that were not taken call themselves: rows of other files that refer to them are not
/// told off as well.
pub type Spoilt = HashSet<String>;

/// Where a row is, and how it reads: for what is said of it later.
#[derive(Clone, Debug)]
pub struct RowPlace {
    line: u64,
    excerpt: String,
    /// All of it, where bad rows are wanted again.
    sent: Option<SentRow>,
}

/// What became of reading a file.
#[derive(Debug)]
pub struct Ending {
    /// Everything that is wrong with it.
    pub bad: Vec<BadFile>,
    /// How its bad rows call themselves.
    pub spoilt: Spoilt,
    /// Whether rows were lost of which not even the name is known.
    pub hides_rows: bool,
    /// What whoever sent it should know.
    pub told: Vec<String>,
}

/// A file being read.
pub struct Sheet<R> {
    name: String,
    table: Option<Table>,
    places: Vec<Option<usize>>,
    width: usize,
    header: u64,
    extra: ExtraColumns,
    days: ColumnsOfDays,
    letters: Letters,
    pending: VecDeque<Row>,
    row: Row,
    rows: u64,
    bad_rows: u64,
    bad: Vec<BadRow>,
    /// The bad rows as they were sent, where they are wanted again.
    sent: Option<Box<SentRows>>,
    spoilt: Spoilt,
    broken: Option<BadFile>,
    told: Vec<String>,
    breaks: u64,
    kind: PhantomData<R>,
}

impl<R: FileRow> Sheet<R> {
    /// Opens a file and finds its columns.
    ///
    /// # Errors
    /// Every problem with the file as a whole or its header.
    pub fn open(source: &Source, reading: &Reading) -> Result<Self, Vec<BadFile>> {
        let name = source.name();
        let mut table = Table::open(source).map_err(|bad| vec![bad])?;
        let contract = Contract { kind: R::KIND, columns: R::COLUMNS, optional: R::OPTIONAL };
        let header = header::find(&mut table, &contract, &name, reading.extra)?;
        Ok(Self {
            name,
            letters: Letters::new(table.is_doubtful()),
            table: Some(table),
            places: header.headings.places,
            width: header.headings.width,
            header: header.row.number,
            sent: reading
                .keeps_bad
                .then(|| Box::new(SentRows { headings: sent(&header.row).cells, rows: Vec::new() })),
            extra: ExtraColumns::new(reading.extra, header.headings.unknown, R::COLUMNS),
            days: ColumnsOfDays::new(reading.days, R::COLUMNS),
            pending: header.pending,
            row: Row::default(),
            rows: 0,
            bad_rows: 0,
            bad: Vec::new(),
            spoilt: Spoilt::new(),
            broken: None,
            told: header.told,
            breaks: 0,
            kind: PhantomData,
        })
    }

    /// Reads the next row that is well formed; what is wrong with others is kept.
    pub fn next_row(&mut self) -> Option<R> {
        while self.advance() {
            if self.row.is_blank() {
                continue;
            }
            self.rows += 1;
            if let Some(row) = self.read() {
                return Some(row);
            }
            self.count_bad();
        }
        None
    }

    /// Fetches the next row.
    fn advance(&mut self) -> bool {
        if let Some(row) = self.pending.pop_front() {
            self.row = row;
            return true;
        }
        let Some(table) = &mut self.table else { return false };
        table.next(&mut self.row).unwrap_or_else(|bad| {
            self.broken = Some(bad);
            false
        })
    }

    /// Reads the row just fetched.
    fn read(&mut self) -> Option<R> {
        if self.row.broken && !self.is_one_row() {
            return None;
        }
        let found = self.row.cells.len();
        if found > self.width && self.row.cells.iter().skip(self.width).any(|cell| !cell.trim().is_empty()) {
            let message = format!("it has {found} values, more than the {} of the header", self.width);
            self.complain(None, "ROW_TOO_LONG", message);
            return None;
        }
        if let Some(total) = total(&self.row) {
            let message =
                format!("it is a sum of other rows, as `{total}` says, and no row of its own; take it out");
            self.complain(None, "ROW_IS_TOTAL", message);
            return None;
        }
        if let Some((code, message)) = self.letters.look(&self.row) {
            self.complain(None, code, message);
            return None;
        }
        self.extra.look(&self.row);
        let before = self.bad.len();
        let mut row = self.cells();
        if self.days.wants_a_look() {
            self.bad.truncate(before);
            self.look_at_days()?;
            row = self.cells();
        }
        let Some(row) = row else {
            // A row that breaks off lacks all that would follow: that is said once.
            let lacks = |bad: &BadRow| bad.code == "FIELD_EMPTY";
            let is_short = self.places.iter().flatten().any(|place| *place >= found);
            if is_short && self.bad.iter().skip(before).any(lacks) {
                self.bad.truncate(before);
                let message = format!("it has {found} values, fewer than the {} of the header", self.width);
                self.complain(None, "ROW_TOO_SHORT", message);
            }
            return None;
        };
        if let Some(Contradiction { column, code, message }) = row.contradiction() {
            self.complain(Some(column), code, message.to_owned());
            return None;
        }
        Some(row)
    }

    fn cells(&mut self) -> Option<R> {
        R::read(&mut Cells {
            row: &self.row,
            places: &self.places,
            names: R::COLUMNS,
            bad: &mut self.bad,
            days: &mut self.days,
            at: 0,
        })
    }

    /// Puts what breaks inside cells on one line, where it is one row.
    fn is_one_row(&mut self) -> bool {
        let delimiter = self.table.as_ref().and_then(Table::delimiter);
        let lost = delimiter.and_then(|delimiter| swallowed(&self.row, self.width, delimiter));
        let Some(lost) = lost else {
            join(&mut self.row);
            self.breaks += 1;
            return true;
        };
        let number = self.row.number;
        let rows = match lost {
            0 => String::new(),
            1 => format!("; row {} is swallowed by it", number + 1),
            _ => format!("; rows {} to {} are swallowed by it", number + 1, number + lost),
        };
        let message = format!("a quote opens in it and is not closed at the end of its value{rows}");
        self.complain(None, "QUOTE_NOT_CLOSED", message);
        false
    }

    /// Looks through the whole file at how its days are written, and comes back to the row just fetched.
    fn look_at_days(&mut self) -> Option<()> {
        let here = (self.row.clone(), std::mem::take(&mut self.pending));
        let again = self.table.take()?.again();
        let looked = again.and_then(|mut table| {
            while table.next(&mut self.row)? {
                if self.row.number > self.header {
                    self.days.look(&self.row, &self.places);
                }
            }
            table.again()
        });
        let found = looked.and_then(|mut table| {
            self.row.number = 0;
            let last = here.1.back().unwrap_or(&here.0).number;
            while self.row.number != last && table.next(&mut self.row)? {}
            self.table = Some(table);
            Ok(())
        });
        (self.row, self.pending) = here;
        found.map_err(|bad| self.broken = Some(bad)).ok()
    }

    /// Keeps what a rule says against the row just read.
    pub fn refuse(&mut self, code: &'static str, message: &str) {
        self.complain(None, code, message.replace("\n  ", "; "));
        self.count_bad();
    }

    /// Counts the row just read as bad.
    fn count_bad(&mut self) {
        self.bad_rows += 1;
        self.spoil();
        if let Some(all) = &mut self.sent {
            all.rows.push(sent(&self.row));
        }
    }

    /// Tells where the row just read is.
    pub fn place(&self) -> RowPlace {
        let row: Vec<&str> = self.row.cells.iter().collect();
        let sent = self.sent.as_ref().map(|_| sent(&self.row));
        RowPlace { line: self.row.number, excerpt: excerpt(&row.join(",")), sent }
    }

    /// Keeps what a rule says against a row read before, to which no other refers.
    pub fn refuse_at(&mut self, place: RowPlace, code: &'static str, message: &str) {
        let RowPlace { line, excerpt, sent } = place;
        if let (Some(all), Some(row)) = (&mut self.sent, sent) {
            all.rows.push(row);
        }
        let message = message.replace("\n  ", "; ");
        self.bad.push(BadRow { line, column: None, code, message, excerpt });
        self.bad.sort_by_key(|row| row.line);
        self.bad_rows += 1;
    }

    /// Marks the row just read as not taken, because a row it needs was not: nothing is said of it.
    pub fn spoil(&mut self) {
        if let Some(place) = self.places.first().copied().flatten() {
            self.spoilt.insert(self.row.cell(place).trim().to_owned());
        }
    }

    /// Tells the names of rows that are not taken.
    pub const fn spoilt(&self) -> &Spoilt {
        &self.spoilt
    }

    fn complain(&mut self, column: Option<&'static str>, code: &'static str, message: String) {
        let RowPlace { line, excerpt, .. } = self.place();
        self.bad.push(BadRow { line, column, code, message, excerpt });
    }

    /// Returns how many bytes of the file have been read.
    pub fn bytes_read(&self) -> u64 {
        self.table.as_ref().map_or(0, Table::bytes_read)
    }

    /// Ends reading.
    pub fn finish(self) -> Ending {
        let Self { name, bad: rows, spoilt, mut told, .. } = self;
        let table = self.table.as_ref();
        told.extend(table.map(Table::told).unwrap_or_default());
        told.extend(self.days.told());
        told.extend(self.letters.told());
        match self.breaks {
            0 => {}
            1 => told.push("lines break inside cells of 1 row: each break is read as a space".into()),
            rows => {
                told.push(format!("lines break inside cells of {rows} rows: each break is read as a space"))
            }
        }
        let hides_rows = self.broken.is_some() || rows.iter().any(|row| row.code == "QUOTE_NOT_CLOSED");
        let mut bad = Vec::new();
        if let Some(broken) = self.broken.or_else(|| table.and_then(|table| table.fault(self.header))) {
            bad.push(broken);
        } else {
            bad.extend(self.extra.finish(&name, &mut told));
            if !rows.is_empty() {
                let hint = match rows.iter().all(|row| row.code == "DAY_ORDER_UNKNOWN") {
                    true => "where days are day/month/year, import again with --days dmy",
                    false => "correct the file and import it again: rows taken before change nothing",
                };
                let message = format!("{} of {} rows cannot be taken", self.bad_rows, self.rows);
                let sent = self.sent;
                bad.push(BadFile { rows, sent, ..BadFile::new(&name, "BAD_ROWS", message, Some(hint)) });
            }
        }
        let told = told.into_iter().map(|told| format!("{name}: {told}")).collect();
        Ending { bad, spoilt, hides_rows, told }
    }
}

fn sent(row: &Row) -> SentRow {
    SentRow { line: row.number, cells: row.cells.iter().map(str::to_owned).collect() }
}

/// Tells how a row says that it adds up others.
fn total(row: &Row) -> Option<&str> {
    let first = row.cells.iter().map(str::trim).find(|cell| !cell.is_empty())?;
    // Every row is asked: most have another letter.
    if !matches!(first.as_bytes(), [b'T' | b't' | b'G' | b'g' | b'S' | b's', ..]) {
        return None;
    }
    let said = first.trim_end_matches([':', '=', ' ']);
    let words = ["total", "totals", "grand total", "sub-total", "subtotal", "sub total", "sum"];
    words.iter().any(|word| said.eq_ignore_ascii_case(word)).then_some(first)
}
