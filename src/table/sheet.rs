//! A table with its rows, as a package holds it until it is written.

use super::csv::Dialect;
use super::{Column, Value};
use domain::Pence;

/// A table with its rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The file it is written to: `owed.csv`, `accruals/creditors.csv`.
    pub file: &'static str,
    /// Its title for people, at most 31 characters.
    pub title: &'static str,
    pub columns: &'static [Column],
    /// Its rows, each with a value for every column.
    pub rows: Vec<Vec<Value<'static>>>,
    /// Whether its sums of money can be added up.
    pub adds_up: bool,
}

impl Sheet {
    /// Adds up a column of money; nothing where there is no such column.
    pub fn total(&self, column: &str) -> Pence {
        let place = self.columns.iter().position(|c| c.name == column);
        let pence = |row: &Vec<Value<'_>>| place.and_then(|place| row.get(place)?.as_money());
        self.rows.iter().filter_map(pence).sum()
    }

    /// Writes it as CSV with a header.
    pub fn csv(&self) -> String {
        let mut out = Dialect::FILE.header(self.columns);
        self.rows.iter().for_each(|row| Dialect::FILE.line(row, &mut out));
        out
    }
}
