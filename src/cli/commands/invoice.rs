//! `bhlp invoice`, `credit-note`, `payment` and `refund`: what follows an order.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::{Args, Subcommand};
use sha2::{Digest, Sha256};

use super::pilot_account::{IntoAccountArgs, PaidWithArgs};
use crate::carry_out::{Done, carry_out};
use crate::failure::NothingRecorded;
use crate::globals::Globals;
use domain::{Amount, Code, DocumentLine, Pence, Text, VatForm, hex};
use file::Source;
use service::{
    CreditNoteOf, CreditNoteRecord, DocumentGiven, FileGiven, InvoiceOf, InvoicePayment, InvoiceRecord,
    PaymentRecord, RefundRecord,
};

/// Invoices.
#[derive(Debug, Subcommand)]
pub(super) enum InvoiceCommand {
    /// Record a provider's invoice, on one commission or of several lines: its money counts as used
    Record {
        /// The commission's number
        #[arg(required_unless_present = "lines")]
        commission: Option<i64>,
        /// The invoice's total
        #[arg(allow_negative_numbers = true, required_unless_present = "lines")]
        amount: Option<Amount>,
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
        #[command(flatten)]
        lines: LineArgs,
        /// What shows its VAT: vat_invoice, simplified, till_receipt or none
        #[arg(long, value_name = "FORM")]
        evidence: Option<VatForm>,
    },
    /// Record the invoice or credit note of a file, on the commission it names as your order
    Import(FileArgs),
}

/// A document that comes as a file.
#[derive(Debug, Args)]
pub(super) struct FileArgs {
    /// The file: UBL or CII (XML), or a PDF with one inside
    file: PathBuf,
    /// The commission it is of, where the file does not name it as your order
    #[arg(long, value_name = "N", conflicts_with = "lines")]
    commission: Option<i64>,
    /// What of it is which commission's, with its VAT; may be repeated: 41=30.00,vat=4.47
    #[arg(long = "line", value_name = "COMMISSION=AMOUNT")]
    lines: Vec<DocumentLine>,
    /// The provider it is from, where the file calls it by another name
    #[arg(long, value_name = "PROVIDER")]
    provider: Option<Code>,
    /// What of its VAT the council recovers [default: all that the policy allows]
    #[arg(long, value_name = "AMOUNT", conflicts_with = "lines", allow_negative_numbers = true)]
    vat: Option<Pence>,
    /// No other invoice will come: what is still promised is available again
    #[arg(long = "final")]
    last: bool,
    /// Why it is another document, where its number was recorded before
    #[arg(long, value_name = "REASON")]
    again: Option<Text>,
}

/// Credit notes.
#[derive(Debug, Subcommand)]
pub(super) enum CreditNoteCommand {
    /// Record a credit note: the child has the money again, the provider is owed less
    Record {
        /// The commission's number
        #[arg(required_unless_present = "lines")]
        commission: Option<i64>,
        /// The credit note's total
        #[arg(allow_negative_numbers = true, required_unless_present = "lines")]
        amount: Option<Amount>,
        /// The recoverable VAT in it
        #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
        vat: Option<Pence>,
        /// The credit note's number
        #[arg(long)]
        number: Option<Text>,
        /// Why it is another document, where its number was recorded before
        #[arg(long, value_name = "REASON", requires = "number")]
        again: Option<Text>,
        #[command(flatten)]
        lines: LineArgs,
    },
}

/// A document of several lines.
#[derive(Debug, Args)]
pub(super) struct LineArgs {
    /// A line of a document over several commissions, with its VAT; may be repeated: 41=30.00,vat=4.47
    #[arg(long = "line", value_name = "COMMISSION=AMOUNT", help_heading = "A document of several lines",
          requires = "provider", requires = "number", conflicts_with_all = ["commission", "amount", "vat"])]
    lines: Vec<DocumentLine>,
    /// Whose document it is
    #[arg(long, value_name = "PROVIDER", help_heading = "A document of several lines", requires = "lines")]
    provider: Option<String>,
    /// What it comes to; another sum of its lines is refused
    #[arg(
        long,
        value_name = "AMOUNT",
        help_heading = "A document of several lines",
        requires = "lines",
        allow_negative_numbers = true
    )]
    total: Option<Amount>,
}

