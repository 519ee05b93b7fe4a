//! Rows kept as texts: what suggestions and completions choose from.

use std::io;

use table::{Head, Value, Writer};

/// Keeps rows, written as data files have them.
#[derive(Debug, Default)]
pub(crate) struct Collected {
    /// The rows, in the order of the report.
    pub rows: Vec<Vec<String>>,
}

impl Writer for Collected {
    fn begin(&mut self, _: Head) -> io::Result<()> {
        Ok(())
    }

    fn row(&mut self, row: &[Value<'_>]) -> io::Result<()> {
        self.rows.push(row.iter().map(ToString::to_string).collect());
        Ok(())
    }

    fn end(&mut self, _: Option<&[Value<'_>]>) -> io::Result<()> {
        Ok(())
    }
}
