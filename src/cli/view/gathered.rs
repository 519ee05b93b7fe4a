//! Rows kept as texts: what suggestions and completions choose from.

use std::io;

use super::cell::data;
use crate::report::{Heading, Kind, Report, View};
use crate::store::Cell;

/// Keeps rows, written as data files have them.
#[derive(Debug, Default)]
pub(in crate::cli) struct Gathered {
    kinds: Vec<Kind>,
    /// The rows, in the order of the report.
    pub rows: Vec<Vec<String>>,
}

impl View for Gathered {
    fn begin(&mut self, report: &'static Report, _: &Heading) -> io::Result<()> {
        self.kinds = report.columns.iter().map(|column| column.kind).collect();
        Ok(())
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        let text = |(kind, cell): (&Kind, &Cell<'_>)| {
            let mut text = String::new();
            data(*kind, *cell, &mut text);
            text
        };
        self.rows.push(self.kinds.iter().zip(cells).map(text).collect());
        Ok(())
    }

    fn end(&mut self, _: Option<&[Cell<'_>]>) -> io::Result<()> {
        Ok(())
    }
}
