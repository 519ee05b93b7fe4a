//! hledger's journal, for `hledger check --strict ordereddates payees uniqueleafnames`.

use std::io::{self, Write};

use super::syntax::{Source, Syntax};
use super::tags::tags;
use super::words::{tame, tame_value};
use domain::Pence;
use store::Heading;

/// Writes for hledger.
pub(super) struct Hledger;

impl Syntax for Hledger {
    fn preamble(&self, out: &mut dyn Write, source: &Source) -> io::Result<()> {
        writeln!(out, "; {}", source.line())?;
        writeln!(out, "decimal-mark .")?;
        writeln!(out, "commodity GBP 1000.00")
    }

    fn party(&self, out: &mut dyn Write, name: &str) -> io::Result<()> {
        writeln!(out, "payee {}", tame(name))
    }

    fn account(&self, out: &mut dyn Write, _: &Source, name: &str) -> io::Result<()> {
        writeln!(out, "account {name}")
    }

    fn heading(&self, out: &mut dyn Write, heading: &Heading<'_>) -> io::Result<()> {
        let Heading { entry, effective_on, party, .. } = heading;
        let what = heading.what.unwrap_or(heading.kind);
        // The entry number in brackets comes first, so that no payee is read as a mark or a number.
        writeln!(out, "{effective_on} * ({entry}) {} | {}", tame(party), tame(what))?;
        let mut lead = "    ;";
        for (tag, value) in tags(heading) {
            write!(out, "{lead} {tag}:{}", tame_value(&value))?;
            lead = ",";
        }
        writeln!(out)
    }

    fn posting(&self, out: &mut dyn Write, account: &str, amount: Pence) -> io::Result<()> {
        writeln!(out, "    {account}  GBP {amount}")
    }
}
