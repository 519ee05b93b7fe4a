//! `bhlp claim ...`: own money, paid back.

use clap::Subcommand;

use super::pilot_account::PilotAccountArgs;
use crate::carry_out::{Done, carry_out};
use crate::globals::Globals;
use crate::listing::listed;
use domain::{Amount, Code, Text, Verdict};
use report::{Request, catalogue};
use service::{ClaimDecide, ClaimPay, ClaimRecord};

/// Own money.
#[derive(Debug, Subcommand)]
pub(super) enum ClaimCommand {
    /// Ask to be paid back what you paid yourself
    Record {
        /// How much [default: all that is owed and not claimed yet]
        #[arg(allow_negative_numbers = true)]
        amount: Option<Amount>,
        /// Who is owed it, if not you
        #[arg(long = "for", value_name = "PRACTITIONER")]
        practitioner: Option<Code>,
    },
    /// Approve a claim of somebody else's
    Approve {
        /// The claim's number
        claim: i64,
    },
    /// Refuse a claim of somebody else's
    Refuse {
        /// The claim's number
        claim: i64,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: Text,
    },
    /// Withdraw a claim of your own
    Withdraw {
        /// The claim's number
        claim: i64,
    },
    /// Pay a claim that was approved
    Pay {
        /// The claim's number
        claim: i64,
        #[command(flatten)]
        pilot_account: PilotAccountArgs,
        /// Whose card pays it, if not yours
        #[arg(long = "for", value_name = "PRACTITIONER")]
        practitioner: Option<Code>,
    },
    /// List claims, and what is owed and not claimed yet
    List {
        /// Only this person's
        #[arg(long)]
        practitioner: Option<Code>,
        /// Only what is not paid
        #[arg(long)]
        open: bool,
    },
}

pub(super) fn run(globals: &Globals, command: ClaimCommand) -> Done {
    let decide =
        |claim, verdict, reason| carry_out(globals, &ClaimDecide { claim, verdict, reason, on: globals.on });
    match command {
        ClaimCommand::Record { amount, practitioner } => {
            carry_out(globals, &ClaimRecord { amount, practitioner, on: globals.on })
        }
        ClaimCommand::Approve { claim } => decide(claim, Verdict::Approved, globals.note.clone()),
        ClaimCommand::Refuse { claim, reason } => decide(claim, Verdict::Refused, Some(reason)),
        ClaimCommand::Withdraw { claim } => decide(claim, Verdict::Withdrawn, globals.note.clone()),
        ClaimCommand::Pay { claim, pilot_account, practitioner } => {
            let (account, on, note) = (pilot_account.account(), globals.on, globals.note.clone());
            carry_out(globals, &ClaimPay { claim, account, practitioner, on, note })
        }
        ClaimCommand::List { practitioner, open } => {
            listed(globals, &catalogue::CLAIMS, &Request { practitioner, open, ..Request::default() })
        }
    }
}
