//! `bhlp outcome ...` and `bhlp time ...`.

use super::args::{Globals, OutcomeCommand, TimeCommand};
use super::report::{Listing, list};
use super::{Result, carry_out};
use crate::service::{OutcomeRecord, TimeRecord};

pub(super) fn outcome(globals: &Globals, command: OutcomeCommand) -> Result {
    match command {
        OutcomeCommand::Record { child, measure, value, item, informant } => {
            carry_out(globals, &OutcomeRecord { child, measure, value, item, informant, on: globals.on })
        }
        OutcomeCommand::List { child } => list(globals, Listing::Outcomes(child.0)),
    }
}

pub(super) fn time(globals: &Globals, command: TimeCommand) -> Result {
    let TimeCommand::Record { child, minutes, activity, practitioner } = command;
    carry_out(globals, &TimeRecord { child, minutes, activity, practitioner, on: globals.on })
}
