//! What is waiting, section by section: a line for each thing, and under it the command to act on it.

use std::io::{self, BufWriter, Write};

use table::{Head, Value, Writer};

pub(super) struct Sections<W: Write> {
    out: BufWriter<W>,
    nothing: &'static str,
    section: String,
}

impl<W: Write> Sections<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out: BufWriter::new(out), nothing: "", section: String::new() }
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
fn line(row: &[Value<'_>]) -> String {
    if let [_, what, _] = row {
        return what.as_text().to_owned();
    }
    let mut text = String::new();
    if let Value::Text(child) = &row[1] {
        text.push_str(&format!("{child}: "));
    }
    text.push_str(row[3].as_text());
    if let Value::Count(number) = row[2] {
        text.push_str(&format!(" (number {number})"));
    }
    if let (Value::Text(day), Value::Count(days)) = (&row[4], &row[5]) {
        text.push_str(&format!(", by {day}, {}", away(*days)));
    }
    if let Value::Money(pence) = row[6] {
        text.push_str(&format!(", {}", pence.format_pounds()));
    }
    text
}

impl<W: Write> Writer for Sections<W> {
    fn begin(&mut self, head: Head) -> io::Result<()> {
        self.nothing = head.nothing;
        writeln!(self.out, "{}", head.title)?;
        head.moment.map_or(Ok(()), |moment| writeln!(self.out, "{moment}"))
    }

    fn row(&mut self, row: &[Value<'_>]) -> io::Result<()> {
        let section = row[0].as_text();
        if section != self.section {
            section.clone_into(&mut self.section);
            writeln!(self.out, "\n{section}:")?;
        }
        writeln!(self.out, "- {}", line(row))?;
        match row.last() {
            Some(Value::Text(act)) => writeln!(self.out, "  {act}"),
            _ => Ok(()),
        }
    }

    fn end(&mut self, _: Option<&[Value<'_>]>) -> io::Result<()> {
        if self.section.is_empty() {
            writeln!(self.out, "\n{}", self.nothing)?;
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
