//! `bhlp vat`: what shows VAT, and VAT that the council cannot recover.

use clap::Subcommand;

use crate::carry_out::{Done, carry_out};
use crate::globals::Globals;
use domain::{Amount, Text, VatForm};
use service::{VatCharge, VatEvidence};

/// What shows VAT, and VAT that nothing shows.
#[derive(Debug, Subcommand)]
pub(super) enum VatCommand {
    /// Charge VAT that cannot be recovered: the child bears it
    Charge {
        /// The number of the invoice or purchase, given when it was recorded and by `bhlp entry list`
        entry: i64,
        /// How much of it [default: all that is not charged yet]
        #[arg(short, long, allow_negative_numbers = true)]
        amount: Option<Amount>,
        /// Why it cannot be recovered
        #[arg(short, long, value_name = "TEXT")]
        reason: Text,
    },
    /// Say what shows the VAT of an invoice or purchase
    Evidence {
        /// The number of the invoice or purchase, given when it was recorded and by `bhlp entry list`
        entry: i64,
        /// vat_invoice, simplified, till_receipt or none
        form: VatForm,
    },
}

pub(super) fn run(globals: &Globals, command: VatCommand) -> Done {
    match command {
        VatCommand::Charge { entry, amount, reason } => {
            carry_out(globals, &VatCharge { entry, amount, reason, on: globals.on })
        }
        VatCommand::Evidence { entry, form } => carry_out(globals, &VatEvidence { entry, form }),
    }
}
