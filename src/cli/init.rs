//! `bhlp init`.

use super::args::{Globals, InitArgs};
use super::{Done, Failure, Result, context};
use crate::domain::Pilot;
use crate::service::{Init, Receipt, init};
use crate::store::Journal;

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
