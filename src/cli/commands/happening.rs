//! `bhlp happening ...`.

use clap::Subcommand;

use crate::carry_out::{Done, carry_out};
use crate::globals::Globals;
use crate::listing::listed;
use domain::{Code, HappeningKind, Text};
use report::{Request, catalogue};
use service::{HappeningCorrect, HappeningRecord, HappeningWithdraw};

/// What happened to children.
#[derive(Debug, Subcommand)]
pub(super) enum HappeningCommand {
    /// Record what happened: --on says when
    Record {
        /// The child's reference
        child: Code,
        /// referred, waiting, accepted, rejected; excluded, permanently_excluded; entered_care, left_care,
        /// placement_moved; caf_closed, re_referred; contact_tried, contact_refused, reached; left
        kind: HappeningKind,
        /// Referred to which service, or answered by which: a code, such as camhs
        #[arg(long, value_name = "SERVICE")]
        to: Option<Code>,
        /// Excluded for how many days of school
        #[arg(long)]
        days: Option<u32>,
    },
    /// Correct what happened: what is given takes the place of what was recorded
    Correct {
        /// Its number, as `bhlp happening list` shows it
        number: i64,
        /// The right service
        #[arg(long, value_name = "SERVICE")]
        to: Option<Code>,
        /// The right number of days
        #[arg(long)]
        days: Option<u32>,
        /// Why
        #[arg(short, long, value_name = "TEXT")]
        reason: Text,
    },
    /// Withdraw what was recorded: nothing of it stands any more
    Withdraw {
        /// Its number, as `bhlp happening list` shows it
        number: i64,
        /// Why
        #[arg(short, long, value_name = "TEXT")]
        reason: Text,
    },
    /// List what happened
    List {
        /// Only to this child
        child: Option<Code>,
    },
}

pub(super) fn run(globals: &Globals, command: HappeningCommand) -> Done {
    let on = globals.on;
    match command {
        HappeningCommand::Record { child, kind, to, days } => {
            carry_out(globals, &HappeningRecord { child, kind, to, days, on })
        }
        HappeningCommand::Correct { number, to, days, reason } => {
            carry_out(globals, &HappeningCorrect { number, to, days, on, reason })
        }
        HappeningCommand::Withdraw { number, reason } => {
            carry_out(globals, &HappeningWithdraw { number, reason })
        }
        HappeningCommand::List { child } => {
            listed(globals, &catalogue::HAPPENINGS, &Request { child, ..Request::default() })
        }
    }
}
