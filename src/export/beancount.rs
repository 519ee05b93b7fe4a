//! Beancount's journal, for `bean-check`.

use std::io::{self, Write};

use super::syntax::{Source, Syntax};
use super::tags::tags;
use domain::Pence;
use store::Heading;

/// Writes for Beancount.
pub(super) struct Beancount;

impl Syntax for Beancount {
    fn preamble(&self, out: &mut dyn Write, source: &Source) -> io::Result<()> {
        writeln!(out, "; {}", source.line())?;
        writeln!(out, "option \"title\" {}", quoted(source.pilot.name.as_str()))?;
        writeln!(out, "option \"operating_currency\" \"GBP\"")?;
        writeln!(out, "{} commodity GBP", source.pilot.starts_on)
    }

    /// Beancount declares no payees.
    fn party(&self, _: &mut dyn Write, _: &str) -> io::Result<()> {
        Ok(())
    }

    fn account(&self, out: &mut dyn Write, source: &Source, name: &str) -> io::Result<()> {
        writeln!(out, "{} open {name} GBP", source.pilot.starts_on)
    }

    fn heading(&self, out: &mut dyn Write, heading: &Heading<'_>) -> io::Result<()> {
        let what = heading.what.unwrap_or(heading.kind);
        writeln!(out, "{} * {} {}", heading.effective_on, quoted(heading.party), quoted(what))?;
        tags(heading).try_for_each(|(tag, value)| writeln!(out, "  {tag}: {}", quoted(&value)))
    }

    fn posting(&self, out: &mut dyn Write, account: &str, amount: Pence) -> io::Result<()> {
        writeln!(out, "  {account}  {amount} GBP")
    }
}

/// Writes a text as Beancount's string: all of it, the two special signs marked.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_string_holds_every_text() {
        assert_eq!(quoted(r#"C:\ "x" ; | =1"#), r#""C:\\ \"x\" ; | =1""#);
    }
}
