//! `bhlp evaluate ...`.

mod combine;
mod key;
mod report;
pub(super) mod settings;

use clap::Subcommand;

use super::args::Globals;
use super::{Done, shown};
use combine::CombineArgs;
use key::KeyArgs;
use report::ReportArgs;

/// Evaluation.
#[derive(Debug, Subcommand)]
pub(super) enum EvaluateCommand {
    /// Write the whole report: a page, a workbook and its figures as CSV; or explain one figure of it
    Report(ReportArgs),
    /// Show the settings that hold where none are given, to keep in a file and change
    Settings,
    /// Make a key for the pseudonyms of extracts, once: see bhlp export evaluation
    Key(KeyArgs),
    /// Put the extracts of several pilots together, and write what they say each and all
    Combine(CombineArgs),
}

pub(super) fn run(globals: &Globals, command: EvaluateCommand) -> Done {
    match command {
        EvaluateCommand::Report(args) => report::run(globals, &args).map(shown),
        EvaluateCommand::Settings => settings::show().map(shown),
        EvaluateCommand::Key(args) => key::run(globals, &args).map(shown),
        EvaluateCommand::Combine(args) => combine::run(globals, &args).map(shown),
    }
}
