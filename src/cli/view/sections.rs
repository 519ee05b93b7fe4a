//! What waits, section by section: a line for each thing, and under it the command to act on it.

use std::io::{self, BufWriter, Write};

use super::cell::spoken;
use crate::domain::Pence;
use crate::report::{Heading, Kind, Report, View};
use crate::store::Cell;

/// Writes sections.
pub(super) struct Sections<W: Write> {
    out: BufWriter<W>,
    report: Option<&'static Report>,
    section: String,
}

impl<W: Write> Sections<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out: BufWriter::new(out), report: None, section: String::new() }
    }
}

/// Says how far off a day is.
fn away(days: i64) -> String {
    match days {
        0 => "today".into(),
        1 => "tomorrow".into(),
        -1 => "1 day late".into(),
        late if late < 0 => format!("{} days late", -late),
        days => format!("in {days} days"),
    }
}

/// Says one thing in a line: whose it is, what, when, how much.
fn line(cells: &[Cell<'_>]) -> String {
    let mut text = String::new();
    if let [_, what, _] = cells {
        spoken(Kind::Text, *what, &mut text);
        return text;
    }
    if let Cell::Text(child) = cells[1] {
        text.push_str(&format!("{child}: "));
    }
    spoken(Kind::Text, cells[3], &mut text);
    if let Cell::Number(number) = cells[2] {
        text.push_str(&format!(" (number {number})"));
    }
    if let (Cell::Text(day), Cell::Number(days)) = (cells[4], cells[5]) {
        text.push_str(&format!(", {day}, {}", away(days)));
    }
    if let Cell::Number(pence) = cells[6] {
        text.push_str(&format!(", {}", Pence::new(pence).spoken()));
    }
    text
}

impl<W: Write> View for Sections<W> {
    fn begin(&mut self, report: &'static Report, heading: &Heading) -> io::Result<()> {
        self.report = Some(report);
        writeln!(self.out, "{}\n{}", heading.title, heading.moment())
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        if let Cell::Text(section) = cells[0]
            && section != self.section
        {
            section.clone_into(&mut self.section);
            writeln!(self.out, "\n{section}:")?;
        }
        writeln!(self.out, "- {}", line(cells))?;
        match cells.last() {
            Some(Cell::Text(act)) => writeln!(self.out, "  {act}"),
            _ => Ok(()),
        }
    }

    fn end(&mut self, _: Option<&[Cell<'_>]>) -> io::Result<()> {
        if let (true, Some(report)) = (self.section.is_empty(), self.report) {
            writeln!(self.out, "\n{}", report.nothing)?;
        }
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_how_far_off_a_day_is() {
        let said = [-10, -1, 0, 1, 2].map(away);
        assert_eq!(said, ["10 days late", "1 day late", "today", "tomorrow", "in 2 days"]);
    }
}
