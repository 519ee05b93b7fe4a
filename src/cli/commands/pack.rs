//! `bhlp export month`.

use std::cell::RefCell;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;

use crate::carry_out::{Done, context};
use crate::failure::{About, Failure, NothingRecorded, Result};
use crate::globals::Globals;
use domain::upload::UploadProfile;
use domain::{Code, Month, Refusal};
use export::pack::{Manifest, NAMESPACE, Pack, PackError};
use export::package::{MANIFEST, Manifest as _, NamedFile, NewFolder, SIGNATURE, SigningKey, sha256};
use import::{JOURNAL_PROFILES, journal_profile};
use service::{Context, JournalsIssue, PackExport, Reply, record};
use store::{Ledger, Reader};

/// What a finance team takes from a month.
#[derive(Debug, Args)]
pub(super) struct MonthArgs {
    /// The month
    pub month: Month,
    /// The folder to write, which must not be there yet, or be empty
    #[arg(long, value_name = "DIR")]
    pub to: PathBuf,
    /// How the council's ledger takes the journal: default, signed, flagged, entries, or a file
    #[arg(long, value_name = "NAME|FILE")]
    pub profile: Option<String>,
    /// An OpenSSH key (ed25519) to sign the manifest with
    #[arg(long, value_name = "FILE")]
    pub sign_with: Option<PathBuf>,
}

pub(super) fn run(globals: &Globals, args: &MonthArgs) -> Done {
    month(globals, args).context(NothingRecorded)
}

fn month(globals: &Globals, args: &MonthArgs) -> Done {
    let month = args.month;
    let mut ledger = Ledger::open(&globals.ledger()?)?;
    let profile = profile(&mut ledger, month, args.profile.as_deref())?;
    let key = args.sign_with.as_deref().map(|path| signing_key(path, NAMESPACE)).transpose()?;
    let folder = NewFolder::begin(&args.to).with_context(|| About::path(&args.to))?;
    let (pack, reply) = made(globals, &mut ledger, month, &profile)?;
    let Some(pack) = pack else { return Ok(Some(reply)) };
    if globals.dry_run {
        let would = summary("would write", &pack, &args.to, pack.files().len() + 1);
        return Ok(Some(Reply { dry: true, details: vec![would], ..reply }));
    }
    let files = files(&pack, key.as_ref())?;
    if pack.sign.is_some() {
        note(globals, &mut ledger, args.month, &files)?;
    }
    let mut details = vec![summary("wrote", &pack, &args.to, files.len())];
    details.extend(folder.left_over().iter().map(|left| {
        format!("another export runs, or was stopped: {}; delete that folder if none runs", left.display())
    }));
    if let Err(error) = folder.finish(&files) {
        bail!(unwritten(&args.to, &error, &reply));
    }
    if reply.number == 0 {
        writeln!(io::stdout(), "{}", details.join("\n"))?;
        return Ok(None);
    }
    Ok(Some(Reply { details, ..reply }))
}

/// Makes the pack, and issues its journals where that is due: while nobody else writes.
fn made(
    globals: &Globals,
    ledger: &mut Ledger,
    month: Month,
    profile: &UploadProfile,
) -> Result<(Option<Pack>, Reply)> {
    let build = |reader: Reader<'_>| {
        Pack::build(reader, month, profile).map_err(|error| match error {
            PackError::Refused(refusal) => service::Error::from(refusal),
            PackError::Store(error) => error.into(),
        })
    };
    {
        let view = ledger.read()?;
        if !Pack::waits(view.reader(), month)? {
            let pack = build(view.reader())?;
            if pack.to_issue().is_empty() {
                let nothing = format!("nothing is to be issued of {month}");
                return Ok((Some(pack), Reply::new(nothing)));
            }
        }
    }
    let built = RefCell::new(None);
    let make = |reader: Reader<'_>| {
        let pack = build(reader)?;
        let issues = pack.to_issue();
        built.replace(Some(pack));
        Ok(issues)
    };
    let (month, profile) = (month, profile.name.clone());
    let issue = JournalsIssue { month, profile, make: &make, events: RefCell::default() };
    let reply = record(ledger, &context(globals)?, &issue)?;
    let mut pack = built.take();
    if let Some(pack) = pack.as_mut().filter(|_| !reply.dry) {
        pack.issued_by(ledger.read()?.reader(), &issue.events.borrow())?;
    }
    Ok((pack, reply))
}

/// Notes in the trail what is handed over, unless it is noted already.
fn note(globals: &Globals, ledger: &mut Ledger, month: Month, files: &[NamedFile]) -> Result {
    let manifest = files.iter().find(|file| file.name == MANIFEST).expect("a pack has its manifest");
    let export = PackExport { month, sha256: sha256(&manifest.bytes) };
    if export.noted(ledger.read()?.reader())?.is_none() {
        // The key is the journals', which were issued under it.
        record(ledger, &Context { key: None, ..context(globals)? }, &export)?;
    }
    Ok(())
}

/// Every file of the pack: the manifest too, and its signature.
fn files(pack: &Pack, key: Option<&SigningKey>) -> Result<Vec<NamedFile>> {
    let mut files = pack.files();
    let manifest = Manifest::of(pack, &files, concat!("bhlp ", env!("CARGO_PKG_VERSION")));
    files.push(manifest.file());
    files.extend(signature(key, &files)?);
    Ok(files)
}

/// Signs the manifest, which is the last of the files.
pub(super) fn signature(key: Option<&SigningKey>, files: &[NamedFile]) -> Result<Option<NamedFile>> {
    let (Some(key), Some(manifest)) = (key, files.last()) else { return Ok(None) };
    let text = key.sign(&manifest.bytes).with_context(|| About(SIGNATURE.to_owned()))?;
    Ok(Some(NamedFile::new(SIGNATURE, text)))
}

/// Reads the key that signs.
pub(super) fn signing_key(path: &Path, namespace: &'static str) -> Result<SigningKey> {
    SigningKey::read(path, namespace).with_context(|| About::path(path))
}

fn summary(wrote: &str, pack: &Pack, to: &Path, files: usize) -> String {
    let state = if pack.sign.is_some() { "" } else { "DRAFT of " };
    format!("{wrote} {state}{} to {}: {files} files", pack.month, to.display())
}

/// The layout that was named, else the one that the month's journals were issued with, else the usual one.
fn profile(ledger: &mut Ledger, month: Month, said: Option<&str>) -> Result<UploadProfile> {
    if let Some(said) = said {
        return Ok(journal_profile(said)?);
    }
    let issued = ledger.read()?.reader().journals_issued(month)?.pop();
    let Some(issued) = issued.map(|issued| issued.issue) else { return Ok(journal_profile("default")?) };
    let shipped = |name: &Code| JOURNAL_PROFILES.iter().any(|(shipped, _)| *shipped == name.as_str());
    if !shipped(&issued.profile) {
        let (reference, profile) = (issued.reference, issued.profile);
        bail!(Refusal::JournalWrittenOtherwise { reference, profile });
    }
    Ok(journal_profile(issued.profile.as_str())?)
}

/// What was issued stays issued: the same command writes the same pack.
pub(super) fn unwritten(to: &Path, error: &io::Error, reply: &Reply) -> Failure {
    let hint = match reply.number {
        0 => "check the disk and the permissions".to_owned(),
        _ => format!("{}; give the same command again to write it", reply.sentence),
    };
    Failure::file("FOLDER_UNWRITABLE", format!("{}: it cannot be written: {error}", to.display()), &hint)
}
