//! `bhlp invoice`, `credit-note`, `payment` and `refund`: what follows an order.

use clap::Subcommand;

use super::pilot_account::{PaidWithArgs, PilotAccountArgs};
use crate::carry_out::{Done, carry_out};
use crate::globals::Globals;
use domain::{Amount, Code, Pence, Text};
use service::{CreditNoteRecord, InvoiceRecord, PaymentRecord, RefundRecord};

/// Invoices.
#[derive(Debug, Subcommand)]
pub(super) enum InvoiceCommand {
    /// Record a provider's invoice: its money counts as used
    Record {
        /// The commission's number
        commission: i64,
        /// The invoice's total
        #[arg(allow_negative_numbers = true)]
        amount: Amount,
        /// The recoverable VAT in it
        #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
        vat: Option<Pence>,
        /// The invoice's number
        #[arg(long)]
        number: Option<Text>,
        /// Why it is another document, where its number was recorded before
        #[arg(long, value_name = "REASON", requires = "number")]
        again: Option<Text>,
        /// No other invoice will come: what is still promised is available again
        #[arg(long = "final")]
        last: bool,
    },
}

/// Credit notes.
#[derive(Debug, Subcommand)]
pub(super) enum CreditNoteCommand {
    /// Record a credit note: the child has the money again, the provider is owed less
    Record {
        /// The commission's number
        commission: i64,
        /// The credit note's total
        #[arg(allow_negative_numbers = true)]
        amount: Amount,
        /// The recoverable VAT in it
        #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
        vat: Option<Pence>,
        /// The credit note's number
        #[arg(long)]
        number: Option<Text>,
        /// Why it is another document, where its number was recorded before
        #[arg(long, value_name = "REASON", requires = "number")]
        again: Option<Text>,
    },
}

/// Payments.
#[derive(Debug, Subcommand)]
pub(super) enum PaymentCommand {
    /// Record a payment
    Record {
        /// The commission's number
        commission: i64,
        /// How much [default: all that is owed]
        #[arg(allow_negative_numbers = true)]
        amount: Option<Amount>,
        /// Who paid, if not you
        #[arg(long = "for", value_name = "PRACTITIONER")]
        practitioner: Option<Code>,
        #[command(flatten)]
        paid: PaidWithArgs,
    },
}

/// Refunds.
#[derive(Debug, Subcommand)]
pub(super) enum RefundCommand {
    /// Record money that came back: the child has it again
    Record {
        /// The commission's number
        commission: i64,
        /// How much came back
        #[arg(allow_negative_numbers = true)]
        amount: Amount,
        /// The recoverable VAT in it; asked for where VAT was recovered
        #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
        vat: Option<Pence>,
        #[command(flatten)]
        pilot_account: PilotAccountArgs,
    },
}

pub(super) fn invoice(globals: &Globals, command: InvoiceCommand) -> Done {
    let InvoiceCommand::Record { commission, amount, vat, number, again, last } = command;
    let (on, note) = (globals.on, globals.note.clone());
    carry_out(globals, &InvoiceRecord { commission, amount, vat, number, again, last, on, note })
}

pub(super) fn credit_note(globals: &Globals, command: CreditNoteCommand) -> Done {
    let CreditNoteCommand::Record { commission, amount, vat, number, again } = command;
    let (on, note) = (globals.on, globals.note.clone());
    carry_out(globals, &CreditNoteRecord { commission, amount, vat, number, again, on, note })
}

pub(super) fn payment(globals: &Globals, command: PaymentCommand) -> Done {
    let PaymentCommand::Record { commission, amount, practitioner, paid } = command;
    let (on, note) = (globals.on, globals.note.clone());
    carry_out(globals, &PaymentRecord { commission, amount, paid: paid.paid(), practitioner, on, note })
}

pub(super) fn refund(globals: &Globals, command: RefundCommand) -> Done {
    let RefundCommand::Record { commission, amount, vat, pilot_account } = command;
    let (on, note) = (globals.on, globals.note.clone());
    carry_out(globals, &RefundRecord { commission, amount, vat, account: pilot_account.account(), on, note })
}
