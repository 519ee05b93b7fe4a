//! What the rows of a file say of what may be recorded already, and which of them are new.

use std::collections::HashMap;

use domain::ChildId;
use import::RowPlace;

/// What a row says, cell by cell.
pub(super) type Cells = Vec<(&'static str, String)>;

/// What was met in a file.
#[derive(Debug, Default)]
pub(super) struct RowsMet {
    /// What the row says that is being taken.
    row: Option<Cells>,
    pub(super) new: Vec<(Cells, RowPlace)>,
    /// How often each was known.
    pub(super) known: HashMap<Cells, usize>,
    /// The children whom its rows are of.
    pub(super) children: Vec<ChildId>,
}

impl RowsMet {
    /// Notes what a row says, before it is taken.
    pub(super) fn says(&mut self, row: Cells, child: Option<ChildId>) {
        self.row = Some(row);
        self.children.extend(child);
    }

    /// Notes that the row was new.
    pub(super) fn was_new(&mut self, place: impl FnOnce() -> RowPlace) {
        self.new.extend(self.row.take().map(|row| (row, place())));
    }

    /// Notes that the row was known.
    pub(super) fn was_known(&mut self) {
        if let Some(row) = self.row.take() {
            *self.known.entry(row).or_default() += 1;
        }
    }
}
