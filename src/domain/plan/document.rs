//! A provider's document, an invoice or a credit note, is recorded once.

use crate::{Amount, Code, Day, EntryId, EntryKind, Pence, Refusal, Text};

/// A document that is to be recorded.
#[derive(Clone, Debug)]
pub struct Document<'a> {
    pub kind: EntryKind,
    pub number: &'a Text,
    /// The commission it is about; `None` where it comes with a purchase of its own.
    pub commission: Option<EntryId>,
    pub child: &'a Code,
    pub provider: &'a Code,
    /// Gross.
    pub amount: Amount,
}

/// A document of the same provider for the same child that has the same number, without case and blanks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedDocument {
    pub entry: EntryId,
    pub kind: EntryKind,
    pub commission: EntryId,
    pub on: Day,
    /// Gross.
    pub amount: Pence,
    /// What is left invoiced on its commission.
    pub left: Pence,
}

impl Document<'_> {
    /// Refuses what is recorded: the same number on the same commission, or over the same amount. `known`
    /// are those that were not undone; an invoice of which nothing is left may come again.
    ///
    /// # Errors
    /// `INVOICE_ALREADY_RECORDED`.
    pub fn is_new(&self, known: &[RecordedDocument]) -> Result<(), Refusal> {
        let credits = |kind| kind == EntryKind::CreditNoteRecord;
        let same = known.iter().find(|known| {
            credits(known.kind) == credits(self.kind)
                && (Some(known.commission) == self.commission || known.amount == self.amount.pence())
                && (credits(self.kind) || known.left != Pence::ZERO)
        });
        match same {
            None => Ok(()),
            Some(known) => Err(Refusal::InvoiceAlreadyRecorded {
                what: if credits(self.kind) { "credit note" } else { "invoice" },
                number: self.number.clone(),
                provider: self.provider.clone(),
                entry: known.entry,
                on: known.on,
                child: self.child.clone(),
                amount: known.amount,
            }),
        }
    }
}
