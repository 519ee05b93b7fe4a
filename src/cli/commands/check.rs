//! `bhlp check`, `bhlp backup` and `bhlp restore`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Args;

use crate::failure::{DifferenceFound, Failure, Result};
use crate::globals::Globals;
use domain::hex;
use store::{CHECKS, ChainHead, Check, Ledger};

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

pub(super) fn check(globals: &Globals, args: CheckArgs) -> Result {
    let mut out = io::stdout().lock();
    if args.list {
        for check in CHECKS {
            writeln!(out, "{}\n  {}", check.name, check.proves)?;
        }
        return Ok(());
    }
    let checks: Vec<&Check> = match args.only.as_slice() {
        [] => CHECKS.iter().collect(),
        names => names.iter().map(|name| named(name)).collect::<Result<_>>()?,
    };
    let mut ledger = Ledger::open_to_check(&globals.ledger()?)?;
    let found = ledger.read()?.reader().check(checks);
    ledger.stayed()?;
    let found = found?;
    for finding in &found {
        writeln!(out, "{}: {}", finding.check, finding.text)?;
    }
    if found.is_empty() { Ok(()) } else { bail!(DifferenceFound) }
}

fn named(name: &str) -> Result<&'static Check> {
    Check::named(name).ok_or_else(|| {
        let names: Vec<&str> = CHECKS.iter().map(|check| check.name).collect();
        let message = format!("`{name}` is no check; there are {}", names.join(", "));
        Failure::usage("CHECK_UNKNOWN", message, Some("see what each proves: bhlp check --list")).into()
    })
}

pub(super) fn backup(globals: &Globals, args: BackupArgs) -> Result {
    let mut ledger = Ledger::open_to_read(&globals.ledger()?)?;
    let head = service::backup(&mut ledger, &args.file)?;
    print_copied("copied", &head, &args.file)
}

pub(super) fn restore(_globals: &Globals, args: RestoreArgs) -> Result {
    let head = service::restore(&args.backup, &args.to)?;
    print_copied("restored", &head, &args.to)
}

/// Says what the new file holds: who keeps the hash elsewhere can tell later that it is the same.
fn print_copied(done: &str, head: &ChainHead, file: &Path) -> Result {
    let ChainHead { events, hash } = head;
    let mut out = io::stdout().lock();
    let events = if *events == 1 { "1 event".into() } else { format!("{events} events") };
    writeln!(out, "{done} {events} to {}; the audit trail stands at {}", file.display(), hex(hash))?;
    Ok(())
}
