//! JSON: an array of one object a row. Amounts are strings, so that no reader rounds them.

use std::io::{self, BufWriter, Write};

use super::cell::{data, parts};
use crate::report::{Column, Heading, Kind, Report, View};
use crate::store::Cell;

/// Writes JSON.
pub(super) struct Json<W: Write> {
    out: BufWriter<W>,
    columns: &'static [Column],
    text: String,
    before: &'static str,
}

impl<W: Write> Json<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out: BufWriter::new(out), columns: &[], text: String::new(), before: "[" }
    }

    fn value(&mut self, kind: Kind, cell: Cell<'_>) -> io::Result<()> {
        match (kind, cell) {
            (_, Cell::Empty) => write!(self.out, "null"),
            (Kind::Shares, Cell::Text(text)) => {
                let sums = parts(text).map(|(fund, pence)| (fund, pence.to_string()));
                let object: serde_json::Map<_, _> =
                    sums.map(|(fund, sum)| (fund.into(), sum.into())).collect();
                Ok(serde_json::to_writer(&mut self.out, &object)?)
            }
            (_, Cell::Text(text)) => Ok(serde_json::to_writer(&mut self.out, text)?),
            (Kind::Count, Cell::Number(number)) => write!(self.out, "{number}"),
            (kind, cell) => {
                self.text.clear();
                data(kind, cell, &mut self.text);
                write!(self.out, "\"{}\"", self.text)
            }
        }
    }
}

impl<W: Write> View for Json<W> {
    fn begin(&mut self, report: &'static Report, _: &Heading) -> io::Result<()> {
        self.columns = report.columns;
        Ok(())
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        write!(self.out, "{}\n{{", self.before)?;
        self.before = ",";
        for (place, (column, cell)) in self.columns.iter().zip(cells).enumerate() {
            let comma = if place > 0 { "," } else { "" };
            write!(self.out, "{comma}\"{}\":", column.name)?;
            self.value(column.kind, *cell)?;
        }
        write!(self.out, "}}")
    }

    fn end(&mut self, _: Option<&[Cell<'_>]>) -> io::Result<()> {
        writeln!(self.out, "{}", if self.before == "[" { "[]" } else { "\n]" })?;
        self.out.flush()
    }
}
