//! The everyday purchase: commissioned, delivered and paid in one step.

use serde::Serialize;

use super::commission::CommissionRequest;
use super::payment::accounts_of;
use super::receipt::ReceiptFile;
use super::vat::keep_evidence;
use super::{PaidWith, Reply, Result, UnitOfWork, UseCase, document};
use domain::plan::{self, Document, VatGiven};
use domain::{Action, Day, Draft, EntryKind, Pence, Text, VatForm};

/// Buys something for a child.
#[derive(Clone, Debug, Serialize)]
pub struct Buy {
    #[serde(flatten)]
    pub commission: CommissionRequest,
    #[serde(flatten)]
    pub paid: PaidWith,
    pub invoice: Option<Text>,
    /// Why it is another document, although its number was recorded before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub again: Option<Text>,
    pub on: Option<Day>,
    pub note: Option<Text>,
    /// What shows it; left out of the request where there is none, as it was before there could be one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receipt: Option<ReceiptFile>,
    /// What shows its VAT.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<VatForm>,
}

impl UseCase for Buy {
    const KIND: &'static str = "buy";
    const ACTION: Action = Action::Purchase;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let on = work.on(self.on);
        let facts = self.commission.facts(work, on)?;
        let payer = self.paid.payer(work, &facts.practitioner)?;
        let mut again = None;
        if let Some(number) = &self.invoice {
            let document = Document { kind: EntryKind::Buy, number, provider: &facts.provider.code };
            again = document::refuse_recorded(work, &document, facts.provider.id, self.again.as_ref())?;
        }
        let asked = self.commission.vat != Pence::ZERO && self.invoice.is_none();
        let paid_back = asked && work.reader().is_individual(facts.provider.id)?;
        let vat = VatGiven { paid_back, form: self.evidence, ..facts.vat() };
        let costs = (facts.category.account, work.reader().vat_account()?);
        let draft = plan::buy(&work.calendar, &facts.commissioning(on), costs, &payer.from)?;
        vat.recoverable()?;
        let note = self.note.clone();
        let reference = self.invoice.clone();
        let transfers = payer.share(draft.transfers)?;
        let draft = Draft { note, reference, transfers, ..draft };
        let id = work.post(&draft, Some(&facts.terms))?;
        keep_evidence(work, id, self.evidence)?;
        let unneeded = document::keep_reason(work, again, self.again.as_ref())?;
        let mut reply = Reply::new(format!(
            "bought {} for {} from {} on {on}: {} (commission {id})",
            facts.thing(),
            self.commission.child,
            facts.provider.name,
            self.commission.amount.pence().format_pounds(),
        ));
        let paid_from = accounts_of(work, &draft)?;
        if !paid_from.is_empty() {
            reply.sentence.push_str(&format!(", paid from {paid_from}"));
        }
        if let Some(file) = &self.receipt {
            reply.sentence.push_str(&format!("; receipt {}", file.record(work, id)?));
        }
        reply.details.extend(facts.spread());
        reply.warnings = facts.doubts();
        reply.warnings.extend(unneeded);
        work.settle(reply, &facts.budget, &draft)
    }
}
