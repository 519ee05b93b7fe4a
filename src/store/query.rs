//! Reports: one query each, streamed as cells.

/// A value in a report's row.
#[derive(Clone, Copy, Debug)]
pub enum Cell<'a> {
    /// Nothing.
    Empty,
    /// A word.
    Text(&'a str),
    /// A number: pence, a count.
    Number(i64),
}

/// Which rows.
#[derive(Clone, Debug, Default)]
pub struct Filter {}

/// The reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Query {}
