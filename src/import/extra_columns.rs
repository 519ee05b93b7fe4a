//! Columns that are none of the contract's: what they hold is lost, so it is counted.

use super::header::suggestion;
use super::reading::Extra;
use super::sent::Row;
use file::BadFile;

/// The columns that mean nothing here.
#[derive(Debug)]
pub(super) struct ExtraColumns {
    extra: Extra,
    columns: Vec<Column>,
    known: &'static [&'static str],
}

#[derive(Debug)]
struct Column {
    place: usize,
    heading: String,
    /// In how many rows it holds something, and the first of them.
    held: u64,
    first: u64,
}

impl ExtraColumns {
    pub fn new(extra: Extra, unknown: Vec<(usize, String)>, known: &'static [&'static str]) -> Self {
        let column = |(place, heading)| Column { place, heading, held: 0, first: 0 };
        Self { extra, columns: unknown.into_iter().map(column).collect(), known }
    }

    /// Counts what a row holds in them.
    pub fn look(&mut self, row: &Row) {
        for column in &mut self.columns {
            if row.cell(column.place).trim().is_empty() {
                continue;
            }
            if column.held == 0 {
                column.first = row.number;
            }
            column.held += 1;
        }
    }

    /// Says what is left aside, or why the file is not taken.
    pub fn finish(self, name: &str, told: &mut Vec<String>) -> Option<BadFile> {
        let Self { extra, columns, known } = self;
        let (lost, empty): (Vec<_>, Vec<_>) = columns.into_iter().partition(|column| column.held > 0);
        let refused = extra == Extra::Refused;
        let list = |columns: &[Column]| {
            columns.iter().map(|column| column.said(known)).collect::<Vec<_>>().join(", ")
        };
        if !lost.is_empty() && !refused {
            told.push(format!("left aside: {}", list(&lost)));
        }
        let headed: Vec<_> = empty.into_iter().filter(|column| !column.heading.is_empty()).collect();
        if !headed.is_empty() {
            told.push(format!("left aside: {}", list(&headed)));
        }
        (refused && !lost.is_empty()).then(|| {
            let hint = format!("its columns are: {}; --ignore-extra leaves others aside", known.join(", "));
            let message = format!("nothing is known of {}", list(&lost));
            BadFile::new(name, "COLUMN_UNKNOWN", message, Some(&hint))
        })
    }
}

impl Column {
    fn said(&self, known: &[&str]) -> String {
        let named = match self.heading.as_str() {
            "" => format!("column {}, which has no heading", letters(self.place)),
            heading if self.held > 0 => suggestion(heading, known),
            heading => format!("`{heading}`"),
        };
        match self.held {
            0 => format!("{named}, which holds nothing"),
            1 => format!("{named} with something in 1 row, {}", self.first),
            rows => format!("{named} with something in {rows} rows, the first {}", self.first),
        }
    }
}

/// A column as spreadsheets name it: A to Z, then AA.
fn letters(place: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(place % 26).unwrap_or(0));
    let before = if place < 26 { String::new() } else { letters(place / 26 - 1) };
    format!("{before}{letter}")
}
