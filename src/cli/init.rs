//! `bhlp init`.

use clap::Args;

use super::args::Globals;
use super::{Done, Failure, Result, context};
use crate::domain::{Amount, Code, Day, Pilot, Text};
use crate::service::{Init, Receipt, Said, init};
use crate::store::Journal;

/// Start the ledger of a pilot.
#[derive(Debug, Args)]
pub(super) struct InitArgs {
    /// The pilot's name
    #[arg(long)]
    pub pilot: Said<Text>,
    /// The authority's ONS code, such as E06000020
    #[arg(long, value_name = "GSS")]
    pub authority: Said<Code>,
    /// First day
    #[arg(long, value_name = "DATE")]
    pub start: Said<Day>,
    /// Last day
    #[arg(long, value_name = "DATE")]
    pub end: Said<Day>,
    /// The least a budget opens with
    #[arg(long, value_name = "AMOUNT", default_value = "100.00")]
    pub budget_min: Said<Amount>,
    /// The most a budget may reach
    #[arg(long, value_name = "AMOUNT", default_value = "2500.00")]
    pub budget_max: Said<Amount>,
    /// Keep a rollback journal: for a file on a network share
    #[arg(long)]
    pub rollback_journal: bool,
}

pub(super) fn run(globals: &Globals, args: InitArgs) -> Done {
    let pilot = Pilot {
        name: args.pilot.0,
        authority: args.authority.0,
        starts_on: args.start.0,
        ends_on: args.end.0,
        budget_min: args.budget_min.0,
        budget_max: args.budget_max.0,
    };
    let journal = if args.rollback_journal { Journal::Rollback } else { Journal::Wal };
    let started =
        || -> Result<Receipt> { Ok(init(&globals.ledger()?, &context(globals)?, &Init { pilot, journal })?) };
    started().map(Some).map_err(Failure::while_writing)
}
