//! One file, read row by row; what is wrong with it is kept, and shown together at its end.

use std::collections::HashSet;
use std::io::Read;
use std::marker::PhantomData;

use csv::StringRecord;

use super::Kind;
use super::cell::{BadCell, Cell, excerpt};
use file::{BadFile, BadRow, Source};

/// What becomes of columns that are not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extra {
    /// The file is refused.
    Refused,
    /// They are left aside.
    Ignored,
}

/// A typed row of one kind of file.
pub trait FileRow: Sized {
    const KIND: Kind;
    /// Every column in the order it is read; the first one names the row.
    const COLUMNS: &'static [&'static str];
    /// Those of them that may be missing.
    const OPTIONAL: &'static [&'static str];

    /// Reads the row's cells in the order of `COLUMNS`; `None` where one was bad.
    fn read(cells: &mut Cells<'_>) -> Option<Self>;

    /// Tells what the row says against itself.
    fn contradiction(&self) -> Option<Contradiction> {
        None
    }
}

/// Two cells of a row that cannot both be meant.
#[derive(Clone, Copy, Debug)]
pub struct Contradiction {
    /// The column to blame.
    pub column: &'static str,
    /// The stable code.
    pub code: &'static str,
    /// What was found and what was wanted.
    pub message: &'static str,
}

/// What the rows that were not taken call themselves: rows of other files that refer to them are not
/// told off as well.
pub type Spoilt = HashSet<String>;

/// Where a row is, and how it reads: for what is said of it later.
#[derive(Clone, Debug)]
pub struct RowPlace {
    line: u64,
    excerpt: String,
}

/// A file being read.
pub struct Sheet<R> {
    name: String,
    reader: csv::Reader<Box<dyn Read>>,
    places: Vec<Option<usize>>,
    width: usize,
    record: StringRecord,
    rows: u64,
    bad_rows: u64,
    bad: Vec<BadRow>,
    spoilt: Spoilt,
    broken: Option<BadFile>,
    kind: PhantomData<R>,
}

impl<R: FileRow> Sheet<R> {
    /// Opens a file and finds its columns.
    ///
    /// # Errors
    /// Every problem with the file as a whole or its header.
    pub fn open(source: &Source, extra: Extra) -> Result<Self, Vec<BadFile>> {
        let name = source.name();
        let file = source.open().map_err(|bad| vec![bad])?;
        // Lines end in LF; a CR before it is trimmed with the value, so that lines are counted rightly.
        let mut reader = csv::ReaderBuilder::new()
            .terminator(csv::Terminator::Any(b'\n'))
            .flexible(true)
            .buffer_capacity(1 << 16)
            .from_reader(file);
        let header = header(&mut reader, &name).map_err(|bad| vec![bad])?;
        let places = columns::<R>(&header, &name, extra)?;
        Ok(Self {
            name,
            reader,
            places,
            width: header.len(),
            record: StringRecord::new(),
            rows: 0,
            bad_rows: 0,
            bad: Vec::new(),
            spoilt: Spoilt::new(),
            broken: None,
            kind: PhantomData,
        })
    }

    /// Reads the next row that is well formed; what is wrong with others is kept.
    pub fn next_row(&mut self) -> Option<R> {
        loop {
            match self.reader.read_record(&mut self.record) {
                Ok(true) => {}
                Ok(false) => return None,
                Err(error) if error.is_io_error() => {
                    let message = format!("it cannot be read to its end: {error}");
                    self.broken = Some(BadFile::new(&self.name, "FILE_UNREADABLE", message, None));
                    return None;
                }
                Err(error) => {
                    self.rows += 1;
                    self.not_utf8(&error);
                    continue;
                }
            }
            if self.record.len() == 1 && self.record[0].trim().is_empty() {
                continue;
            }
            self.rows += 1;
            if let Some(row) = self.read() {
                return Some(row);
            }
            self.bad_rows += 1;
            self.spoil();
        }
    }

