//! `bhlp delivery ...`.

use clap::Subcommand;

use crate::carry_out::{Done, carry_out};
use crate::globals::Globals;
use crate::listing::listed;
use domain::{Code, Text, Units};
use report::{Request, catalogue};
use service::{DeliveryCorrect, DeliveryRecord, DeliveryWithdraw};

/// Deliveries.
#[derive(Debug, Subcommand)]
pub(super) enum DeliveryCommand {
    /// Record that what was commissioned was delivered, or a part of it
    Record {
        /// The commission's number
        commission: i64,
        /// How many units were delivered
        #[arg(long, value_name = "N")]
        units: Option<Units>,
        /// More is still to be delivered
        #[arg(long)]
        partly: bool,
    },
    /// Correct a delivery: what is given takes the place of what was recorded
    Correct {
        /// Its number, as `bhlp delivery list` shows it
        number: i64,
        /// How many units were delivered
        #[arg(long, value_name = "N")]
        units: Option<Units>,
        /// More is still to be delivered
        #[arg(long, conflicts_with = "complete")]
        partly: bool,
        /// It was all of it, or all there will be
        #[arg(long)]
        complete: bool,
        /// Why
        #[arg(short, long, value_name = "TEXT")]
        reason: Text,
    },
    /// Withdraw a delivery: nothing of it stands any more
    Withdraw {
        /// Its number, as `bhlp delivery list` shows it
        number: i64,
        /// Why
        #[arg(short, long, value_name = "TEXT")]
        reason: Text,
    },
    /// List what was delivered, or with --open what is still to be delivered
    List {
        /// Only this child's
        #[arg(long, value_name = "REF")]
        child: Option<Code>,
        /// What was commissioned and is not complete
        #[arg(long)]
        open: bool,
    },
}

pub(super) fn run(globals: &Globals, command: DeliveryCommand) -> Done {
    match command {
        DeliveryCommand::Record { commission, units, partly } => {
            carry_out(globals, &DeliveryRecord { commission, units, partly, on: globals.on })
        }
        DeliveryCommand::Correct { number, units, partly, complete, reason } => {
            let partly = (partly || complete).then_some(partly);
            carry_out(globals, &DeliveryCorrect { number, units, partly, on: globals.on, reason })
        }
        DeliveryCommand::Withdraw { number, reason } => {
            carry_out(globals, &DeliveryWithdraw { number, reason })
        }
        DeliveryCommand::List { child, open } => {
            let report = if open { &catalogue::DELIVERIES_OPEN } else { &catalogue::DELIVERIES_MADE };
            listed(globals, report, &Request { child, ..Request::default() })
        }
    }
}
