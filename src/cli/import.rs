//! `bhlp import`.

use std::path::PathBuf;

use clap::Args;

use super::Result;
use super::args::Globals;

/// Take in files.
#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    /// A folder of files; or the kind of one file, such as purchases
    pub what: PathBuf,
    /// The file, where a kind was given
    pub file: Option<PathBuf>,
    /// Leave columns that are not known aside instead of refusing them
    #[arg(long)]
    pub ignore_extra: bool,
}

pub(super) fn run(_globals: &Globals, _args: ImportArgs) -> Result {
    Ok(())
}
