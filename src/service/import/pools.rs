//! What an import remembers of partners' shares until their agreement is whole.

use std::collections::HashMap;

use domain::{Amount, Code, Day, Text};
use import::RowPlace;
use import::rows::PoolRow;

/// A partner's share, with its place in the file.
#[derive(Debug)]
pub(super) struct WaitingShare {
    pub row: PoolRow,
    pub place: Option<RowPlace>,
}

/// The shares of this file.
#[derive(Debug, Default)]
pub(super) struct Pools {
    pub waiting: Vec<WaitingShare>,
    /// How often a row without a key said so far that a partner gave just so much on a day.
    pub given: HashMap<(Code, Text, Day, Amount), usize>,
}
