//! `bhlp outcome ...` and `bhlp time ...`.

use clap::Subcommand;

use crate::carry_out::{Done, carry_out};
use crate::globals::Globals;
use crate::listing::listed;
use domain::{Code, Score, Text};
use report::{Request, catalogue};
use service::{OutcomeRecord, TimeRecord};

/// Outcomes.
#[derive(Debug, Subcommand)]
pub(super) enum OutcomeCommand {
    /// Record a score
    Record {
        /// The child's reference
        child: Code,
        /// The measure: gbo, sdq_total... (bhlp measure list)
        measure: Code,
        /// The score
        #[arg(allow_negative_numbers = true)]
        value: Score,
        /// Which goal or part: goal-1
        #[arg(short, long)]
        item: Option<Text>,
        /// Who told: child, carer, teacher...
        #[arg(short = 't', long)]
        informant: Text,
    },
    /// List a child's scores
    List {
        /// The child's reference
        child: Code,
    },
}

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
        /// Whose time, if not yours
        #[arg(long = "for", value_name = "PRACTITIONER")]
        practitioner: Option<Code>,
    },
}

pub(super) fn outcome(globals: &Globals, command: OutcomeCommand) -> Done {
    match command {
        OutcomeCommand::Record { child, measure, value, item, informant } => {
            carry_out(globals, &OutcomeRecord { child, measure, value, item, informant, on: globals.on })
        }
        OutcomeCommand::List { child } => {
            listed(globals, &catalogue::SCORES, &Request { child: Some(child), ..Request::default() })
        }
    }
}

pub(super) fn time(globals: &Globals, command: TimeCommand) -> Done {
    let TimeCommand::Record { child, minutes, activity, practitioner } = command;
    carry_out(globals, &TimeRecord { child, minutes, activity, practitioner, on: globals.on })
}
