//! What each form of a table has: a way to be written, row by row.

use std::io;

use super::head::Head;
use super::value::Value;

/// Writes a table: [`Writer::begin`], then [`Writer::row`] once for each row, then [`Writer::end`].
pub trait Writer {
    /// Begins the table.
    ///
    /// # Errors
    /// An output that cannot be written.
    fn begin(&mut self, head: Head) -> io::Result<()>;

    /// Takes a row, with a value for every column.
    ///
    /// # Errors
    /// As [`Writer::begin`].
    fn row(&mut self, row: &[Value<'_>]) -> io::Result<()>;

    /// Ends the table, with a total for each totalled column where there were rows to total.
    ///
    /// # Errors
    /// As [`Writer::begin`].
    fn end(&mut self, totals: Option<&[Value<'_>]>) -> io::Result<()>;
}
