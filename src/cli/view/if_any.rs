//! A sheet that is written only when it has rows.

use std::io::{self, Write};

use crate::report::{Heading, Report, View};
use crate::store::Cell;

/// Waits for the first row; then the sheet begins, after an empty line.
pub(in crate::cli) struct IfAny<'w> {
    sheet: Box<dyn View + 'w>,
    waiting: Option<(&'static Report, Heading)>,
}

impl<'w> IfAny<'w> {
    pub(in crate::cli) fn new(sheet: Box<dyn View + 'w>) -> Self {
        Self { sheet, waiting: None }
    }
}

impl View for IfAny<'_> {
    fn begin(&mut self, report: &'static Report, heading: &Heading) -> io::Result<()> {
        self.waiting = Some((report, heading.clone()));
        Ok(())
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        if let Some((report, heading)) = self.waiting.take() {
            writeln!(io::stdout())?;
            self.sheet.begin(report, &heading)?;
        }
        self.sheet.row(cells)
    }

    fn end(&mut self, totals: Option<&[Cell<'_>]>) -> io::Result<()> {
        if self.waiting.is_some() { Ok(()) } else { self.sheet.end(totals) }
    }
}
