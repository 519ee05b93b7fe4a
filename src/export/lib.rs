//! Proof by others: both books as one journal that another accounting program reads.
//!
//! [`journal`] streams from the store into any writer; what differs between programs is a
//! `Syntax`, one file each. Account names are made in one place, [`exported_name`], so that the
//! three journals can be held against each other. Nothing here knows SQL or the command line.

mod beancount;
pub mod evaluation;
pub mod extract;
mod hledger;
mod in_place;
mod ledger;
mod names;
pub mod pack;
mod tags;
pub mod transparency;
mod words;
pub mod workbook;

use std::io::{self, Write};

use thiserror::Error;

use domain::{Pence, Pilot};
use store::{Heading, JournalLine, Look, StoreError, TrailHead};

pub use names::exported_name;

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
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The journal could not be written.
    #[error("the journal could not be written")]
    Write(#[from] io::Error),
}

type Result<T = (), E = ExportError> = std::result::Result<T, E>;

/// What a journal is the journal of.
struct Source {
    pilot: Pilot,
    head: TrailHead,
}

impl Source {
    /// Says in one line which ledger it is, and where its audit trail stood.
    fn line(&self) -> String {
        let Self { pilot, head } = self;
        let name = words::tame(pilot.name.as_str());
        format!("{name} ({}), events 1 to {}, head hash {}", pilot.authority, head.seq, head.hash)
    }
}

/// How one program writes the parts of a journal.
trait Syntax {
    /// The file's first lines: where it comes from, what money is.
    fn preamble(&self, out: &mut dyn Write, source: &Source) -> io::Result<()>;
    /// Declares somebody that entries name.
    fn party(&self, out: &mut dyn Write, name: &str) -> io::Result<()>;
    /// Declares an account, by its exported name.
    fn account(&self, out: &mut dyn Write, source: &Source, name: &str) -> io::Result<()>;
    /// Begins an entry.
    fn heading(&self, out: &mut dyn Write, heading: &Heading<'_>) -> io::Result<()>;
    /// Moves money in or, negative, out of an account.
    fn posting(&self, out: &mut dyn Write, account: &str, amount: Pence) -> io::Result<()>;
}

/// Writes both books as one journal, streamed: by effective day, then entry number.
///
/// # Errors
/// A ledger that cannot be read; a place that cannot be written.
pub fn journal(look: Look<'_>, program: Program, out: &mut dyn Write) -> Result {
    match program {
        Program::Hledger => written(look, &hledger::Hledger, out),
        Program::Ledger => written(look, &ledger::Ledger, out),
        Program::Beancount => written(look, &beancount::Beancount, out),
    }
}

fn written(look: Look<'_>, syntax: &impl Syntax, out: &mut dyn Write) -> Result {
    let source = Source { pilot: look.calendar()?.pilot, head: look.trail_head()? };
    syntax.preamble(out, &source)?;
    look.parties(|name| Ok::<_, ExportError>(syntax.party(out, name)?))?;
    look.account_names(|name| Ok::<_, ExportError>(syntax.account(out, &source, &known(name)?)?))?;
    look.journal(|line| entry_line(syntax, out, line))?;
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
