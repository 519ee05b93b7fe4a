//! What providers invoice, and what they take back.

use serde::Serialize;

use super::{Reply, Result, UnitOfWork, UseCase};
use domain::plan::{self, Invoice};
use domain::{Action, Amount, Closing, Day, Draft, EntryId, Pence, Refusal, Text};

/// Records an invoice on a commission.
#[derive(Clone, Debug, Serialize)]
pub struct InvoiceRecord {
    pub commission: i64,
    pub amount: Amount,
    pub vat: Pence,
    pub number: Option<Text>,
    /// No other invoice will come: what is still promised is let go.
    #[serde(rename = "final")]
    pub last: bool,
    pub on: Option<Day>,
    pub note: Option<Text>,
}

impl UseCase for InvoiceRecord {
    const KIND: &'static str = "invoice.record";
    const ACTION: Action = Action::Purchase;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let (budget, commission, category) = work.commission(EntryId::new(self.commission))?;
        if let Some(number) = &self.number
            && let Some(entry) = work.reader().invoice_numbered(&commission, number)?
        {
            let (commission, number) = (commission.id, number.to_string());
            return Err(Refusal::InvoiceAlreadyRecorded { commission, number, entry }.into());
        }
        let on = work.on(self.on);
        let invoice = Invoice {
            amount: self.amount,
            vat: self.vat,
            number: self.number.clone(),
            last: if self.last { Closing::Closed } else { Closing::Unchanged },
        };
        if let Some(tariff) = work.reader().tariff(commission.id)? {
            tariff.admits(&commission, invoice.amount, self.last)?;
        }
        let vat_account = work.reader().vat_account()?;
        let authority = work.authority_over(&commission, on)?;
        let what = (&category, &authority);
        let draft = plan::invoice(&work.calendar, &budget, &commission, what, vat_account, on, &invoice)?;
        let draft = Draft { note: self.note.clone(), ..draft };
        work.post(&draft, None)?;
        let which = if self.last { "final invoice" } else { "invoice" };
        let reply = Reply::new(format!(
            "recorded {which} of {} on commission {} on {on}; {} is owed",
            self.amount.pence().format_pounds(),
            self.commission,
            (commission.owed() + self.amount.pence()).format_pounds(),
        ));
        work.settle(reply, &budget, &draft)
    }
}

/// Records a credit note on a commission.
#[derive(Clone, Debug, Serialize)]
pub struct CreditNoteRecord {
    pub commission: i64,
    pub amount: Amount,
    pub vat: Pence,
    pub number: Option<Text>,
    pub on: Option<Day>,
    pub note: Option<Text>,
}

impl UseCase for CreditNoteRecord {
    const KIND: &'static str = "credit-note.record";
    const ACTION: Action = Action::Purchase;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let (budget, commission, _) = work.commission(EntryId::new(self.commission))?;
        let on = work.on(self.on);
        let invoice = Invoice {
            amount: self.amount,
            vat: self.vat,
            number: self.number.clone(),
            last: Closing::Unchanged,
        };
        let vat_account = work.reader().vat_account()?;
        let draft = plan::credit_note(&work.calendar, &budget, &commission, vat_account, on, &invoice)?;
        let draft = Draft { note: self.note.clone(), ..draft };
        work.post(&draft, None)?;
        let owed = commission.owed() - self.amount.pence();
        let then = if owed < Pence::ZERO {
            format!("the provider owes {} back", (-owed).format_pounds())
        } else {
            format!("{} is owed", owed.format_pounds())
        };
        let reply = Reply::new(format!(
            "recorded credit note of {} on commission {} on {on}; {then}",
            self.amount.pence().format_pounds(),
            self.commission,
        ));
        work.settle(reply, &budget, &draft)
    }
}
