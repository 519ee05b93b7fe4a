//! A file that is not taken: every bad row, with its place, what was found and what was wanted.

use std::fmt;

/// One row that is not acceptable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// The line of the file the row begins on; the header is line 1.
    pub line: u64,
    /// The column, where one is to blame.
    pub column: Option<&'static str>,
    /// The stable code of the message.
    pub code: &'static str,
    /// What was found and what was wanted.
    pub message: String,
    /// The value or the row, shortened and made safe to print.
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
    /// Those rows as they were sent, where somebody wants them again.
    pub sent: Option<Box<SentRows>>,
}

/// Rows as they were sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentRows {
    pub headings: Vec<String>,
    pub rows: Vec<SentRow>,
}

/// A row as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentRow {
    /// The row's number, as of [`BadRow`].
    pub line: u64,
    pub cells: Vec<String>,
}

/// Every file of an import that is not taken; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadFiles(pub Vec<BadFile>);

impl BadFile {
    /// A problem with a file as a whole.
    pub fn new(file: &str, code: &'static str, message: impl Into<String>, hint: Option<&str>) -> Self {
        let (file, message, hint) = (file.to_owned(), message.into(), hint.map(Into::into));
        Self { file, code, message, hint, rows: Vec::new(), sent: None }
    }
}

impl fmt::Display for BadFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.message)
    }
}

impl fmt::Display for BadFiles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, file) in self.0.iter().enumerate() {
            let gap = if place == 0 { "" } else { "\n" };
            write!(f, "{gap}{file}")?;
        }
        Ok(())
    }
}

impl std::error::Error for BadFile {}

impl std::error::Error for BadFiles {}

impl From<BadFile> for BadFiles {
    fn from(file: BadFile) -> Self {
        Self(vec![file])
    }
}
