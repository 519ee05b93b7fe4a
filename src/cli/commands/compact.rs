//! `bhlp compact ...`.

use clap::Subcommand;

use crate::carry_out::{Done, carry_out};
use crate::globals::Globals;
use crate::listing::listed;
use domain::compact::Promise;
use domain::{Code, Day, Text};
use report::{Request, catalogue};
use service::{CompactAdd, CompactReview, CompactWithdraw};

/// Compacts.
#[derive(Debug, Subcommand)]
pub(super) enum CompactCommand {
    /// Record who promised what
    Add {
        /// The child's reference
        child: Code,
        /// A promise; may be repeated: "family: to be there at four"
        #[arg(long = "promise", value_name = "WHO: WHAT", required = true)]
        promises: Vec<Promise>,
        /// When to review it
        #[arg(long = "review", value_name = "DATE")]
        review_on: Option<Day>,
    },
    /// Record a review of a compact; put what was found in --note
    Review {
        /// The compact's number
        compact: i64,
        /// When to review it next
        #[arg(long = "next", value_name = "DATE")]
        next_on: Option<Day>,
    },
    /// Withdraw a compact, or a review of one: nothing of it stands any more
    Withdraw {
        /// Its number, as `bhlp compact list` shows it
        number: i64,
        /// Why
        #[arg(short, long, value_name = "TEXT")]
        reason: Text,
    },
    /// List compacts, promise by promise
    List {
        /// Only this child's
        child: Option<Code>,
    },
}

pub(super) fn run(globals: &Globals, command: CompactCommand) -> Done {
    let on = globals.on;
    match command {
        CompactCommand::Add { child, promises, review_on } => {
            carry_out(globals, &CompactAdd { child, promises, review_on, on })
        }
        CompactCommand::Review { compact, next_on } => {
            carry_out(globals, &CompactReview { compact, note: globals.note.clone(), next_on, on })
        }
        CompactCommand::Withdraw { number, reason } => {
            carry_out(globals, &CompactWithdraw { number, reason })
        }
        CompactCommand::List { child } => {
            listed(globals, &catalogue::COMPACTS, &Request { child, ..Request::default() })
        }
    }
}
