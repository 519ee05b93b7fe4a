//! `bhlp commission ...`.

use clap::Subcommand;

use super::buy::{self, WantedArgs};
use super::tariff::HeldArgs;
use crate::carry_out::{Done, carry_out};
use crate::globals::Globals;
use crate::listing::listed;
use domain::{Amount, Code, Pence, Units};
use report::{Request, catalogue};
use service::{CommissionAmend, CommissionCancel, CommissionPlace};

/// Commissions.
#[derive(Debug, Subcommand)]
pub(super) enum CommissionCommand {
    /// Commission something: the money for it is promised
    Place {
        #[command(flatten)]
        wanted: Box<WantedArgs>,
        #[command(flatten)]
        held: Box<HeldArgs>,
    },
    /// Change the total of a commission
    Amend {
        /// The commission's number
        commission: i64,
        /// The new price in all; not needed with --units where the price of one was recorded
        #[arg(required_unless_present = "units", allow_negative_numbers = true)]
        amount: Option<Amount>,
        /// How many units there are now
        #[arg(long, value_name = "N")]
        units: Option<Units>,
        /// The recoverable VAT in it
        #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
        vat: Option<Pence>,
    },
    /// Cancel a commission: what is still promised is available again
    Cancel {
        /// The commission's number
        commission: i64,
    },
    /// List commissions
    List {
        /// Only this child's
        #[arg(long, value_name = "REF")]
        child: Option<Code>,
        /// Only those that still hold promised money
        #[arg(long)]
        open: bool,
    },
    /// Show the history of one commission
    Show {
        /// The commission's number
        commission: i64,
    },
}

pub(super) fn run(globals: &Globals, command: CommissionCommand) -> Done {
    let (on, note) = (globals.on, globals.note.clone());
    match command {
        CommissionCommand::Place { wanted, held } => {
            let (wanted, held) = (buy::wanted(*wanted)?, held.part());
            buy::confirm_the_same(globals, &wanted)?;
            carry_out(globals, &CommissionPlace { commission: wanted, on, note, held })
        }
        CommissionCommand::Amend { commission, amount, units, vat } => {
            carry_out(globals, &CommissionAmend { commission, amount, units, vat, on, note })
        }
        CommissionCommand::Cancel { commission } => {
            carry_out(globals, &CommissionCancel { commission, on, note })
        }
        CommissionCommand::List { child, open } => {
            listed(globals, &catalogue::COMMISSIONS, &Request { child, open, ..Request::default() })
        }
        CommissionCommand::Show { commission } => listed(
            globals,
            &catalogue::COMMISSION,
            &Request { number: Some(commission), ..Request::default() },
        ),
    }
}
