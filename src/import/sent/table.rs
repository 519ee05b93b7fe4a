//! A table, whatever it stands in.

use super::Row;
use super::rows_of_text::RowsOfText;
use file::{BadFile, Source};

/// A table being read, row by row.
pub(in super::super) enum Table {
    Text(Box<RowsOfText>),
}

impl Table {
    /// Opens a file.
    ///
    /// # Errors
    /// `FILE_MISSING`, `FILE_UNREADABLE`, `FILE_IS_FOLDER`, `FILE_EMPTY`, `FILE_NOT_TEXT`,
    /// `FILE_MIXED_ENCODING`.
    pub fn open(source: &Source) -> Result<Self, BadFile> {
        RowsOfText::open(source).map(|rows| Self::Text(Box::new(rows)))
    }

    /// Begins again from the first row.
    ///
    /// # Errors
    /// `FILE_UNREADABLE`.
    pub fn again(self) -> Result<Self, BadFile> {
        match self {
            Self::Text(rows) => rows.again().map(|rows| Self::Text(Box::new(rows))),
        }
    }

    /// Reads the next row; tells whether there is one.
    ///
    /// # Errors
    /// `FILE_UNREADABLE`.
    pub fn next(&mut self, row: &mut Row) -> Result<bool, BadFile> {
        match self {
            Self::Text(rows) => rows.next(row),
        }
    }

    /// Returns how many bytes of the file have been read.
    pub fn bytes_read(&self) -> u64 {
        match self {
            Self::Text(rows) => rows.bytes_read(),
        }
    }

    /// What stands between two cells, where that is seen.
    pub fn delimiter(&self) -> Option<u8> {
        match self {
            Self::Text(rows) => Some(rows.delimiter),
        }
    }

    /// Whether letters may have been lost before it came.
    pub(in super::super) fn is_doubtful(&self) -> bool {
        match self {
            Self::Text(rows) => rows.doubtful,
        }
    }

    /// What was put right in it.
    pub fn told(&self) -> &[String] {
        match self {
            Self::Text(rows) => &rows.told,
        }
    }
}
