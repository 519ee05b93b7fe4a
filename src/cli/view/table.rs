//! Columns for people: words to the left, numbers to the right, a total under them.
//!
//! Widths are taken from the first rows and kept, so a long table streams; a later cell that is
//! wider is written in full and only shifts its own row. No colour, so nothing is said by colour.

use std::io::{self, BufWriter, Write};

use unicode_width::UnicodeWidthStr;

use super::cell::spoken;
use crate::report::{Column, Heading, Layout, Report, View};
use crate::store::Cell;

/// How many rows are looked at before the widths are settled.
const LOOKED_AT: usize = 1000;

/// Writes a table.
pub(super) struct Table<W: Write> {
    out: BufWriter<W>,
    report: Option<&'static Report>,
    /// Rows kept until the widths are settled.
    kept: Vec<Vec<String>>,
    widths: Option<Vec<usize>>,
    any: bool,
}

impl<W: Write> Table<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out: BufWriter::new(out), report: None, kept: Vec::new(), widths: None, any: false }
    }

    /// How many columns stand above the table.
    fn above(&self) -> usize {
        match self.report.map(|report| report.layout) {
            Some(Layout::Table(above)) => above,
            Some(Layout::Letter) | None => 0,
        }
    }

    /// The columns of the table itself.
    fn columns(&self) -> &'static [Column] {
        self.report.map_or(&[], |report| &report.columns[self.above()..])
    }

    fn texts(&self, cells: &[Cell<'_>]) -> Vec<String> {
        let cells = &cells[self.above()..];
        let text = |(column, cell): (&Column, &Cell<'_>)| {
            let mut text = String::new();
            spoken(column.kind, *cell, &mut text);
            text
        };
        self.columns().iter().zip(cells).map(text).collect()
    }

    /// Writes what is the same in every row, a line each.
    fn write_above(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        let Some(report) = self.report else { return Ok(()) };
        let columns = &report.columns[..self.above()];
        let width = columns.iter().map(|column| column.heading.width() + 1).max().unwrap_or(0);
        for (column, cell) in columns.iter().zip(cells).filter(|(_, cell)| **cell != Cell::Empty) {
            let mut text = String::new();
            spoken(column.kind, *cell, &mut text);
            writeln!(self.out, "{:<width$}  {text}", format!("{}:", column.heading))?;
        }
        if !columns.is_empty() && columns.len() < report.columns.len() {
            writeln!(self.out)?;
        }
        Ok(())
    }

    /// Settles the widths and writes headings and the rows kept so far.
    fn settle(&mut self, last: Option<&[String]>) -> io::Result<()> {
        let columns = self.columns();
        let mut widths: Vec<usize> = columns.iter().map(|column| column.heading.width()).collect();
        for row in self.kept.iter().map(Vec::as_slice).chain(last) {
            for (width, text) in widths.iter_mut().zip(row) {
                *width = text.width().max(*width);
            }
        }
        self.widths = Some(widths);
        let headings: Vec<String> = columns.iter().map(|column| column.heading.to_owned()).collect();
        self.line(&headings)?;
        self.rule()?;
        for row in std::mem::take(&mut self.kept) {
            self.line(&row)?;
        }
        Ok(())
    }

    fn rule(&mut self) -> io::Result<()> {
        let widths = self.widths.as_deref().unwrap_or_default();
        let dashes: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
        writeln!(self.out, "{}", dashes.join("  "))
    }

    fn line(&mut self, texts: &[String]) -> io::Result<()> {
        let mut line = String::new();
        let widths = self.widths.as_deref().unwrap_or_default();
        for ((column, text), width) in self.columns().iter().zip(texts).zip(widths) {
            let padding = " ".repeat(width.saturating_sub(text.width()));
            if column.kind.is_number() {
                line.push_str(&padding);
                line.push_str(text);
            } else {
                line.push_str(text);
                line.push_str(&padding);
            }
            line.push_str("  ");
        }
        writeln!(self.out, "{}", line.trim_end())
    }
}

impl<W: Write> View for Table<W> {
    fn begin(&mut self, report: &'static Report, heading: &Heading) -> io::Result<()> {
        self.report = Some(report);
        writeln!(self.out, "{}\n{}\n", heading.title, heading.moment())
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        if !self.any {
            self.write_above(cells)?;
        }
        self.any = true;
        let texts = self.texts(cells);
        if self.widths.is_some() {
            return self.line(&texts);
        }
        self.kept.push(texts);
        if self.kept.len() == LOOKED_AT { self.settle(None) } else { Ok(()) }
    }

    fn end(&mut self, totals: Option<&[Cell<'_>]>) -> io::Result<()> {
        let Some(report) = self.report else { return Ok(()) };
        if !self.any {
            writeln!(self.out, "{}", report.nothing)?;
            return self.out.flush();
        }
        let mut totals = totals.map(|totals| self.texts(totals));
        if let Some(first) = totals.as_mut().and_then(|totals| totals.first_mut())
            && first.is_empty()
        {
            "Total".clone_into(first);
        }
        if self.widths.is_none() && !self.columns().is_empty() {
            self.settle(totals.as_deref())?;
        }
        if let Some(totals) = totals {
            self.rule()?;
            self.line(&totals)?;
        }
        self.out.flush()
    }
}