impl LineArgs {
    /// The document, where there is one.
    fn given(self, globals: &Globals, number: &Option<Text>, again: &Option<Text>) -> Option<DocumentGiven> {
        let (provider, number) = (self.provider?, number.clone()?);
        let (lines, total, again) = (self.lines, self.total, again.clone());
        let (on, note) = (globals.on, globals.note.clone());
        Some(DocumentGiven { provider, number, lines, total, again, on, note, evidence: None })
    }
}

/// Payments.
#[derive(Debug, Subcommand)]
pub(super) enum PaymentCommand {
    /// Record a payment, on one commission or of a whole invoice
    Record {
        /// The commission's number
        #[arg(required_unless_present = "number")]
        commission: Option<i64>,
        /// How much [default: all that is owed]
        #[arg(allow_negative_numbers = true)]
        amount: Option<Amount>,
        /// The invoice that is paid, with all its lines
        #[arg(long, requires = "provider", conflicts_with_all = ["commission", "amount"])]
        number: Option<Text>,
        /// Whose invoice it is
        #[arg(long, value_name = "PROVIDER", requires = "number")]
        provider: Option<String>,
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
        into: IntoAccountArgs,
    },
}

pub(super) fn invoice(globals: &Globals, command: InvoiceCommand) -> Done {
    let (commission, amount, vat, number, again, last, lines, evidence) = match command {
        InvoiceCommand::Import(args) => return of_file(globals, args),
        InvoiceCommand::Record { commission, amount, vat, number, again, last, lines, evidence } => {
            (commission, amount, vat, number, again, last, lines, evidence)
        }
    };
    if let Some(mut document) = lines.given(globals, &number, &again) {
        document.lines.iter_mut().for_each(|line| line.last |= last);
        document.evidence = evidence;
        return carry_out(globals, &InvoiceOf(document));
    }
    let (commission, amount) = alone(commission, amount);
    let (on, note) = (globals.on, globals.note.clone());
    carry_out(globals, &InvoiceRecord { commission, amount, vat, number, again, last, on, note, evidence })
}

fn of_file(globals: &Globals, args: FileArgs) -> Done {
    let FileArgs { file, commission, lines, provider, vat, last, again } = args;
    let source = Source::Path(file);
    let bytes = invoice::load(&source).context(NothingRecorded)?;
    let read = invoice::read(&bytes, &source.name()).context(NothingRecorded)?;
    let (credit, sha256) = (read.credit, hex(&Sha256::digest(&bytes)));
    let (on, note) = (globals.on, globals.note.clone());
    let given = FileGiven { file: read, sha256, commission, lines, provider, vat, last, again, on, note };
    if credit { carry_out(globals, &CreditNoteOf(given)) } else { carry_out(globals, &InvoiceOf(given)) }
}

pub(super) fn credit_note(globals: &Globals, command: CreditNoteCommand) -> Done {
    let CreditNoteCommand::Record { commission, amount, vat, number, again, lines } = command;
    if let Some(document) = lines.given(globals, &number, &again) {
        return carry_out(globals, &CreditNoteOf(document));
    }
    let (commission, amount) = alone(commission, amount);
    let (on, note) = (globals.on, globals.note.clone());
    carry_out(globals, &CreditNoteRecord { commission, amount, vat, number, again, on, note })
}

/// What a document of one line is on, and its amount.
fn alone(commission: Option<i64>, amount: Option<Amount>) -> (i64, Amount) {
    commission.zip(amount).expect("clap asks for both where no line is given")
}

pub(super) fn payment(globals: &Globals, command: PaymentCommand) -> Done {
    let PaymentCommand::Record { commission, amount, number, provider, practitioner, paid } = command;
    let (paid, on, note) = (paid.paid(), globals.on, globals.note.clone());
    if let Some((provider, number)) = provider.zip(number) {
        return carry_out(globals, &InvoicePayment { provider, number, paid, practitioner, on, note });
    }
    let commission = commission.expect("clap asks for it where no invoice is named");
    carry_out(globals, &PaymentRecord { commission, amount, paid, practitioner, on, note })
}

pub(super) fn refund(globals: &Globals, command: RefundCommand) -> Done {
    let RefundCommand::Record { commission, amount, vat, into } = command;
    let (on, note) = (globals.on, globals.note.clone());
    carry_out(globals, &RefundRecord { commission, amount, vat, account: into.account(), on, note })
}
