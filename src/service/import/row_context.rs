//! What the function of a row works with, and what it answers.

use std::collections::HashSet;

use super::lookups::Lookups;
use super::pools::Pools;
use super::times::Times;
use crate::{Result, UnitOfWork};
use domain::Code;
use import::RowPlace;

/// What became of one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowOutcome {
    New,
    Known,
    /// It is decided when the whole file is read.
    Waits,
}

/// What a row's function works with.
#[derive(Debug)]
pub(super) struct RowContext<'c> {
    pub work: UnitOfWork<'c>,
    pub lookups: Lookups,
    pub times: Times,
    pub pools: Pools,
    /// What was recorded all the same, and should be looked at.
    pub warnings: Vec<String>,
    /// Those of purchases, of which many may be alike: each is said once.
    pub warned: HashSet<String>,
}

impl RowContext<'_> {
    /// Tells whether the row is recorded under its key, by whoever takes the file in or by somebody else: a
    /// key belongs to whoever gives it, but a file that two people take in is one file.
    ///
    /// # Errors
    /// `KEY_CONTENT_DIFFERS`, `KEY_USED_OTHERWISE`.
    pub(super) fn is_known(&self, key: &Code, kind: &'static str, asked: &str) -> Result<bool> {
        Ok(self.work.recorded_under(key, kind, asked)?.is_some()
            || self.taken_by_another(key, kind, asked)?)
    }

    /// Tells whether somebody else has taken in the same row.
    pub(super) fn taken_by_another(&self, key: &Code, kind: &'static str, asked: &str) -> Result<bool> {
        for other in &self.lookups.importers {
            let known = self.work.reader().request_with_key(*other, key)?;
            if known.is_some_and(|known| known.kind == kind && known.asked == known.keep(asked)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Notes where the row is that waits.
    pub(super) fn place(&mut self, place: RowPlace) {
        match self.pools.waiting.last_mut() {
            Some(share) => share.place = Some(place),
            None => self.times.place(place),
        }
    }
}
