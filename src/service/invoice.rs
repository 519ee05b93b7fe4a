//! What providers invoice, and what they take back.

use serde::Serialize;

use super::{Reply, Result, UnitOfWork, UseCase, document};
use domain::plan::{self, Document, Invoice};
use domain::{
    AccountKind, Action, Amount, Budget, Closing, Commission, Day, Draft, EntryId, EntryKind, Pence, Text,
    Transfer,
};

/// A document as it is given.
struct Numbered<'a> {
    kind: EntryKind,
    number: Option<&'a Text>,
    amount: Amount,
    again: Option<&'a Text>,
}

impl<'a> Numbered<'a> {
    /// Refuses one that was recorded before, unless there is a reason: which is returned where it is needed.
    fn refuse_recorded(
        &self,
        work: &UnitOfWork<'_>,
        budget: &Budget,
        commission: &Commission,
    ) -> Result<Option<&'a Text>> {
        let Some(number) = self.number else { return Ok(None) };
        let provider = work.reader().commission_terms(commission.id)?.provider;
        let document = Document {
            kind: self.kind,
            number,
            commission: Some(commission.id),
            child: &budget.child.child_ref,
            provider: &provider,
            amount: self.amount,
        };
        document::refuse_recorded(work, &document, (commission.child, commission.provider), self.again)
    }
}

/// Records an invoice on a commission.
#[derive(Clone, Debug, Serialize)]
pub struct InvoiceRecord {
    pub commission: i64,
    pub amount: Amount,
    pub vat: Option<Pence>,
    pub number: Option<Text>,
    /// Why it is another document, although its number was recorded before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub again: Option<Text>,
    /// No other invoice will come: what is still promised is let go.
    #[serde(rename = "final")]
    pub last: bool,
    pub on: Option<Day>,
    pub note: Option<Text>,
}

impl InvoiceRecord {
    const fn document(&self) -> Numbered<'_> {
        let (kind, number, again) = (EntryKind::InvoiceRecord, self.number.as_ref(), self.again.as_ref());
        Numbered { kind, number, amount: self.amount, again }
    }
}

impl UseCase for InvoiceRecord {
    const KIND: &'static str = "invoice.record";
    const ACTION: Action = Action::Purchase;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let (budget, commission, category) = work.commission(EntryId::new(self.commission))?;
        let again = self.document().refuse_recorded(work, &budget, &commission)?;
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
        let unneeded = document::keep_reason(work, again, self.again.as_ref())?;
        let which = if self.last { "final invoice" } else { "invoice" };
        let reply = Reply::new(format!(
            "recorded {which} of {} on commission {} on {on}; {}",
            self.amount.pence().format_pounds(),
            self.commission,
            owed(commission.owed() + self.amount.pence() - in_kind(&draft)),
        ));
        let reply = Reply { warnings: unneeded.into_iter().collect(), ..reply };
        work.settle(reply, &budget, &draft)
    }
}

/// Records a credit note on a commission.
#[derive(Clone, Debug, Serialize)]
pub struct CreditNoteRecord {
    pub commission: i64,
    pub amount: Amount,
    pub vat: Option<Pence>,
    pub number: Option<Text>,
    /// Why it is another document, although its number was recorded before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub again: Option<Text>,
    pub on: Option<Day>,
    pub note: Option<Text>,
}

impl CreditNoteRecord {
    const fn document(&self) -> Numbered<'_> {
        let (kind, number, again) = (EntryKind::CreditNoteRecord, self.number.as_ref(), self.again.as_ref());
        Numbered { kind, number, amount: self.amount, again }
    }
}

impl UseCase for CreditNoteRecord {
    const KIND: &'static str = "credit-note.record";
    const ACTION: Action = Action::Purchase;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let (budget, commission, _) = work.commission(EntryId::new(self.commission))?;
        let again = self.document().refuse_recorded(work, &budget, &commission)?;
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
        let unneeded = document::keep_reason(work, again, self.again.as_ref())?;
        let then = owed(commission.owed() - self.amount.pence() - in_kind(&draft));
        let reply = Reply::new(format!(
            "recorded credit note of {} on commission {} on {on}; {then}",
            self.amount.pence().format_pounds(),
            self.commission,
        ));
        let reply = Reply { warnings: unneeded.into_iter().collect(), ..reply };
        work.settle(reply, &budget, &draft)
    }
}

/// Says what is owed from now on, in cash.
fn owed(pence: Pence) -> String {
    match pence {
        Pence::ZERO => "nothing is owed".into(),
        pence if pence < Pence::ZERO => format!("the provider owes {} back", (-pence).format_pounds()),
        pence => format!("{} is owed", pence.format_pounds()),
    }
}

/// What of a document is given in kind, or comes back of it.
fn in_kind(draft: &Draft) -> Pence {
    -Transfer::moved(&draft.transfers, |kind| kind == AccountKind::Notional)
}
