//! `bhlp evaluate report`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;

use super::settings;
use crate::failure::{About, Result};
use crate::globals::Globals;
use disclosure::format;
use disclosure::report::{Report, Tone};
use disclosure::{Shown, protect};
use domain::Day;
use evaluate::explain::explain;
use evaluate::{Data, Settings, analysis};
use export::evaluation::{Facts, files, write};
use service::load_evaluation;
use store::{Ledger, Scope};

/// The report.
#[derive(Debug, Args)]
pub(in crate::commands) struct ReportArgs {
    /// The folder; an earlier report in it is replaced
    #[arg(long = "to", value_name = "DIR", required_unless_present = "explain")]
    folder: Option<PathBuf>,
    /// A file of the settings that differ from the defaults: see bhlp evaluate settings
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
    /// Only what happened up to this day, whenever it was recorded
    #[arg(long, value_name = "DATE")]
    as_at: Option<Day>,
    /// Only what had been recorded by the end of this day
    #[arg(long, value_name = "DATE")]
    known_at: Option<Day>,
    /// Explain how a figure was made, and from which rows; figures.csv has its name
    #[arg(long, value_name = "FIGURE", conflicts_with = "folder")]
    explain: Option<String>,
}

pub(super) fn run(globals: &Globals, args: &ReportArgs) -> Result {
    let chosen = settings::of(args.settings.as_deref())?;
    let scope = Scope { as_at: args.as_at, known_at: args.known_at, known_event: None };
    let mut ledger = Ledger::open_to_read(&globals.ledger()?)?;
    let data = load_evaluation(&mut ledger, scope)?;
    drop(ledger);
    chosen.against(&data.measures)?;
    let settings = chosen.settings;
    let shown = shown(&data, &settings);
    if let Some(name) = &args.explain {
        let told = explain(&shown, &settings.disclosure, name)?;
        return Ok(io::stdout().write_all(told.as_bytes())?);
    }
    let folder = args.folder.as_deref().expect("asked for where nothing is to be explained");
    if !globals.dry_run {
        let files = files(&shown, &Facts::of(&data))?;
        write(folder, &files).with_context(|| About::path(folder))?;
    }
    tell(folder, &data, &shown)?;
    let special = args.as_at.is_some() || args.known_at.is_some() || args.settings.is_some();
    if special || settings.disclosure.withhold_less() {
        warn(&settings)?;
    }
    Ok(())
}

/// Says who may see a report that is not the usual one.
fn warn(settings: &Settings) -> io::Result<()> {
    let mut out = io::stderr().lock();
    if settings.disclosure.withhold_less() {
        return writeln!(
            out,
            "warning: it withholds less than usual; it is for those who may see the ledger, and not to be published"
        );
    }
    writeln!(
        out,
        "warning: publish only one report of a pilot: two of different dates, or made with other settings, \
         together reveal what each of them withholds"
    )
}

/// Says where the report is, how much is in it, and what it finds first.
fn tell(folder: &Path, data: &Data, shown: &Report<Shown>) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let counted = shown.counted();
    let open = folder.join("report.html");
    writeln!(out, "{}, as at {}: {}", data.pilot, data.as_at, open.display())?;
    let summary = shown.sections().first().map(|section| section.words.as_slice()).unwrap_or_default();
    for words in summary.iter().filter(|words| words.tone == Tone::Plain && !words.withheld) {
        writeln!(out, "  {}", words.text)?;
    }
    let doubts = summary.iter().filter(|words| words.tone == Tone::Doubt).count();
    let doubts = if doubts == 1 { "1 doubt".to_owned() } else { format!("{doubts} doubts") };
    writeln!(out, "  The page gives {doubts}: read them before you quote anything else.")?;
    writeln!(
        out,
        "{} figures, {} of them withheld so that no child can be identified",
        format::count(counted.figures),
        format::count(counted.withheld()),
    )
}

/// The whole report, as it may be shown.
fn shown(data: &Data, settings: &Settings) -> Report<Shown> {
    protect(analysis::report(data, settings), &settings.disclosure)
}
