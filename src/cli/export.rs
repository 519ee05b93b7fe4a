//! `bhlp export`.

use std::io::{self, BufWriter};

use clap::{Args, ValueEnum};

use super::args::Globals;
use super::{Failure, Result};
use crate::export::{ExportError, Program, journal};
use crate::store::Ledger;

/// Write both books as a journal.
#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// The program that will read it
    #[arg(value_enum, value_name = "PROGRAM")]
    pub program: Reader,
}

/// A program that reads journals
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Reader {
    /// `hledger`, 1.25 or later
    Hledger,
    /// `ledger`, 3.3 or later
    Ledger,
    /// `bean-check` and its kin, version 3
    Beancount,
}

impl From<Reader> for Program {
    fn from(reader: Reader) -> Self {
        match reader {
            Reader::Hledger => Self::Hledger,
            Reader::Ledger => Self::Ledger,
            Reader::Beancount => Self::Beancount,
        }
    }
}

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::Store(error) => error.into(),
            ExportError::Write(error) => error.into(),
        }
    }
}

pub(super) fn run(globals: &Globals, args: ExportArgs) -> Result {
    let mut ledger = Ledger::open_to_read(&globals.ledger()?)?;
    let view = ledger.read()?;
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    Ok(journal(view.look(), args.program.into(), &mut out)?)
}
