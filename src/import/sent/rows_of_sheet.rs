//! Rows of a sheet of a workbook, each cell as text.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use calamine::{DataRef, XlsxError};

use super::Row;
use super::workbook::{self, Opened, Workbook};
use file::BadFile;

/// Rows being read. The workbook is unpacked beside whoever takes them, and waits for them.
pub(in super::super) struct RowsOfSheet {
    path: PathBuf,
    sheet: String,
    name: String,
    receiver: Receiver<Piece>,
    waiting: std::vec::IntoIter<Row>,
    rows: u64,
    /// What is known once all is read: how many cells are formulas, and the first and last rows of those that
    /// are merged.
    formulas: u64,
    merged: Vec<(u64, u64)>,
}

/// What comes of a sheet at a time.
enum Piece {
    Rows(Vec<Row>),
    End { formulas: u64, merged: Vec<(u64, u64)> },
    Bad(BadFile),
}

impl RowsOfSheet {
    /// Begins to read a sheet.
    pub fn open(path: &Path, sheet: &str, name: String) -> Result<Self, BadFile> {
        const PIECES: usize = 4;
        let (sender, receiver) = sync_channel(PIECES);
        let Opened { mut workbook, merged, .. } = workbook::open(path)?;
        let (of, called) = (sheet.to_owned(), name.clone());
        thread::spawn(move || {
            const PIECE: usize = 500;
            let mut rows = Vec::with_capacity(PIECE);
            let ended = read(&mut workbook, &of, &called, |row| {
                rows.push(row);
                // Nobody may be there any more: reading ends with them.
                rows.len() < PIECE || sender.send(Piece::Rows(std::mem::take(&mut rows))).is_ok()
            });
            let last = ended.and_then(|formulas| {
                let merged = if merged { merged_rows(&mut workbook, &of, &called)? } else { Vec::new() };
                Ok(Piece::End { formulas, merged })
            });
            let last = last.unwrap_or_else(Piece::Bad);
            sender.send(Piece::Rows(rows)).and_then(|()| sender.send(last))
        });
        let waiting = Vec::new().into_iter();
        let (path, sheet, merged) = (path.to_owned(), sheet.to_owned(), Vec::new());
        Ok(Self { path, sheet, name, receiver, waiting, rows: 0, formulas: 0, merged })
    }

    /// Begins again from the first row.
    pub fn again(self) -> Result<Self, BadFile> {
        Self::open(&self.path, &self.sheet, self.name)
    }

    /// Reads the next row; tells whether there is one.
    pub fn next(&mut self, row: &mut Row) -> Result<bool, BadFile> {
        loop {
            if let Some(next) = self.waiting.next() {
                *row = next;
                self.rows += 1;
                return Ok(true);
            }
            match self.receiver.recv() {
                Ok(Piece::Rows(rows)) => self.waiting = rows.into_iter(),
                Ok(Piece::End { formulas, merged }) => {
                    (self.formulas, self.merged) = (formulas, merged);
                    return Ok(false);
                }
                Ok(Piece::Bad(bad)) => return Err(bad),
                // It has ended before.
                Err(_) => return Ok(false),
            }
        }
    }

    /// How many rows have been read.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Refuses a sheet in which cells are merged below its headings: only the first of them has their value.
    pub(super) fn check_merged(&self, header: u64) -> Option<BadFile> {
        let below = self.merged.iter().filter(|(_, last)| *last > header);
        let rows: Vec<String> = below.take(3).map(|(first, _)| first.to_string()).collect();
        let message = format!("cells below its headings are merged, the first in rows {}", rows.join(", "));
        let hint = "unmerge them in the spreadsheet, and fill in the cells that are then empty";
        (!rows.is_empty()).then(|| BadFile::new(&self.name, "WORKBOOK_MERGED", message, Some(hint)))
    }

    /// Says what of it is not plain.
    pub fn told(&self) -> Option<String> {
        let (cells, are) = match self.formulas {
            0 => return None,
            1 => ("1 cell".to_owned(), "is a formula: its value is"),
            cells => (format!("{cells} cells"), "are formulas: their values are"),
        };
        Some(format!("{cells} {are} taken as the workbook was saved with"))
    }
}

