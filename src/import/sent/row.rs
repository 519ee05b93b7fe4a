//! One row of a table.

use csv::StringRecord;

/// A row, its cells as text: a day of a workbook as `2006-09-01`, a number in plain digits.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Row {
    /// The number that the spreadsheet gives it.
    pub number: u64,
    pub cells: StringRecord,
    /// Whether lines break inside its cells.
    pub broken: bool,
    /// Whether the file ended before a quote in it was closed.
    pub unclosed: bool,
}

impl Row {
    /// Tells whether no cell holds anything.
    pub(in super::super) fn is_blank(&self) -> bool {
        self.cells.as_slice().trim_start().is_empty()
    }

    /// Returns a cell, empty where the row has none there.
    pub fn cell(&self, place: usize) -> &str {
        self.cells.get(place).unwrap_or_default()
    }
}
