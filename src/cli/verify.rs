//! `bhlp verify`: a month pack, read again.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::PathBuf;

use clap::Args;

use super::args::Globals;
use super::pack::bad_key;
use super::{Failure, Result};
use crate::export::pack::{public_key, signer, verify, verify_against};
use crate::import::BadFile;
use crate::service;
use crate::store::Ledger;

/// Check that a month pack is as it was written.
#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    /// The pack's folder
    pub folder: PathBuf,
    /// The public key (OpenSSH's form) that must have signed it
    #[arg(long, value_name = "FILE")]
    pub signed_by: Option<PathBuf>,
}

pub(super) fn run(globals: &Globals, args: &VerifyArgs) -> Result {
    let key = args.signed_by.as_deref().map(|path| public_key(path).map_err(|bad| bad_key(path, &bad)));
    let key = key.transpose()?;
    let pack = verify(&args.folder).map_err(|error| {
        let (name, hint) = (args.folder.display().to_string(), "name the folder of a month pack");
        let message = format!("it cannot be read: {error}");
        Failure::from(service::Error::from(BadFile::whole(&name, "FOLDER_UNREADABLE", message, Some(hint))))
    })?;
    let mut differences = pack.differences.clone();
    let mut held = String::new();
    match signer(&pack, key.as_ref()) {
        Ok(Some(fingerprint)) => held = format!("; signed with the key {fingerprint}"),
        Ok(None) if globals.ledger.is_none() => {
            held = "; unsigned: only that the files fit the manifest was checked".to_owned();
        }
        Ok(None) => {}
        Err(difference) => differences.push(difference),
    }
    let mut notes = Vec::new();
    if let (Some(_), Some(path)) = (&pack.manifest, &globals.ledger) {
        let mut ledger = Ledger::open_to_read(path)?;
        let against = verify_against(ledger.read()?.look(), &pack)?;
        differences.extend(against.differences);
        notes = against.notes;
        let _ = write!(held, "; it is of the ledger {}", path.display());
    }
    let mut out = io::stdout().lock();
    for difference in &differences {
        writeln!(out, "{difference}")?;
    }
    let Some(manifest) = pack.manifest.filter(|_| differences.is_empty()) else {
        return Err(Failure::Difference);
    };
    let (files, month, state) = (manifest.files.len(), manifest.month, manifest.state);
    writeln!(out, "{files} files are as the manifest of {month} ({state}) says{held}")?;
    for note in &notes {
        writeln!(out, "{note}")?;
    }
    Ok(())
}
