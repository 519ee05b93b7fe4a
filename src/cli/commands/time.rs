//! `bhlp time ...`.

use clap::Subcommand;

use crate::carry_out::{Done, carry_out};
use crate::globals::Globals;
use crate::listing::listed;
use domain::{Code, Text};
use report::{Request, catalogue};
use service::{TimeCorrect, TimeRecord, TimeWithdraw};

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
    /// Correct minutes: what is given takes the place of what was recorded
    Correct {
        /// Its number, as `bhlp time list` shows it
        number: i64,
        /// The right minutes
        #[arg(long, allow_negative_numbers = true)]
        minutes: Option<i64>,
        /// What was done
        #[arg(long, value_name = "TEXT")]
        activity: Option<Text>,
        /// Whose time it was
        #[arg(long = "for", value_name = "PRACTITIONER")]
        practitioner: Option<Code>,
        /// Why
        #[arg(short, long, value_name = "TEXT")]
        reason: Text,
    },
    /// Withdraw minutes: nothing of it stands any more
    Withdraw {
        /// Its number, as `bhlp time list` shows it
        number: i64,
        /// Why
        #[arg(short, long, value_name = "TEXT")]
        reason: Text,
    },
    /// List the time given to a child
    List {
        /// The child's reference
        child: Code,
    },
}

pub(super) fn run(globals: &Globals, command: TimeCommand) -> Done {
    let on = globals.on;
    match command {
        TimeCommand::Record { child, minutes, activity, practitioner } => {
            carry_out(globals, &TimeRecord { child, minutes, activity, practitioner, on })
        }
        TimeCommand::Correct { number, minutes, activity, practitioner, reason } => {
            carry_out(globals, &TimeCorrect { number, minutes, activity, practitioner, on, reason })
        }
        TimeCommand::Withdraw { number, reason } => carry_out(globals, &TimeWithdraw { number, reason }),
        TimeCommand::List { child } => {
            listed(globals, &catalogue::TIMES, &Request { child: Some(child), ..Request::default() })
        }
    }
}
