//! `bhlp evaluate combine`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;

use super::settings;
use crate::failure::{About, Failure, Result};
use crate::globals::Globals;
use disclosure::protect;
use evaluate::analysis::combine;
use export::evaluation::{files, write};
use export::extract::{Handed, Together, facts, read, sites};
use export::package::public_key;

/// Several pilots.
#[derive(Debug, Args)]
pub(in crate::commands) struct CombineArgs {
    /// The folders of the extracts, one of each pilot
    #[arg(required = true, num_args = 2.., value_name = "DIR")]
    folders: Vec<PathBuf>,
    /// The folder to write; an earlier report in it is replaced
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
    /// Take only what is signed
    #[arg(long)]
    signed: bool,
    /// Take only what one of these public keys (OpenSSH's form) signed; may be repeated
    #[arg(long, value_name = "FILE")]
    signed_by: Vec<PathBuf>,
    /// A file of the settings that differ from the defaults: see bhlp evaluate settings
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
}

pub(super) fn run(globals: &Globals, args: &CombineArgs) -> Result {
    let settings = settings::of(args.settings.as_deref())?.settings;
    let handed = args.folders.iter().map(|folder| handed(folder, args)).collect::<Result<Vec<_>>>()?;
    let facts = facts(&handed);
    let Together { sites, notes } = sites(&handed)?;
    let shown = protect(combine::report(&sites, &settings), &settings.disclosure);
    if !globals.dry_run {
        let files = files(&shown, &facts)?;
        write(&args.to, &files).with_context(|| About::path(&args.to))?;
    }
    let mut out = io::stdout().lock();
    for site in &sites.sites {
        let signed = match &site.signed_by {
            Some(fingerprint) => format!("signed with the key {fingerprint}"),
            None => "unsigned".to_owned(),
        };
        writeln!(out, "{}: {} children, {signed}", site.name, site.rows.len())?;
    }
    for note in &notes {
        writeln!(out, "{note}")?;
    }
    Ok(writeln!(out, "{}: {}", facts.title, args.to.join("report.html").display())?)
}

/// Reads one extract, and who signed it.
fn handed(folder: &Path, args: &CombineArgs) -> Result<Handed> {
    let name = folder.display().to_string();
    let package = read(folder).with_context(|| About(name.clone()))?;
    let keys = args.signed_by.iter().map(|path| public_key(path).with_context(|| About::path(path)));
    let keys = keys.collect::<Result<Vec<_>>>()?;
    let unsigned = |why: String| {
        let hint = "have it signed: bhlp export evaluation --sign-with FILE; or take it as it is, unsigned";
        Failure::file("EXTRACT_UNSIGNED", format!("{name}: {why}"), hint)
    };
    let signed_by = package.signer(None).map_err(&unsigned)?;
    let wanted = keys.is_empty() || keys.iter().any(|key| package.signer(Some(key)).is_ok());
    match &signed_by {
        None if args.signed || !keys.is_empty() => bail!(unsigned("it is not signed".to_owned())),
        Some(fingerprint) if !wanted => {
            bail!(unsigned(format!("it is signed with another key: {fingerprint}")))
        }
        _ => Ok(Handed { folder: name, package, signed_by }),
    }
}
