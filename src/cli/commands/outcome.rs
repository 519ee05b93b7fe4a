//! `bhlp outcome ...`.

use clap::Subcommand;

use crate::carry_out::{Done, carry_out};
use crate::globals::Globals;
use crate::listing::listed;
use domain::{Code, Score, Text};
use report::{Request, catalogue};
use service::OutcomeRecord;

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
        /// Who reported it: child, carer, teacher...
        #[arg(short = 't', long)]
        informant: Text,
    },
    /// List a child's scores
    List {
        /// The child's reference
        child: Code,
    },
}

pub(super) fn run(globals: &Globals, command: OutcomeCommand) -> Done {
    match command {
        OutcomeCommand::Record { child, measure, value, item, informant } => {
            carry_out(globals, &OutcomeRecord { child, measure, value, item, informant, on: globals.on })
        }
        OutcomeCommand::List { child } => {
            listed(globals, &catalogue::SCORES, &Request { child: Some(child), ..Request::default() })
        }
    }
}