/// Reads the rows of a sheet one by one, as long as they are taken; tells how many cells are formulas.
///
/// # Errors
/// `WORKBOOK_BROKEN`, `WORKBOOK_MERGED`.
pub(in super::super) fn read(
    workbook: &mut Workbook,
    sheet: &str,
    name: &str,
    mut take: impl FnMut(Row) -> bool,
) -> Result<u64, BadFile> {
    let broken = |error: XlsxError| workbook::broken(name, &error);
    let (mut formulas, mut row) = (0, Row::default());
    let mut cells = workbook.worksheet_cells_reader(sheet).map_err(broken)?;
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(broken)? {
        let (number, place) = (u64::from(cell.pos.0) + 1, usize::try_from(cell.pos.1).unwrap_or(usize::MAX));
        if number != row.number {
            if row.number > 0 && !take(std::mem::take(&mut row)) {
                return Ok(formulas);
            }
            row.number = number;
        }
        let is_formula = cell.formula.is_some();
        formulas += u64::from(is_formula);
        let empty = matches!(cell.value, DataRef::Empty);
        if empty && !is_formula || place > MOST_COLUMNS {
            continue;
        }
        while row.cells.len() < place {
            row.cells.push_field("");
        }
        // The value of a formula is what a spreadsheet worked out when it saved it: another program does not.
        push(&mut row, if empty { DataRef::SharedString(NOT_WORKED_OUT) } else { cell.value });
    }
    if row.number > 0 {
        take(row);
    }
    Ok(formulas)
}

/// A formula of which no value is known.
pub(in super::super) const NOT_WORKED_OUT: &str = "#FORMULA!";

/// A spreadsheet has so many.
const MOST_COLUMNS: usize = 16_384;

/// Writes a cell as text.
fn push(row: &mut Row, value: DataRef<'_>) {
    let mut text = |text: &str| {
        row.broken |= text.contains('\n');
        row.cells.push_field(text);
    };
    match value {
        DataRef::Empty => text(""),
        DataRef::SharedString(shared) => text(shared),
        DataRef::String(own) | DataRef::DateTimeIso(own) | DataRef::DurationIso(own) => text(&own),
        DataRef::Int(number) => text(&number.to_string()),
        DataRef::Float(number) => text(&digits(number)),
        DataRef::Bool(yes) => text(if yes { "yes" } else { "no" }),
        DataRef::Error(error) => text(&error.to_string()),
        DataRef::DateTime(moment) if moment.is_duration() => text(&digits(moment.as_f64())),
        DataRef::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            text(&format!("{year:04}-{month:02}-{day:02}"));
        }
    }
}

/// A number in plain digits, as many as a spreadsheet shows: it keeps fifteen.
fn digits(number: f64) -> String {
    const SHOWN: usize = 15;
    let exact = number.to_string();
    match exact.bytes().filter(u8::is_ascii_digit).count() > SHOWN {
        true => format!("{number:.14e}").parse::<f64>().map_or(exact, |shown| shown.to_string()),
        false => exact,
    }
}

/// Reads the first rows of a sheet.
///
/// # Errors
/// As [`read`].
pub(in super::super) fn first_rows(
    workbook: &mut Workbook,
    sheet: &str,
    name: &str,
    most: usize,
) -> Result<Vec<Row>, BadFile> {
    let mut rows = Vec::new();
    read(workbook, sheet, name, |row| {
        rows.push(row);
        rows.len() < most
    })?;
    Ok(rows)
}

/// How many rows a sheet says that it has.
///
/// # Errors
/// `WORKBOOK_BROKEN`.
pub(in super::super) fn rows_said(workbook: &mut Workbook, sheet: &str, name: &str) -> Result<u64, BadFile> {
    let cells = workbook.worksheet_cells_reader(sheet).map_err(|error| workbook::broken(name, &error))?;
    Ok(u64::from(cells.dimensions().end.0) + 1)
}

/// The first and the last row of each group of merged cells.
fn merged_rows(workbook: &mut Workbook, sheet: &str, name: &str) -> Result<Vec<(u64, u64)>, BadFile> {
    let merged = workbook.merge_cells_by_sheet_name(sheet).map_err(|error| workbook::broken(name, &error))?;
    Ok(merged.iter().map(|cells| (u64::from(cells.start.0) + 1, u64::from(cells.end.0) + 1)).collect())
}
