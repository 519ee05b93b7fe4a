//! Both books as one journal, streamed from the store.

use std::io::{self, Write};

use thiserror::Error;

use super::names::exported_name;
use super::syntax::{Source, Syntax};
use super::{beancount, hledger, ledger};
use store::{JournalLine, Reader, StoreError};

/// The programs a journal can be written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// hledger, 1.25 or later.
    Hledger,
    /// Ledger, 3.3 or later.
    Ledger,
    /// Beancount, version 3.
    Beancount,
}

/// Why a journal was not written to its end.
#[derive(Debug, Error)]
pub enum ExportError {
    /// The ledger could not be read.
    #[error("{0}")]
    Store(#[from] StoreError),
    /// The journal could not be written.
    #[error("the journal could not be written")]
    Write(#[from] io::Error),
}

type Result<T = (), E = ExportError> = std::result::Result<T, E>;

/// Writes both books as one journal, streamed: by effective day, then entry number.
///
/// # Errors
/// A ledger that cannot be read; a place that cannot be written.
pub fn journal(reader: Reader<'_>, program: Program, out: &mut dyn Write) -> Result {
    match program {
        Program::Hledger => written(reader, &hledger::Hledger, out),
        Program::Ledger => written(reader, &ledger::Ledger, out),
        Program::Beancount => written(reader, &beancount::Beancount, out),
    }
}

fn written(reader: Reader<'_>, syntax: &impl Syntax, out: &mut dyn Write) -> Result {
    let source = Source { pilot: reader.calendar()?.pilot, head: reader.trail_head()? };
    syntax.preamble(out, &source)?;
    reader.parties(|name| Ok::<_, ExportError>(syntax.party(out, name)?))?;
    reader.account_names(|name| Ok::<_, ExportError>(syntax.account(out, &source, &known(name)?)?))?;
    reader.journal(|line| entry_line(syntax, out, line))?;
    out.flush()?;
    Ok(())
}

fn entry_line(syntax: &impl Syntax, out: &mut dyn Write, line: &JournalLine<'_>) -> Result {
    if let Some(heading) = &line.heading {
        writeln!(out)?;
        syntax.heading(out, heading)?;
    }
    syntax.posting(out, &known(line.debit)?, line.amount)?;
    syntax.posting(out, &known(line.credit)?, -line.amount)?;
    Ok(())
}

/// Names an account as others read it. A name of no kind was not written by this program.
fn known(name: &str) -> Result<String, StoreError> {
    exported_name(name).ok_or_else(|| StoreError::Damaged(format!("`{name}` is no name of an account")))
}
