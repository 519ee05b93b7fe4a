//! `bhlp init`.

use anyhow::Context as _;
use clap::Args;

use crate::carry_out::{Done, context};
use crate::failure::{NothingRecorded, Result};
use crate::globals::Globals;
use domain::{Amount, Code, Day, Pilot, Text};
use service::{Init, Reply, init};
use store::Journal;

/// Start the ledger of a pilot.
#[derive(Debug, Args)]
pub(super) struct InitArgs {
    /// The pilot's name
    #[arg(long)]
    pub pilot: Text,
    /// The authority's ONS code, such as E06000020
    #[arg(long, value_name = "GSS")]
    pub authority: Code,
    /// First day
    #[arg(long, value_name = "DATE")]
    pub start: Day,
    /// Last day
    #[arg(long, value_name = "DATE")]
    pub end: Day,
    /// The least a budget opens with
    #[arg(long, value_name = "AMOUNT", default_value = "100.00")]
    pub budget_min: Amount,
    /// The most a budget may reach
    #[arg(long, value_name = "AMOUNT", default_value = "2500.00")]
    pub budget_max: Amount,
    /// Keep a rollback journal: for a file on a network share
    #[arg(long)]
    pub rollback_journal: bool,
}

pub(super) fn run(globals: &Globals, args: InitArgs) -> Done {
    let pilot = Pilot {
        name: args.pilot,
        authority: args.authority,
        starts_on: args.start,
        ends_on: args.end,
        budget_min_pence: args.budget_min,
        budget_max_pence: args.budget_max,
        settling_up_months: Pilot::SETTLING_UP_MONTHS,
    };
    let journal = if args.rollback_journal { Journal::Rollback } else { Journal::Wal };
    let started =
        || -> Result<Reply> { Ok(init(&globals.ledger()?, &context(globals)?, &Init { pilot, journal })?) };
    started().map(Some).context(NothingRecorded)
}
