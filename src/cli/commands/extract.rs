//! `bhlp export evaluation`.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;

use super::evaluate::settings;
use super::pack::{signature, signing_key, unwritten};
use crate::carry_out::{Done, context};
use crate::failure::{About, Failure, NothingRecorded, Result};
use crate::globals::Globals;
use domain::correction::CorrectedSince;
use domain::{Day, Text};
use export::extract::{Extract, Manifest, NAMESPACE, is_extract, read_key, verify};
use export::package::{NamedFile, NewFolder, PlaceTaken, sha256};
use service::{ExtractMake, Reply, corrected_since, load_evaluation, record};
use store::{Ledger, Scope};

/// An evaluator's extract: a row for each child, none of whom can be recognised.
#[derive(Debug, Args)]
pub(super) struct EvaluationArgs {
    /// The folder to write, which must not be there yet, or be empty
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
    /// For whom: each recipient has pseudonyms of their own; whoever has two recipients' files can still join
    /// them by what they say, so that agreements have to forbid passing them on
    #[arg(long = "for", value_name = "RECIPIENT")]
    recipient: Text,
    /// The file with the key of the pseudonyms: bhlp evaluate key FILE makes one
    #[arg(long, value_name = "FILE", env = "BHLP_EVALUATION_KEY", hide_env_values = true)]
    key_file: Option<PathBuf>,
    /// A file of the settings that differ from the defaults: see bhlp evaluate settings
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
    /// Only what happened up to this day [default: all that is known]
    #[arg(long, value_name = "DATE")]
    as_at: Option<Day>,
    /// An OpenSSH key (ed25519) to sign the manifest with
    #[arg(long, value_name = "FILE")]
    sign_with: Option<PathBuf>,
    /// Write anew what the folder holds of an earlier extract
    #[arg(long)]
    replace: bool,
}

pub(super) fn run(globals: &Globals, args: EvaluationArgs) -> Done {
    evaluation(globals, args).context(NothingRecorded)
}

fn evaluation(globals: &Globals, args: EvaluationArgs) -> Done {
    let key_file = args.key_file.as_deref().ok_or_else(no_key)?;
    let key = read_key(key_file, &args.to).with_context(|| About::path(key_file))?;
    let chosen = settings::of(args.settings.as_deref())?;
    let signing = args.sign_with.as_deref().map(|path| signing_key(path, NAMESPACE)).transpose()?;
    let context = context(globals)?;
    let folder = begin(&args.to, args.replace)?;
    let mut ledger = Ledger::open(&globals.ledger()?)?;
    let scope = Scope { as_at: args.as_at, ..Scope::default() };
    let data = load_evaluation(&mut ledger, scope)?;
    chosen.against(&data.measures)?;
    let corrected = corrected_since(&mut ledger, &args.recipient, data.head.event)?;
    let told_again = corrected.as_ref().and_then(describe_corrected);
    let extract = Extract::of(data, &chosen.settings, args.recipient.clone(), key).after(corrected);
    let (manifest, mut files) = extract.files();
    let make = making(&extract, args.recipient, &manifest, &files);
    files.extend(signature(signing.as_ref(), &files)?);
    let mut reply = record(&mut ledger, &context, &make)?;
    reply.warnings.extend(told_again);
    let (counts, to) = (counts(&manifest), args.to.display());
    if globals.dry_run {
        let would = format!("would write {} files to {to}", files.len());
        return Ok(Some(Reply { dry: true, details: vec![counts, would], ..reply }));
    }
    folder.finish(&files).map_err(|error| unwritten(&args.to, &error, &reply))?;
    let wrote = format!("wrote {} files to {to}", files.len());
    Ok(Some(Reply { details: vec![counts, wrote], ..reply }))
}

/// Says that something was corrected of what the extract before said.
fn describe_corrected(since: &CorrectedSince) -> Option<String> {
    let of: usize = since.of.iter().map(|(_, children)| children.len()).sum();
    let extract = since.extract;
    (of > 0).then(|| {
        format!(
            "what the extract of event {extract} said was corrected since: README.txt says of whom and what"
        )
    })
}

/// What the trail notes of an extract.
fn making(extract: &Extract, recipient: Text, manifest: &Manifest, files: &[NamedFile]) -> ExtractMake {
    let written = files.last().expect("the manifest is the last file");
    ExtractMake {
        recipient,
        as_at: extract.names().as_at,
        settings_sha256: manifest.choices_sha256.clone(),
        key_fingerprint: manifest.key_fingerprint.clone(),
        head_event: manifest.ledger.event,
        sha256: sha256(&written.bytes),
    }
}

/// Says how much there is, and how much of it was withheld.
fn counts(manifest: &Manifest) -> String {
    let counted = &manifest.withheld;
    let left_out = match counted.children_left_out {
        0 => String::new(),
        out => format!(" ({out} left out, for agreement or permission was withdrawn, or somebody objected)"),
    };
    let withheld = counted.area + counted.age_band + counted.sex + counted.cohort + counted.ethnic_group;
    format!(
        "{} children{} and {} purchases; withheld of children: {} values, of purchases: {} categories, {} left out",
        counted.children,
        left_out,
        counted.purchases,
        withheld + counted.need + counted.need_level,
        counted.category,
        counted.purchases_left_out,
    )
}

/// Begins the folder; with leave, in the place of an extract that is there and nothing else.
fn begin(to: &Path, replace: bool) -> Result<NewFolder> {
    match NewFolder::begin(to) {
        Err(PlaceTaken::NotEmpty) if is_extract(to) => {
            if verify(to).is_err() {
                let hint = "move it away, or name another folder: --to DIR";
                let message = format!(
                    "{}: what is there is not, or not only, an extract as it was written",
                    to.display()
                );
                bail!(Failure::file("FOLDER_NOT_EMPTY", message, hint));
            }
            if !replace {
                let hint = "to write it again: --replace; else name another folder: --to DIR";
                let message = format!("{}: an extract is there already", to.display());
                bail!(Failure::file("FOLDER_NOT_EMPTY", message, hint));
            }
            NewFolder::in_place_of(to).with_context(|| About::path(to))
        }
        begun => begun.with_context(|| About::path(to)),
    }
}

fn no_key() -> Failure {
    let hint =
        "make one, once: bhlp evaluate key FILE; then give --key-file FILE, or set BHLP_EVALUATION_KEY=FILE";
    Failure::file("EVALUATION_KEY_MISSING", "no key for the pseudonyms was named", hint)
}
