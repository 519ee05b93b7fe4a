//! `bhlp man`: a page for each command, from the same text as its help.

use std::io;
use std::path::PathBuf;

use clap::{Args, Command};

use crate::failure::Result;

/// Write the man pages.
#[derive(Debug, Args)]
pub(super) struct ManArgs {
    /// The folder to write them to; it is created if need be
    #[arg(long, value_name = "FOLDER")]
    pub to: PathBuf,
}

pub(super) fn run(args: &ManArgs, program: Command) -> Result {
    let written =
        std::fs::create_dir_all(&args.to).and_then(|()| clap_mangen::generate_to(program, &args.to));
    Ok(written.map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", args.to.display())))?)
}
