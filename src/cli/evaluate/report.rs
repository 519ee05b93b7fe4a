//! `bhlp evaluate report`.

use std::path::PathBuf;

use clap::Args;

use super::super::Result;
use super::super::args::Globals;
use super::settings;

/// The report.
#[derive(Debug, Args)]
pub(in crate::cli) struct ReportArgs {
    /// The folder; what stands in it of an earlier report is written anew
    #[arg(long = "to", value_name = "DIR", required_unless_present = "explain")]
    folder: Option<PathBuf>,
    /// What is chosen otherwise than usual: see bhlp evaluate settings
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
    /// Tell how a figure was made, and from which rows: its name stands in figures.csv
    #[arg(long, value_name = "FIGURE", conflicts_with = "folder")]
    explain: Option<String>,
}

pub(super) fn run(_globals: &Globals, args: &ReportArgs) -> Result {
    let _settings = settings::of(args.settings.as_deref())?;
    let _ = (&args.folder, &args.explain);
    Ok(())
}
