//! A row of a file, typed.

use super::Kind;
use super::cells::Cells;

/// A typed row of one kind of file.
pub trait FileRow: Sized {
    const KIND: Kind;
    /// Every column in the order it is read; the first one names the row.
    const COLUMNS: &'static [&'static str];
    /// Those of them that may be missing.
    const OPTIONAL: &'static [&'static str];

    /// Reads the row's cells in the order of `COLUMNS`; `None` where one was bad.
    fn read(cells: &mut Cells<'_>) -> Option<Self>;

    /// Tells what the row says against itself.
    fn contradiction(&self) -> Option<Contradiction> {
        None
    }
}

/// Two cells of a row that cannot both be meant.
#[derive(Clone, Copy, Debug)]
pub struct Contradiction {
    /// The column to blame.
    pub column: &'static str,
    /// The stable code.
    pub code: &'static str,
    /// What was found and what was wanted.
    pub message: &'static str,
}
