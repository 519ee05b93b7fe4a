//! `bhlp evaluate ...`.

use clap::Subcommand;

use super::combine::CombineArgs;
use super::key::KeyArgs;
use super::report::ReportArgs;
use super::{combine, key, report, settings};
use crate::carry_out::{Done, shown};
use crate::globals::Globals;

/// Evaluation.
#[derive(Debug, Subcommand)]
pub(in crate::commands) enum EvaluateCommand {
    /// Write the whole report: a page, a workbook and its figures as CSV; or explain one figure of it
    Report(ReportArgs),
    /// Print the default settings, to save in a file and change
    Settings,
    /// Make a key for the pseudonyms of extracts, once: see bhlp export evaluation
    Key(KeyArgs),
    /// Combine the extracts of several pilots in one report
    Combine(CombineArgs),
}

pub(in crate::commands) fn run(globals: &Globals, command: EvaluateCommand) -> Done {
    match command {
        EvaluateCommand::Report(args) => report::run(globals, &args).map(shown),
        EvaluateCommand::Settings => settings::show().map(shown),
        EvaluateCommand::Key(args) => key::run(globals, &args).map(shown),
        EvaluateCommand::Combine(args) => combine::run(globals, &args).map(shown),
    }
}
