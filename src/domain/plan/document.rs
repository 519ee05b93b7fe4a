//! A provider's document, an invoice or a credit note, is recorded once; it may have several lines.

use crate::{Amount, Code, Day, EntryId, EntryKind, Pence, Refusal, Text};

/// A document that is to be recorded.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    pub kind: EntryKind,
    pub number: &'a Text,
    pub provider: &'a Code,
}

/// A line that stands of a provider's documents of one number, without case and blanks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordedLine {
    /// The first entry of its document, whether that stands or not.
    pub document: EntryId,
    pub entry: EntryId,
    pub kind: EntryKind,
    pub commission: EntryId,
    pub on: Day,
    /// Gross.
    pub amount: Pence,
}

/// What is called a credit note, and what an invoice.
const fn called(kind: EntryKind) -> &'static str {
    if matches!(kind, EntryKind::CreditNoteRecord) { "credit note" } else { "invoice" }
}

impl Document<'_> {
    /// Refuses a number that is recorded: `known` are the lines of it that stand, in order. Credit notes have
    /// numbers of their own.
    ///
    /// # Errors
    /// `INVOICE_ALREADY_RECORDED`.
    pub fn is_new(&self, known: &[RecordedLine]) -> Result<(), Refusal> {
        let what = called(self.kind);
        let Some(first) = known.iter().find(|line| called(line.kind) == what) else { return Ok(()) };
        let of_it = known.iter().filter(|line| line.document == first.document);
        Err(Refusal::InvoiceAlreadyRecorded {
            what,
            number: self.number.clone(),
            provider: self.provider.clone(),
            entry: first.entry,
            on: first.on,
            amount: of_it.map(|line| line.amount).sum(),
        })
    }

    /// Adds up the lines of a document, each with its commission and that one's provider.
    ///
    /// # Errors
    /// A commission of another provider; another sum than the document says.
    pub fn total<'l>(
        &self,
        lines: impl IntoIterator<Item = (EntryId, &'l Code, Amount)>,
        said: Option<Amount>,
    ) -> Result<Amount, Refusal> {
        let mut sum = Pence::ZERO;
        for (commission, provider, amount) in lines {
            if provider != self.provider {
                let (found, provider) = (provider.clone(), self.provider.clone());
                return Err(Refusal::LineOfAnother { commission, found, provider });
            }
            sum += amount.pence();
        }
        match (sum.amount(), said) {
            (Some(sum), None) => Ok(sum),
            (Some(sum), Some(said)) if sum == said => Ok(sum),
            (_, said) => {
                Err(Refusal::DocumentSumDiffers { sum, said: said.map_or(Pence::ZERO, Amount::pence) })
            }
        }
    }
}
