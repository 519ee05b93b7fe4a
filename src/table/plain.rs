//! One `label: value` a line, for screen readers: no columns, no rules, nothing said by place.

use std::io::{self, BufWriter, Write};

use super::{Head, Seen, Value, Writer};

/// Writes labels and values.
pub struct Plain<W: Write> {
    out: BufWriter<W>,
    head: Head,
    any: bool,
}

impl<W: Write> Plain<W> {
    /// Writes to a place.
    pub fn new(out: W) -> Self {
        Self { out: BufWriter::new(out), head: Head::default(), any: false }
    }

    fn block(&mut self, row: &[Value<'_>]) -> io::Result<()> {
        let mut text = String::new();
        let filled = self.head.columns.iter().zip(row).filter(|(_, value)| **value != Value::Empty);
        for (column, value) in filled.filter(|(column, _)| column.seen != Seen::InData) {
            text.clear();
            column.write_for_people(value, &mut text);
            writeln!(self.out, "{}: {text}", column.label())?;
        }
        Ok(())
    }
}

impl<W: Write> Writer for Plain<W> {
    fn begin(&mut self, head: Head) -> io::Result<()> {
        writeln!(self.out, "{}", head.title)?;
        if let Some(moment) = head.moment {
            writeln!(self.out, "{moment}")?;
        }
        self.head = head;
        Ok(())
    }

    fn row(&mut self, row: &[Value<'_>]) -> io::Result<()> {
        self.any = true;
        writeln!(self.out)?;
        self.block(row)
    }

    fn end(&mut self, totals: Option<&[Value<'_>]>) -> io::Result<()> {
        if let Some(totals) = totals {
            writeln!(self.out, "\nTotal")?;
            self.block(totals)?;
        } else if !self.any {
            writeln!(self.out, "\n{}", self.head.nothing)?;
        }
        self.out.flush()
    }
}
