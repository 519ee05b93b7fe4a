//! Columns for people: words to the left, numbers to the right, a total under them.
//!
//! Rows are laid out a thousand at a time, each batch at least as wide as the one before, so a long
//! table streams. No colour, so nothing is said by colour.

use std::io::{self, BufWriter, Write};

use tabled::builder::Builder;
use tabled::grid::util::string::get_line_width;
use tabled::settings::object::Columns;
use tabled::settings::{Alignment, Padding, Style};

use super::{Column, Head, Seen, Value, Writer};

/// How many rows are laid out together.
const BATCH: usize = 1000;

/// Writes a table.
pub struct Terminal<W: Write> {
    out: BufWriter<W>,
    head: Head,
    /// Rows not yet written.
    batch: Vec<Vec<String>>,
    /// How wide each column has become.
    widths: Vec<usize>,
    /// Which columns are shown, known from the first batch on.
    shown: Vec<bool>,
    any: bool,
}

impl<W: Write> Terminal<W> {
    /// Writes to a place.
    pub fn new(out: W) -> Self {
        let (batch, widths, shown) = (Vec::new(), Vec::new(), Vec::new());
        Self { out: BufWriter::new(out), head: Head::default(), batch, widths, shown, any: false }
    }

    /// The columns that are the same in every row and stand above, or those of the table itself, each
    /// with its place.
    fn columns(&self, above: bool) -> impl Iterator<Item = (usize, &Column)> {
        self.head.columns.iter().enumerate().filter(move |(_, column)| column.above == above)
    }

    fn texts(&self, row: &[Value<'_>]) -> Vec<String> {
        self.columns(false).map(|(place, column)| text(column, &row[place])).collect()
    }

    /// Writes what is the same in every row, a line each.
    fn write_above(&mut self, row: &[Value<'_>]) -> io::Result<()> {
        let above = self.head.columns.iter().zip(row);
        let above: Vec<_> = above.filter(|(column, value)| column.above && **value != Value::Empty).collect();
        let width = above.iter().map(|(column, _)| get_line_width(&column.label()) + 1).max().unwrap_or(0);
        for (column, value) in &above {
            writeln!(self.out, "{:<width$}  {}", format!("{}:", column.label()), text(column, value))?;
        }
        if !above.is_empty() && self.head.columns.iter().any(|column| !column.above) {
            writeln!(self.out)?;
        }
        Ok(())
    }

    /// Tells which columns are shown: one that may be empty, where the first batch has something in it.
    fn shown_columns(&self) -> Vec<bool> {
        // Below the headings and their rule, up to the rule above the totals.
        let rows = || self.batch.iter().skip(2).take_while(|row| !row.is_empty());
        let filled = |place: usize| rows().any(|row| !row[place].is_empty());
        let columns = self.columns(false).map(|(_, column)| column).enumerate();
        columns
            .map(|(place, column)| match column.seen {
                Seen::Always => true,
                Seen::Filled => filled(place),
                Seen::InData => false,
            })
            .collect()
    }

    /// Takes a row into the batch.
    fn keep(&mut self, row: Vec<String>) {
        self.widths.resize(row.len().max(self.widths.len()), 0);
        for (width, text) in self.widths.iter_mut().zip(&row) {
            *width = get_line_width(text).max(*width);
        }
        self.batch.push(row);
    }

    /// Writes the batch; a row of nothing stands for a rule.
    fn lay_out(&mut self) -> io::Result<()> {
        if self.shown.is_empty() {
            self.shown = self.shown_columns();
        }
        let numbers: Vec<bool> = self.columns(false).map(|(_, column)| column.kind.is_number()).collect();
        if numbers.is_empty() || self.batch.is_empty() {
            return Ok(());
        }
        let rule: Vec<String> = self.widths.iter().map(|width| "-".repeat(*width)).collect();
        let shown = &self.shown;
        let rows = self.batch.drain(..).map(|row| if row.is_empty() { rule.clone() } else { row });
        // A last row as wide as all before it, which is not written.
        let rows: Vec<Vec<String>> = rows.chain([rule.clone()]).map(|row| only(shown, row)).collect();
        let mut lines = aligned(rows, &only(shown, numbers));
        lines.pop();
        for line in lines {
            writeln!(self.out, "{line}")?;
        }
        Ok(())
    }
}

/// Lays out a few rows below the names of their columns, with no title and no rule.
pub fn grid<'a>(columns: &[Column], rows: impl IntoIterator<Item = Vec<Value<'a>>>) -> String {
    let labels = columns.iter().map(|column| column.label().into_owned()).collect();
    let rows = rows
        .into_iter()
        .map(|row| columns.iter().zip(&row).map(|(column, value)| text(column, value)).collect());
    let numbers: Vec<bool> = columns.iter().map(|column| column.kind.is_number()).collect();
    aligned(std::iter::once(labels).chain(rows), &numbers).join("\n")
}

/// Lines of columns as wide as their widest, words to the left and numbers to the right.
fn aligned(rows: impl IntoIterator<Item = Vec<String>>, numbers: &[bool]) -> Vec<String> {
    let mut builder = Builder::default();
    rows.into_iter().for_each(|row| builder.push_record(row));
    let mut table = builder.build();
    table.with(Style::empty()).with(Padding::new(0, 2, 0, 0));
    for (place, _) in numbers.iter().enumerate().filter(|(_, number)| **number) {
        table.modify(Columns::one(place), Alignment::right());
    }
    table.to_string().lines().map(|line| line.trim_end().to_owned()).collect()
}

/// Keeps what is shown of a row.
fn only<T>(shown: &[bool], row: Vec<T>) -> Vec<T> {
    row.into_iter().zip(shown).filter_map(|(cell, shown)| shown.then_some(cell)).collect()
}

fn text(column: &Column, value: &Value<'_>) -> String {
    let mut text = String::new();
    column.write_for_people(value, &mut text);
    text
}

impl<W: Write> Writer for Terminal<W> {
    fn begin(&mut self, head: Head) -> io::Result<()> {
        writeln!(self.out, "{}", head.title)?;
        if let Some(moment) = head.moment {
            writeln!(self.out, "{moment}")?;
        }
        writeln!(self.out)?;
        self.head = head;
        Ok(())
    }

    fn row(&mut self, row: &[Value<'_>]) -> io::Result<()> {
        if !self.any {
            self.write_above(row)?;
            self.keep(self.columns(false).map(|(_, column)| column.label().into_owned()).collect());
            self.keep(Vec::new());
        }
        self.any = true;
        self.keep(self.texts(row));
        if self.batch.len() < BATCH { Ok(()) } else { self.lay_out() }
    }

    fn end(&mut self, totals: Option<&[Value<'_>]>) -> io::Result<()> {
        if !self.any {
            writeln!(self.out, "{}", self.head.nothing)?;
            return self.out.flush();
        }
        let mut totals = totals.map(|totals| self.texts(totals));
        if let Some(first) = totals.as_mut().and_then(|totals| totals.first_mut())
            && first.is_empty()
        {
            "Total".clone_into(first);
        }
        if let Some(totals) = totals {
            self.keep(Vec::new());
            self.keep(totals);
        }
        self.lay_out()?;
        self.out.flush()
    }
}
