//! A table that is written only when it has rows.

use std::io::{self, Write};

use table::{Head, Value, Writer};

/// Waits for the first row; then the table begins, after an empty line.
pub(crate) struct Nonempty<'w> {
    table: Box<dyn Writer + 'w>,
    waiting: Option<Head>,
}

impl<'w> Nonempty<'w> {
    pub(crate) fn new(table: Box<dyn Writer + 'w>) -> Self {
        Self { table, waiting: None }
    }
}

impl Writer for Nonempty<'_> {
    fn begin(&mut self, head: Head) -> io::Result<()> {
        self.waiting = Some(head);
        Ok(())
    }

    fn row(&mut self, row: &[Value<'_>]) -> io::Result<()> {
        if let Some(head) = self.waiting.take() {
            writeln!(io::stdout())?;
            self.table.begin(head)?;
        }
        self.table.row(row)
    }

    fn end(&mut self, totals: Option<&[Value<'_>]>) -> io::Result<()> {
        if self.waiting.is_some() { Ok(()) } else { self.table.end(totals) }
    }
}
