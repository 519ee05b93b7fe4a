//! What the function of a row works with, and what it answers.

use std::collections::HashSet;

use super::lookups::Lookups;
use super::pools::Pools;
use super::times::Times;
use crate::UnitOfWork;
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
    /// Notes where the row is that waits.
    pub(super) fn place(&mut self, place: RowPlace) {
        match self.pools.waiting.last_mut() {
            Some(share) => share.place = Some(place),
            None => self.times.place(place),
        }
    }
}