    /// Reads the record just fetched.
    fn read(&mut self) -> Option<R> {
        let found = self.record.len();
        if found != self.width {
            let (code, than) = match found < self.width {
                true => ("ROW_TOO_SHORT", "fewer"),
                false => ("ROW_TOO_LONG", "more"),
            };
            let message = format!("it has {found} values, {than} than the {} of the header", self.width);
            self.complain(None, code, message);
            return None;
        }
        let mut cells = Cells {
            record: &self.record,
            places: &self.places,
            names: R::COLUMNS,
            after: self.reader.position().line(),
            bad: &mut self.bad,
            at: 0,
        };
        let row = R::read(&mut cells)?;
        if let Some(Contradiction { column, code, message }) = row.contradiction() {
            self.complain(Some(column), code, message.to_owned());
            return None;
        }
        Some(row)
    }

    /// Keeps what a rule says against the row just read.
    pub fn refuse(&mut self, code: &'static str, message: &str) {
        self.complain(None, code, message.replace("\n  ", "; "));
        self.bad_rows += 1;
        self.spoil();
    }

    /// Tells where the row just read is.
    pub fn place(&self) -> RowPlace {
        let row: Vec<&str> = self.record.iter().collect();
        RowPlace { line: line(&self.record, self.reader.position().line()), excerpt: excerpt(&row.join(",")) }
    }

    /// Keeps what a rule says against a row read before, to which no other refers.
    pub fn refuse_at(&mut self, place: RowPlace, code: &'static str, message: &str) {
        let RowPlace { line, excerpt } = place;
        let message = message.replace("\n  ", "; ");
        self.bad.push(BadRow { line, column: None, code, message, excerpt });
        self.bad.sort_by_key(|row| row.line);
        self.bad_rows += 1;
    }

    /// Marks the row just read as not taken, because a row it needs was not: nothing is said of it.
    pub fn spoil(&mut self) {
        let named = self.places.first().copied().flatten().and_then(|place| self.record.get(place));
        if let Some(named) = named {
            self.spoilt.insert(named.trim().to_owned());
        }
    }

    /// Tells the names of rows that are not taken.
    pub const fn spoilt(&self) -> &Spoilt {
        &self.spoilt
    }

    fn complain(&mut self, column: Option<&'static str>, code: &'static str, message: String) {
        let RowPlace { line, excerpt } = self.place();
        self.bad.push(BadRow { line, column, code, message, excerpt });
    }

    fn not_utf8(&mut self, error: &csv::Error) {
        self.bad_rows += 1;
        let line = error.position().map_or(0, csv::Position::line);
        let place = match error.kind() {
            csv::ErrorKind::Utf8 { err, .. } => err.field() + 1,
            _ => 0,
        };
        let message = format!("value {place} has a letter that is not UTF-8");
        self.bad.push(BadRow { line, column: None, code: "NOT_UTF8", message, excerpt: String::new() });
    }

    /// Returns how many bytes of the file have been read.
    pub fn bytes_read(&self) -> u64 {
        self.reader.position().byte()
    }

    /// Ends reading: what is wrong with the file, and how its bad rows call themselves.
    pub fn finish(self) -> (Option<BadFile>, Spoilt) {
        if self.broken.is_some() {
            return (self.broken, self.spoilt);
        }
        if self.bad.is_empty() {
            return (None, self.spoilt);
        }
        let hint = match self.bad.iter().any(|row| row.code == "NOT_UTF8") {
            true => SAVE_AS_UTF8,
            false => "correct the file and import it again: rows taken before change nothing",
        };
        let message = format!("{} of {} rows cannot be taken", self.bad_rows, self.rows);
        let bad = BadFile::new(&self.name, "BAD_ROWS", message, Some(hint));
        (Some(BadFile { rows: self.bad, ..bad }), self.spoilt)
    }
}

/// The cells of one row, in the order of the contract.
#[derive(Debug)]
pub struct Cells<'a> {
    record: &'a StringRecord,
    places: &'a [Option<usize>],
    names: &'static [&'static str],
    after: u64,
    bad: &'a mut Vec<BadRow>,
    at: usize,
}

impl Cells<'_> {
    /// Reads the next cell, empty where the file has no such column; what is wrong with it is kept.
    pub(super) fn read<T: Cell>(&mut self) -> Option<T> {
        let (place, column) = (self.places[self.at], self.names[self.at]);
        self.at += 1;
        let text = place.and_then(|place| self.record.get(place)).unwrap_or("");
        T::read(text)
            .map_err(|BadCell { code, message }| {
                let line = line(self.record, self.after);
                let (column, excerpt) = (Some(column), excerpt(text));
                self.bad.push(BadRow { line, column, code, message, excerpt });
            })
            .ok()
    }
}

