//! What an import remembers of rows of time.

use std::collections::{HashMap, HashSet};

use domain::{ChildId, Day, PractitionerId, Text};
use import::RowPlace;
use import::rows::TimeRow;

/// What a row of time says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Visit {
    pub practitioner: PractitionerId,
    pub child: ChildId,
    pub on: Day,
    pub activity: Text,
    pub minutes: i64,
}

/// A row that the ledger does not have, with its place in the file.
#[derive(Debug)]
pub(super) struct Waiting {
    pub visit: Visit,
    pub row: TimeRow,
    pub occurrence: i64,
    pub place: Option<RowPlace>,
}

/// What was met of time in this import.
#[derive(Debug, Default)]
pub(super) struct Times {
    /// How often each identical row was met.
    pub met: HashMap<Visit, i64>,
    pub waiting: Vec<Waiting>,
    /// Whose rows were known: their sheet is sent again.
    pub sent_again: HashSet<PractitionerId>,
    /// The first day and the last.
    pub span: Option<(Day, Day)>,
    /// Whether the ledger had any time before.
    pub any_before: Option<bool>,
}

impl Times {
    /// Notes where the row is that waits.
    pub fn place(&mut self, place: RowPlace) {
        if let Some(waiting) = self.waiting.last_mut() {
            waiting.place = Some(place);
        }
    }
}
