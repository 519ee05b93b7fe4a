//! Positions as at a day, as known at a day.

use crate::domain::Day;

/// The moment a report answers for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Entries effective up to this day; all when `None`.
    pub as_at: Option<Day>,
    /// Entries recorded up to the end of this day; all when `None`.
    pub known_at: Option<Day>,
}
