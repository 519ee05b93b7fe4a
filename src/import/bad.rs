//! A file that is not taken: every bad row, with its place, what was found and what was wanted.

use std::fmt;

/// One row that is not acceptable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// The line of the file the row begins on; the header is line 1.
    pub line: u64,
    /// The column, where one is to blame.
    pub column: Option<String>,
    /// The stable code of the message.
    pub code: String,
    /// What was found and what was wanted.
    pub message: String,
    /// The value, shortened.
    pub excerpt: String,
}

/// A file that is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadFile {
    /// The file's name as given.
    pub file: String,
    /// The stable code of the problem.
    pub code: &'static str,
    /// What is wrong with the file as a whole.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
    /// The bad rows, where the rows are the problem.
    pub rows: Vec<BadRow>,
}

impl fmt::Display for BadFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.message)
    }
}

impl std::error::Error for BadFile {}
