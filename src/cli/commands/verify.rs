//! `bhlp verify`: a month pack or an extract, read again.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::Args;

use crate::failure::{About, DifferenceFound, Failure, Result};
use crate::globals::Globals;
use domain::upload::UploadProfile;
use export::extract::{self, BadExtract, is_extract};
use export::pack::{self, signer};
use export::package::{Difference, public_key};
use import::{JOURNAL_PROFILES, journal_profile};
use store::Ledger;

/// Check that a month pack or an extract is as it was written.
#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    /// The folder of the pack or extract
    pub folder: PathBuf,
    /// The public key (OpenSSH's form) that must have signed it
    #[arg(long, value_name = "FILE")]
    pub signed_by: Option<PathBuf>,
    /// The layout of its journals, where it is not one of the program's
    #[arg(long, value_name = "NAME|FILE")]
    pub profile: Option<String>,
}

/// What was found of a folder.
#[derive(Default)]
struct Found {
    /// What is right, where nothing is wrong.
    sentence: Option<String>,
    differences: Vec<Difference>,
    /// What is right, and should be known.
    notes: Vec<String>,
}

pub(super) fn run(globals: &Globals, args: &VerifyArgs) -> Result {
    let found = if is_extract(&args.folder) { extract(globals, args)? } else { month(globals, args)? };
    let mut out = io::stdout().lock();
    for difference in &found.differences {
        writeln!(out, "{difference}")?;
    }
    let Some(sentence) = found.sentence.filter(|_| found.differences.is_empty()) else {
        bail!(DifferenceFound);
    };
    writeln!(out, "{sentence}")?;
    for note in &found.notes {
        writeln!(out, "{note}")?;
    }
    Ok(())
}

/// Reads the key that must have signed.
fn key(args: &VerifyArgs) -> Result<Option<ssh_key::PublicKey>> {
    let read = |path: &PathBuf| public_key(path).with_context(|| About::path(path));
    args.signed_by.as_ref().map(read).transpose()
}

/// Says who signed, and what it says that nobody did.
fn signature(globals: &Globals, signer: Result<Option<String>, Difference>, found: &mut Found) -> String {
    match signer {
        Ok(Some(fingerprint)) => return format!("; signed with the key {fingerprint}"),
        Ok(None) if globals.ledger.is_none() => {
            return "; unsigned: only that the files fit the manifest was checked".to_owned();
        }
        Ok(None) => {}
        Err(difference) => found.differences.push(difference),
    }
    String::new()
}

fn month(globals: &Globals, args: &VerifyArgs) -> Result<Found> {
    let key = key(args)?;
    let pack = pack::verify(&args.folder).map_err(|error| {
        let message = format!("{}: it cannot be read: {error}", args.folder.display());
        let hint = "name the folder of a month pack or of an extract";
        Failure::file("FOLDER_UNREADABLE", message, hint)
    })?;
    let mut found = Found { differences: pack.differences.clone(), ..Found::default() };
    let mut held = signature(globals, signer(&pack, key.as_ref()), &mut found);
    if let (Some(manifest), Some(path)) = (&pack.manifest, &globals.ledger) {
        let profile = layout(args.profile.as_deref(), &manifest.profile)?;
        let mut ledger = Ledger::open_to_read(path)?;
        let against = pack::verify_against(ledger.read()?.reader(), &pack, profile.as_ref())?;
        found.differences.extend(against.differences);
        found.notes = against.notes;
        let _ = write!(held, ", made from the ledger {}", path.display());
        if let Some(tables) = against.rebuilt {
            let _ = write!(held, ", which gives the same {tables} tables");
        }
    }
    found.sentence = pack.manifest.map(|manifest| {
        let (files, month, state) = (manifest.files.len(), manifest.month, manifest.state);
        format!("{files} files match the manifest of {month} ({state}){held}")
    });
    Ok(found)
}

/// The layout that was named, else the one of the program's that the manifest names.
fn layout(said: Option<&str>, named: &str) -> Result<Option<UploadProfile>> {
    let shipped = || JOURNAL_PROFILES.iter().any(|(shipped, _)| *shipped == named).then_some(named);
    Ok(said.or_else(shipped).map(journal_profile).transpose()?)
}

fn extract(globals: &Globals, args: &VerifyArgs) -> Result<Found> {
    let key = key(args)?;
    let package = match extract::verify(&args.folder) {
        Ok(package) => package,
        Err(BadExtract::Incomplete(differences) | BadExtract::Tampered(differences)) => {
            return Ok(Found { differences, ..Found::default() });
        }
        Err(bad) => return Err(bad).with_context(|| About::path(&args.folder)),
    };
    let mut found = Found::default();
    let mut held = signature(globals, package.signer(key.as_ref()), &mut found);
    if let Some(path) = &globals.ledger {
        let mut ledger = Ledger::open_to_read(path)?;
        let against = extract::verify_against(ledger.read()?.reader(), &package)?;
        found.differences.extend(against.differences);
        found.notes = against.notes;
        let _ = write!(held, ", made from the ledger {}", path.display());
    }
    let (files, recipient, as_at) = (package.len(), &package.manifest.recipient, &package.manifest.as_at);
    found.sentence =
        Some(format!("{files} files match the manifest of the extract for {recipient} up to {as_at}{held}"));
    Ok(found)
}
