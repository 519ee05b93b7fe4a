//! What the cells of a column hold: for whoever fills in a sheet.

use super::cell::Cell;
use table::Kind;

/// What the cells of a column hold, and whether they may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnForm {
    pub name: &'static str,
    pub kind: Kind,
    pub may_be_empty: bool,
}

impl ColumnForm {
    pub(crate) const fn of<T: Cell>(name: &'static str) -> Self {
        Self { name, kind: T::KIND, may_be_empty: T::OPTIONAL }
    }

    /// The form of a field of this type.
    pub(crate) const fn like<T: Cell>(name: &'static str, _: &T) -> Self {
        Self::of::<T>(name)
    }
}
