//! How files are read, where somebody says it.

use super::written_day::DayOrder;

/// What becomes of columns that are not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extra {
    /// A file is refused in which one holds anything.
    Refused,
    /// They are left aside.
    Ignored,
}

/// How files are read.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    pub extra: Extra,
    /// How days are written, where somebody says it.
    pub days: Option<DayOrder>,
    /// Whether bad rows are kept as they were sent.
    pub keeps_bad: bool,
}
