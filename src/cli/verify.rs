//! `bhlp verify`: a month pack, read again.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;

use super::args::Globals;
use super::{Failure, Result};
use crate::export::pack::{Verified, verify, verify_against};
use crate::import::BadFile;
use crate::service;
use crate::store::Ledger;

/// Check that a month pack is as it was written.
#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    /// The pack's folder
    pub folder: PathBuf,
}

pub(super) fn run(globals: &Globals, args: &VerifyArgs) -> Result {
    let Verified { manifest, sums, mut differences, .. } = verify(&args.folder).map_err(|error| {
        let (name, hint) = (args.folder.display().to_string(), "name the folder of a month pack");
        let message = format!("it cannot be read: {error}");
        Failure::from(service::Error::from(BadFile::whole(&name, "FOLDER_UNREADABLE", message, Some(hint))))
    })?;
    let mut held = String::new();
    if let (Some(manifest), Some(path)) = (&manifest, &globals.ledger) {
        let mut ledger = Ledger::open_to_read(path)?;
        differences.extend(verify_against(ledger.read()?.look(), manifest, &sums)?);
        held = format!("; it is of the ledger {}", path.display());
    }
    let mut out = io::stdout().lock();
    for difference in &differences {
        writeln!(out, "{difference}")?;
    }
    let Some(manifest) = manifest.filter(|_| differences.is_empty()) else { return Err(Failure::Difference) };
    let (files, month, state) = (manifest.files.len(), manifest.month, manifest.state);
    writeln!(out, "{files} files are as the manifest of {month} ({state}) says{held}")?;
    Ok(())
}
