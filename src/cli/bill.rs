//! `bhlp invoice`, `credit-note`, `payment` and `refund`: what follows an order.

use super::args::{CreditNoteCommand, Globals, InvoiceCommand, PaymentCommand, RefundCommand};
use super::{Done, carry_out};
use crate::service::{CreditNoteRecord, InvoiceRecord, PaymentRecord, RefundRecord};

pub(super) fn invoice(globals: &Globals, command: InvoiceCommand) -> Done {
    let InvoiceCommand::Record { commission, amount, vat, number, last } = command;
    let (on, note) = (globals.on, globals.note.clone());
    carry_out(globals, &InvoiceRecord { commission, amount, vat, number, last, on, note })
}

pub(super) fn credit_note(globals: &Globals, command: CreditNoteCommand) -> Done {
    let CreditNoteCommand::Record { commission, amount, vat, number } = command;
    let (on, note) = (globals.on, globals.note.clone());
    carry_out(globals, &CreditNoteRecord { commission, amount, vat, number, on, note })
}

pub(super) fn payment(globals: &Globals, command: PaymentCommand) -> Done {
    let PaymentCommand::Record { commission, amount, paying } = command;
    let (on, note) = (globals.on, globals.note.clone());
    carry_out(globals, &PaymentRecord { commission, amount, account: paying.account(), on, note })
}

pub(super) fn refund(globals: &Globals, command: RefundCommand) -> Done {
    let RefundCommand::Record { commission, amount, vat, paying } = command;
    let (on, note) = (globals.on, globals.note.clone());
    carry_out(globals, &RefundRecord { commission, amount, vat, account: paying.account(), on, note })
}
