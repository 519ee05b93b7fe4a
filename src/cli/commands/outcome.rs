//! `bhlp outcome ...`.

use clap::Subcommand;

use crate::carry_out::{Done, carry_out};
use crate::globals::Globals;
use crate::listing::listed;
use domain::{Code, Score, Text};
use report::{Request, catalogue};
use service::{OutcomeCorrect, OutcomeRecord, OutcomeWithdraw};

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
    /// Correct a score: what is given takes the place of what was recorded
    Correct {
        /// Its number, as `bhlp outcome list` shows it
        number: i64,
        /// The right score
        #[arg(long, allow_negative_numbers = true)]
        score: Option<Score>,
        /// The right goal or part
        #[arg(short, long)]
        item: Option<Text>,
        /// Who reported it
        #[arg(short = 't', long)]
        informant: Option<Text>,
        /// Why
        #[arg(short, long, value_name = "TEXT")]
        reason: Text,
    },
    /// Withdraw a score: nothing of it stands any more
    Withdraw {
        /// Its number, as `bhlp outcome list` shows it
        number: i64,
        /// Why
        #[arg(short, long, value_name = "TEXT")]
        reason: Text,
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
        OutcomeCommand::Correct { number, score, item, informant, reason } => {
            carry_out(globals, &OutcomeCorrect { number, score, item, informant, on: globals.on, reason })
        }
        OutcomeCommand::Withdraw { number, reason } => {
            carry_out(globals, &OutcomeWithdraw { number, reason })
        }
        OutcomeCommand::List { child } => {
            listed(globals, &catalogue::SCORES, &Request { child: Some(child), ..Request::default() })
        }
    }
}
