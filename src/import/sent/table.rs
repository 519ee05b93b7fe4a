//! A table, whatever it stands in.

use super::Row;
use super::rows_of_sheet::RowsOfSheet;
use super::rows_of_text::RowsOfText;
use file::{BadFile, Source};

/// A table being read, row by row.
pub(in super::super) enum Table {
    Text(Box<RowsOfText>),
    /// With how many bytes of text a row of it stands for.
    Sheet(Box<RowsOfSheet>, u64),
}

impl Table {
    /// Opens a file, or a sheet of a workbook.
    ///
    /// # Errors
    /// Why it cannot be read, or is no table.
    pub fn open(source: &Source) -> Result<Self, BadFile> {
        match source {
            Source::Sheet { workbook, sheet, .. } => {
                let rows = RowsOfSheet::open(workbook, sheet, source.name())?;
                Ok(Self::Sheet(Box::new(rows), Source::BYTES_OF_ROW))
            }
            _ => RowsOfText::open(source).map(|rows| Self::Text(Box::new(rows))),
        }
    }

    /// Begins again from the first row.
    ///
    /// # Errors
    /// As [`Table::open`].
    pub fn again(self) -> Result<Self, BadFile> {
        Ok(match self {
            Self::Text(rows) => Self::Text(Box::new(rows.again()?)),
            Self::Sheet(rows, bytes) => Self::Sheet(Box::new(rows.again()?), bytes),
        })
    }

    /// Reads the next row; tells whether there is one.
    ///
    /// # Errors
    /// `FILE_UNREADABLE`, `WORKBOOK_BROKEN`.
    pub fn next(&mut self, row: &mut Row) -> Result<bool, BadFile> {
        match self {
            Self::Text(rows) => rows.next(row),
            Self::Sheet(rows, _) => rows.next(row),
        }
    }

    /// Returns how many bytes of the file have been read.
    pub fn bytes_read(&self) -> u64 {
        match self {
            Self::Text(rows) => rows.bytes_read(),
            Self::Sheet(rows, bytes) => rows.rows() * bytes,
        }
    }

    /// What stands between two cells, where that is seen.
    pub fn delimiter(&self) -> Option<u8> {
        match self {
            Self::Text(rows) => Some(rows.delimiter),
            Self::Sheet(..) => None,
        }
    }

    /// Whether letters may have been lost before it came.
    pub(in super::super) fn is_doubtful(&self) -> bool {
        match self {
            Self::Text(rows) => rows.doubtful,
            Self::Sheet(..) => true,
        }
    }

    /// Says why it is not taken, once all is read.
    pub fn fault(&self, header: u64) -> Option<BadFile> {
        match self {
            Self::Text(_) => None,
            Self::Sheet(rows, _) => rows.check_merged(header),
        }
    }

    /// What was put right in it, or is not plain, once all is read.
    pub fn told(&self) -> Vec<String> {
        match self {
            Self::Text(rows) => rows.told.clone(),
            Self::Sheet(rows, _) => rows.told().into_iter().collect(),
        }
    }
}