const SAVE_AS_UTF8: &str = "save it from the spreadsheet as \"CSV UTF-8 (comma delimited)\"";

/// The line a row begins on, from the line where reading it began, which may be an empty one, and
/// the line `after` it.
fn line(record: &StringRecord, after: u64) -> u64 {
    let began = record.position().map_or(0, csv::Position::line);
    let breaks = record.as_slice().bytes().filter(|byte| *byte == b'\n').count();
    after.saturating_sub(1 + u64::try_from(breaks).unwrap_or(0)).max(began)
}

/// Reads the header, or says why this is no file of comma-separated values.
fn header(reader: &mut csv::Reader<Box<dyn Read>>, name: &str) -> Result<Vec<String>, BadFile> {
    let bytes = match reader.byte_headers() {
        Ok(bytes) => bytes.clone(),
        Err(error) => {
            return Err(BadFile::new(name, "FILE_UNREADABLE", format!("it cannot be read: {error}"), None));
        }
    };
    if bytes.is_empty() {
        return Err(BadFile::new(name, "FILE_EMPTY", "it is empty; a header row is wanted", None));
    }
    let texts: Option<Vec<String>> = bytes
        .iter()
        .map(|text| std::str::from_utf8(text).ok().filter(|t| !t.contains('\0')))
        .map(|text| text.map(|text| text.trim().to_owned()))
        .collect();
    let Some(texts) = texts else {
        return Err(BadFile::new(name, "FILE_NOT_UTF8", "its header is not UTF-8 text", Some(SAVE_AS_UTF8)));
    };
    if let [only] = texts.as_slice() {
        for (mark, what) in [(';', "semicolons"), ('\t', "tabs")] {
            if only.contains(mark) {
                let message = format!("its values are separated by {what}; commas are wanted");
                return Err(BadFile::new(name, "SEPARATOR_NOT_COMMA", message, Some(SAVE_AS_UTF8)));
            }
        }
    }
    Ok(texts)
}

/// Finds where each column of the contract stands.
fn columns<R: FileRow>(
    header: &[String],
    name: &str,
    extra: Extra,
) -> Result<Vec<Option<usize>>, Vec<BadFile>> {
    let mut bad = Vec::new();
    let hint = format!("its columns are: {}", R::COLUMNS.join(", "));
    let mut say = |code, message: String| bad.push(BadFile::new(name, code, message, Some(&hint)));
    let doubled: Vec<&str> = R::COLUMNS
        .iter()
        .copied()
        .filter(|column| header.iter().filter(|found| found == column).count() > 1)
        .collect();
    if !doubled.is_empty() {
        say("COLUMN_DOUBLED", format!("it has {} more than once", quoted(&doubled)));
    }
    let missing: Vec<&str> = R::COLUMNS
        .iter()
        .copied()
        .filter(|column| !R::OPTIONAL.contains(column) && !header.iter().any(|found| found == column))
        .collect();
    let unknown: Vec<&String> = header.iter().filter(|found| !R::COLUMNS.contains(&found.as_str())).collect();
    if !unknown.is_empty() && extra == Extra::Refused {
        let named: Vec<String> = unknown.iter().map(|found| suggestion(found, R::COLUMNS)).collect();
        let named = named.join(", ");
        say("COLUMN_UNKNOWN", format!("nothing is known of {named}; --ignore-extra leaves it aside"));
    }
    if !missing.is_empty() {
        say("COLUMN_MISSING", format!("it has no column {}", quoted(&missing)));
    }
    if !bad.is_empty() {
        return Err(bad);
    }
    Ok(R::COLUMNS.iter().map(|column| header.iter().position(|found| found == column)).collect())
}

fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Names an unknown column and what it may have been meant to be.
fn suggestion(found: &str, columns: &[&str]) -> String {
    let likeness = |column: &&&str| strsim::jaro_winkler(&found.to_lowercase(), column);
    let near = columns.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    let named = format!("`{}`", excerpt(found));
    match near {
        Some(near) if likeness(&near) > 0.84 => format!("{named} (did you mean `{near}`?)"),
        _ => named,
    }
}
