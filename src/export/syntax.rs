//! What differs between the programs a journal is written for.

use std::io::{self, Write};

use super::words;
use domain::{Pence, Pilot};
use store::{Heading, TrailHead};

/// What a journal is the journal of.
pub(super) struct Source {
    pub pilot: Pilot,
    pub head: TrailHead,
}

impl Source {
    /// Says in one line which ledger it is, and where its audit trail stood.
    pub fn line(&self) -> String {
        let Self { pilot, head } = self;
        let name = words::tame(pilot.name.as_str());
        format!("{name} ({}), events 1 to {}, head hash {}", pilot.authority, head.seq, head.hash)
    }
}

/// How one program writes the parts of a journal.
pub(super) trait Syntax {
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
