//! Comma-separated values, RFC 4180: amounts plain, nothing but the data.
//!
//! Written by hand and not by a crate: a report of every child is a quarter of a million short
//! fields, and few of them can need quotes.

use std::io::{self, Write};

use super::cell::data;
use crate::report::{Heading, Kind, Report, View};
use crate::store::Cell;

/// Bytes gathered before they are written out.
const GATHERED: usize = 64 * 1024;

/// Writes CSV.
pub(super) struct Csv<W: Write> {
    out: W,
    kinds: Vec<Kind>,
    gathered: String,
}

impl<W: Write> Csv<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out, kinds: Vec::new(), gathered: String::with_capacity(GATHERED + 4096) }
    }

    fn write_out(&mut self) -> io::Result<()> {
        self.out.write_all(self.gathered.as_bytes())?;
        self.gathered.clear();
        Ok(())
    }
}

impl<W: Write> View for Csv<W> {
    fn begin(&mut self, report: &'static Report, _: &Heading) -> io::Result<()> {
        self.kinds = report.columns.iter().map(|column| column.kind).collect();
        let names: Vec<&str> = report.columns.iter().map(|column| column.name).collect();
        self.gathered.push_str(&names.join(","));
        self.gathered.push('\n');
        Ok(())
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        for (kind, cell) in self.kinds.iter().zip(cells) {
            match (kind, cell) {
                (Kind::Text, Cell::Text(text)) => field(text, &mut self.gathered),
                (kind, cell) => data(*kind, *cell, &mut self.gathered),
            }
            self.gathered.push(',');
        }
        self.gathered.pop();
        self.gathered.push('\n');
        if self.gathered.len() < GATHERED { Ok(()) } else { self.write_out() }
    }

    fn end(&mut self, _: Option<&[Cell<'_>]>) -> io::Result<()> {
        self.write_out()?;
        self.out.flush()
    }
}

/// Writes a text, made harmless to spreadsheets and quoted where RFC 4180 asks for it.
pub(in crate::cli) fn field(text: &str, out: &mut String) {
    let quoted = text.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\r' | b'\n'));
    if quoted {
        out.push('"');
    }
    // A spreadsheet would take it for a formula.
    if text.starts_with(['=', '+', '-', '@', '\t']) {
        out.push('\'');
    }
    if quoted {
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(text);
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
            ("a=b", "a=b"),
            ("", ""),
        ];
        for (text, expected) in cases {
            let mut out = String::new();
            field(text, &mut out);
            assert_eq!(out, expected);
        }
    }
}
