//! `bhlp export`.

use clap::Args;

use super::Result;
use super::args::Globals;

/// Write both books as a journal.
#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// For which program: hledger, ledger or beancount
    pub format: String,
}

pub(super) fn run(_globals: &Globals, _args: ExportArgs) -> Result {
    Ok(())
}
