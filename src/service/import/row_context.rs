//! What the function of a row works with, and what it answers.

use std::collections::HashSet;

use super::lookups::Lookups;
use super::pools::Pools;
use super::rows_met::RowsMet;
use super::times::Times;
use crate::{Result, UnitOfWork};
use domain::{Code, EntryId, Refusal};
use import::RowPlace;
use store::RecordedRequest;

/// What became of one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowOutcome {
    New,
    /// It is known, and steps that it has now were recorded.
    Further,
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
    pub again: RowsMet,
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

    /// Finds what is recorded under a row's key, by whoever takes the file in or by somebody who may
    /// have done so before.
    ///
    /// # Errors
    /// `KEY_USED_OTHERWISE`.
    pub(super) fn recorded_under(&self, key: &Code, kind: &'static str) -> Result<Option<RecordedRequest>> {
        let reader = self.work.reader();
        if let Some(known) = reader.request_with_key(self.work.actor.id, key)? {
            if known.kind != kind {
                let (key, entry) = (key.clone(), EntryId::new(known.seq));
                let (kind, asked) = (known.kind, kind);
                return Err(Refusal::KeyUsedOtherwise { key, kind, entry, asked }.into());
            }
            return Ok(Some(known));
        }
        for other in &self.lookups.importers {
            let known = reader.request_with_key(*other, key)?.filter(|known| known.kind == kind);
            if known.is_some() {
                return Ok(known);
            }
        }
        Ok(None)
    }

    /// Tells whether somebody else has taken in the same row.
    fn taken_by_another(&self, key: &Code, kind: &'static str, asked: &str) -> Result<bool> {
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
