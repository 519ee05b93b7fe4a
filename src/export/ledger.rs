//! Ledger's journal, for `ledger --pedantic --strict`.

use std::io::{self, Write};

use super::syntax::{Source, Syntax};
use super::tags::{TAGS, tags};
use super::words::tame;
use domain::Pence;
use store::Heading;

/// Writes for Ledger.
pub(super) struct Ledger;

impl Syntax for Ledger {
    fn preamble(&self, out: &mut dyn Write, source: &Source) -> io::Result<()> {
        writeln!(out, "; {}", source.line())?;
        writeln!(out, "commodity GBP\n    format GBP 1000.00")?;
        // `what` is a tag here: Ledger's payee is the whole first line.
        writeln!(out, "tag what")?;
        TAGS.iter().try_for_each(|tag| writeln!(out, "tag {tag}"))
    }

    fn party(&self, out: &mut dyn Write, name: &str) -> io::Result<()> {
        writeln!(out, "payee {}", tame(name))
    }

    fn account(&self, out: &mut dyn Write, _: &Source, name: &str) -> io::Result<()> {
        writeln!(out, "account {name}")
    }

    fn heading(&self, out: &mut dyn Write, heading: &Heading<'_>) -> io::Result<()> {
        let Heading { entry, effective_on, party, .. } = heading;
        writeln!(out, "{effective_on} * ({entry}) {}", tame(party))?;
        if let Some(what) = heading.what {
            writeln!(out, "    ; what: {}", tame(what))?;
        }
        for (tag, value) in tags(heading) {
            writeln!(out, "    ; {tag}: {}", tame(&value))?;
        }
        Ok(())
    }

    fn posting(&self, out: &mut dyn Write, account: &str, amount: Pence) -> io::Result<()> {
        writeln!(out, "    {account}  GBP {amount}")
    }
}
