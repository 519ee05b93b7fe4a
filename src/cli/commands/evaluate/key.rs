//! `bhlp evaluate key`.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::Args;

use crate::failure::{About, Failure, Result};
use crate::globals::Globals;
use export::extract::make_key;

/// A key for pseudonyms.
#[derive(Debug, Args)]
pub(in crate::commands) struct KeyArgs {
    /// The file to make, which must not be there yet
    file: PathBuf,
}

pub(super) fn run(globals: &Globals, args: &KeyArgs) -> Result {
    if globals.dry_run {
        let message = "this command makes a file and records nothing: there is no dry run of it";
        bail!(Failure::usage("DRY_RUN_DOES_NOT_APPLY", message, Some("leave out --dry-run")));
    }
    let key = make_key(&args.file).with_context(|| About::path(&args.file))?;
    Ok(writeln!(
        io::stdout(),
        "made the key {}, which only you can read; its fingerprint is {}\n\
         keep it safe, and a copy of it elsewhere: without it no later extract can be joined with earlier ones\n\
         never hand it over: whoever has it and the children's references finds each child in every extract",
        args.file.display(),
        key.fingerprint()
    )?)
}
