//! `bhlp check`, `bhlp backup` and `bhlp restore`.

use std::path::PathBuf;

use clap::Args;

use super::Result;
use super::args::Globals;

/// Recompute everything.
#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Only this check; may be given several times
    #[arg(long, value_name = "NAME")]
    pub only: Vec<String>,
    /// List the checks and what each proves
    #[arg(long)]
    pub list: bool,
}

/// Copy the ledger.
#[derive(Debug, Args)]
pub(super) struct BackupArgs {
    /// Where the copy goes
    pub file: PathBuf,
}

/// Make a ledger from a backup.
#[derive(Debug, Args)]
pub(super) struct RestoreArgs {
    /// The backup
    pub backup: PathBuf,
    /// Where the ledger goes
    #[arg(long, value_name = "FILE")]
    pub to: PathBuf,
}

pub(super) fn check(_globals: &Globals, _args: CheckArgs) -> Result {
    Ok(())
}

pub(super) fn backup(_globals: &Globals, _args: BackupArgs) -> Result {
    Ok(())
}

pub(super) fn restore(_globals: &Globals, _args: RestoreArgs) -> Result {
    Ok(())
}
