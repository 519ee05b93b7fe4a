//! `bhlp outcome ...` and `bhlp time ...`.

use super::args::{Globals, OutcomeCommand, TimeCommand};
use super::report::Listing;
use super::{Done, carry_out, listed};
use crate::service::{OutcomeRecord, TimeRecord};

pub(super) fn outcome(globals: &Globals, command: OutcomeCommand) -> Done {
    match command {
        OutcomeCommand::Record { child, measure, value, item, informant } => {
            carry_out(globals, &OutcomeRecord { child, measure, value, item, informant, on: globals.on })
        }
        OutcomeCommand::List { child } => listed(globals, Listing::Outcomes(child.0)),
    }
}

pub(super) fn time(globals: &Globals, command: TimeCommand) -> Done {
    let TimeCommand::Record { child, minutes, activity, practitioner } = command;
    carry_out(globals, &TimeRecord { child, minutes, activity, practitioner, on: globals.on })
}
