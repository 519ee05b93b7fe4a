//! What is read for an evaluation, up to when, and the places that rows were given.

use std::collections::HashMap;

use rusqlite::Row;

use crate::position::Limits;
use crate::{Reader, Result, StoreError};
use domain::Pence;
use evaluate::data::Place;

/// What is read, and up to when.
pub(super) struct ReaderAt<'a> {
    pub reader: Reader<'a>,
    pub limits: Limits,
}

/// Numbers of rows in the ledger, and the places they were given.
pub(super) struct Places {
    what: &'static str,
    by_number: HashMap<i64, Place>,
}

impl Places {
    fn new(what: &'static str, numbers: impl IntoIterator<Item = i64>) -> Self {
        Self { what, by_number: numbers.into_iter().zip(0..).collect() }
    }

    pub fn of(&self, number: i64) -> Result<Place> {
        let lost = || StoreError::Damaged(format!("{} {number} is named and is not there", self.what));
        self.by_number.get(&number).copied().ok_or_else(lost)
    }

    /// Reads a number from a row and tells its place.
    pub fn read(&self, row: &Row<'_>, column: usize) -> Result<Place> {
        self.of(row.get(column)?)
    }
}

/// Parts a list of rows with their numbers.
pub(super) fn listed<T>(what: &'static str, rows: Vec<(i64, T)>) -> (Places, Vec<T>) {
    let (numbers, rows): (Vec<i64>, Vec<T>) = rows.into_iter().unzip();
    (Places::new(what, numbers), rows)
}

/// Reads a sum of money that may be silent.
pub(super) fn money(row: &Row<'_>, column: usize) -> Result<Option<Pence>> {
    Ok(row.get::<_, Option<i64>>(column)?.map(Pence::new))
}
