//! Comma-separated values, RFC 4180: amounts plain, nothing but the data, and no text that a spreadsheet
//! takes for a formula.
//!
//! Written by hand and not by a crate: a report of every child is a quarter of a million short
//! fields, and few of them can need quotes.

use std::borrow::Borrow;
use std::io::{self, Write};

use super::{Column, Head, Value, Writer};

/// Bytes gathered before they are written out.
const GATHERED: usize = 64 * 1024;

/// What stands between the fields of a file, and at the end of its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// Between fields.
    pub delimiter: char,
    /// At the end of a line.
    pub line_end: &'static str,
}

impl Dialect {
    /// What other programs are handed through a pipe.
    pub const PIPE: Self = Self { delimiter: ',', line_end: "\n" };
    /// What spreadsheets are handed as a file.
    pub const FILE: Self = Self { delimiter: ',', line_end: "\r\n" };

    /// Writes the names of columns.
    pub fn header(self, columns: &[Column]) -> String {
        let mut out = String::new();
        self.line(columns.iter().map(|column| Value::text(column.name)), &mut out);
        out
    }

    /// Writes lines.
    pub fn lines<'v, R>(self, rows: impl IntoIterator<Item = R>) -> String
    where
        R: IntoIterator<Item = Value<'v>>,
    {
        let mut out = String::new();
        rows.into_iter().for_each(|row| self.line(row, &mut out));
        out
    }

    /// Writes a line.
    pub fn line<'v, V: Borrow<Value<'v>>>(self, values: impl IntoIterator<Item = V>, out: &mut String) {
        for (place, value) in values.into_iter().enumerate() {
            if place > 0 {
                out.push(self.delimiter);
            }
            self.field(value.borrow(), out);
        }
        out.push_str(self.line_end);
    }

    fn field(self, value: &Value<'_>, out: &mut String) {
        let Value::Text(text) = value else { return value.data(out) };
        let special = |byte| matches!(byte, b'"' | b'\r' | b'\n');
        let quoted = text.bytes().any(special) || text.contains(self.delimiter);
        if quoted {
            out.push('"');
        }
        // A spreadsheet would take it for a formula.
        if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            out.push('\'');
        }
        if quoted {
            out.push_str(&text.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(text);
        }
    }
}

pub struct Csv<W: Write> {
    out: W,
    dialect: Dialect,
    gathered: String,
}

impl<W: Write> Csv<W> {
    /// Writes to a place.
    pub fn new(out: W, dialect: Dialect) -> Self {
        Self { out, dialect, gathered: String::with_capacity(GATHERED + 4096) }
    }

    fn write_out(&mut self) -> io::Result<()> {
        self.out.write_all(self.gathered.as_bytes())?;
        self.gathered.clear();
        Ok(())
    }
}

impl<W: Write> Writer for Csv<W> {
    fn begin(&mut self, head: Head) -> io::Result<()> {
        self.gathered.push_str(&self.dialect.header(&head.columns));
        Ok(())
    }

    fn row(&mut self, row: &[Value<'_>]) -> io::Result<()> {
        self.dialect.line(row, &mut self.gathered);
        if self.gathered.len() < GATHERED { Ok(()) } else { self.write_out() }
    }

    fn end(&mut self, _: Option<&[Value<'_>]>) -> io::Result<()> {
        self.write_out()?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_quoted_where_needed_and_never_formulas() {
        let cases = [
            ("Shoe shop", "Shoe shop"),
            ("Fish, chips", "\"Fish, chips\""),
            ("the \"Hub\"", "\"the \"\"Hub\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            ("=1+1", "'=1+1"),
            ("-3, or so", "\"'-3, or so\""),
            ("@home", "'@home"),
            ("+44", "'+44"),
            ("\tx", "'\tx"),
            ("\rx", "\"'\rx\""),
            ("a=b", "a=b"),
            ("a;b", "a;b"),
            ("", ""),
        ];
        for (text, expected) in cases {
            let mut out = String::new();
            Dialect::PIPE.line([Value::text(text), Value::Count(-3)], &mut out);
            assert_eq!(out, format!("{expected},-3\n"));
        }
        let mut out = String::new();
        let dialect = Dialect { delimiter: ';', ..Dialect::FILE };
        dialect.line([Value::text("a,b"), Value::text("a;b")], &mut out);
        assert_eq!(out, "a,b;\"a;b\"\r\n");
    }
}
