//! `bhlp tariff ...`, and what an order holds back.

use clap::{Args, Subcommand};

use crate::carry_out::{Done, carry_out};
use crate::globals::Globals;
use crate::listing::listed;
use domain::{Amount, Code, Day, Target, Text, Units};
use report::{Request, catalogue};
use service::{HeldPart, TariffLapse};

/// What a commission holds back until an outcome is recorded.
#[derive(Debug, Args)]
pub(super) struct HeldArgs {
    /// The part of the price that is paid only if the outcome is reached
    #[arg(
        long,
        value_name = "AMOUNT",
        requires_all = ["when", "by"],
        allow_negative_numbers = true,
        help_heading = "Paid by outcome"
    )]
    pub held: Option<Amount>,
    /// The outcome: 'gbo:goal-1>=6', or 'sdq_total<=13' where lower is better
    #[arg(long, value_name = "SCORE", requires = "held", help_heading = "Paid by outcome")]
    pub when: Option<Target>,
    /// The last day on which it counts
    #[arg(long, value_name = "DATE", requires = "held", help_heading = "Paid by outcome")]
    pub by: Option<Day>,
    /// How hard it is to reach: the part is multiplied by it [default: 1]
    #[arg(long, value_name = "N", requires = "held", help_heading = "Paid by outcome")]
    pub weight: Option<Units>,
    /// Who has to report it: child, carer... [default: anybody]
    #[arg(long, value_name = "WHO", requires = "held", help_heading = "Paid by outcome")]
    pub informant: Option<Text>,
}

impl HeldArgs {
    /// What is held back, if anything.
    pub fn part(self) -> Option<HeldPart> {
        let weight = self.weight.unwrap_or_else(|| "1".parse().expect("one is a number of units"));
        match (self.held, self.when, self.by) {
            (Some(part), Some(when), Some(by)) => {
                Some(HeldPart { part, weight, when, told_by: self.informant, by })
            }
            _ => None,
        }
    }
}

/// Commissions partly paid by result.
#[derive(Debug, Subcommand)]
pub(super) enum TariffCommand {
    /// The outcome was not recorded in time: what was held for it is available again
    Lapse {
        /// The commission's number
        commission: i64,
    },
    /// List what is held until an outcome is recorded
    List {
        /// Only this child's
        #[arg(long, value_name = "REF")]
        child: Option<Code>,
    },
}

pub(super) fn run(globals: &Globals, command: TariffCommand) -> Done {
    match command {
        TariffCommand::Lapse { commission } => {
            carry_out(globals, &TariffLapse { commission, on: globals.on, note: globals.note.clone() })
        }
        TariffCommand::List { child } => {
            listed(globals, &catalogue::TARIFFS, &Request { child, ..Request::default() })
        }
    }
}
