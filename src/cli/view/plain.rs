//! One `label: value` a line, for screen readers: no columns, no rules, nothing said by place.

use std::io::{self, BufWriter, Write};

use super::cell::spoken;
use crate::report::{Column, Heading, Report, Seen, View};
use crate::store::Cell;

/// Writes labels and values.
pub(super) struct Plain<W: Write> {
    out: BufWriter<W>,
    report: Option<&'static Report>,
    any: bool,
}

impl<W: Write> Plain<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out: BufWriter::new(out), report: None, any: false }
    }

    fn columns(&self) -> &'static [Column] {
        self.report.map_or(&[], |report| report.columns)
    }

    fn block(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        let mut text = String::new();
        let filled = self.columns().iter().zip(cells).filter(|(_, cell)| **cell != Cell::Empty);
        for (column, cell) in filled.filter(|(column, _)| column.seen != Seen::InData) {
            text.clear();
            spoken(column.kind, *cell, &mut text);
            writeln!(self.out, "{}: {text}", column.heading)?;
        }
        Ok(())
    }
}

impl<W: Write> View for Plain<W> {
    fn begin(&mut self, report: &'static Report, heading: &Heading) -> io::Result<()> {
        self.report = Some(report);
        writeln!(self.out, "{}\n{}", heading.title, heading.moment())
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        self.any = true;
        writeln!(self.out)?;
        self.block(cells)
    }

    fn end(&mut self, totals: Option<&[Cell<'_>]>) -> io::Result<()> {
        match (totals, self.report) {
            (Some(totals), _) => {
                writeln!(self.out, "\nTotal")?;
                self.block(totals)?;
            }
            (None, Some(report)) if !self.any => writeln!(self.out, "\n{}", report.nothing)?,
            _ => {}
        }
        self.out.flush()
    }
}
