//! `bhlp time ...`.

use clap::Subcommand;

use crate::carry_out::{Done, carry_out};
use crate::globals::Globals;
use domain::{Code, Text};
use service::TimeRecord;

/// Time.
#[derive(Debug, Subcommand)]
pub(super) enum TimeCommand {
    /// Record minutes
    Record {
        /// The child's reference
        child: Code,
        /// How many minutes
        #[arg(allow_negative_numbers = true)]
        minutes: i64,
        /// What was done: visit, plan, purchase, meeting...
        activity: Text,
        /// Whose time it was, if not yours
        #[arg(long = "for", value_name = "PRACTITIONER")]
        practitioner: Option<Code>,
    },
}

pub(super) fn run(globals: &Globals, command: TimeCommand) -> Done {
    let TimeCommand::Record { child, minutes, activity, practitioner } = command;
    carry_out(globals, &TimeRecord { child, minutes, activity, practitioner, on: globals.on })
}
