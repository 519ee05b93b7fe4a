//! The everyday purchase: commissioned, delivered and paid in one step.

use serde::Serialize;

use super::commission::CommissionRequest;
use super::hands::spent_at_once;
use super::payment::accounts_of;
use super::receipt::ReceiptFile;
use super::vat::keep_evidence;
use super::{PaidWith, Reply, Result, UnitOfWork, UseCase, document};
use domain::plan::{self, Document, VatGiven};
use domain::{Action, Amount, Day, Draft, EntryId, EntryKind, Pence, Text, VatForm, rows};

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
        Ok(self.write(work, LineOf::Nothing)?.1)
    }
}

/// What a purchase is a line of.
#[derive(Clone, Copy, Debug)]
pub(super) enum LineOf<'a> {
    /// It stands alone.
    Nothing,
    /// What stands in the place of a line that was undone.
    Replaced(Option<&'a rows::DocumentLine>),
    /// What children share: the first line, with the price in all.
    First(Amount),
    /// A line after it.
    Next(Amount),
}

impl Buy {
    /// Writes the purchase; answers its number and what is said of it.
    pub(super) fn write(&self, work: &mut UnitOfWork<'_>, of: LineOf<'_>) -> Result<(EntryId, Reply)> {
        let on = work.on(self.on);
        let facts = self.commission.facts(work, on)?;
        let payer = self.paid.payer(work, &facts.practitioner)?;
        let mut again = None;
        let says_number = !matches!(of, LineOf::Next(_) | LineOf::Replaced(Some(_)));
        if let Some(number) = self.invoice.as_ref().filter(|_| says_number) {
            let document = Document { kind: EntryKind::Buy, number, provider: &facts.provider.code };
            again = document::refuse_recorded(work, &document, facts.provider.id, self.again.as_ref())?;
        }
        let asked = self.commission.vat != Pence::ZERO && self.invoice.is_none();
        let paid_back = asked && work.reader().is_individual(facts.provider.id)?;
        let vat = VatGiven { paid_back, form: self.evidence, ..facts.vat() };
        let costs = (facts.category.account, work.reader().vat_account()?);
        let draft = plan::buy(&work.calendar, &facts.commissioning(on), costs, &payer.from)?;
        if let LineOf::First(price) | LineOf::Next(price) = of {
            facts.authority.allow_shared(price)?;
        }
        vat.recoverable()?;
        let note = self.note.clone();
        let reference = self.invoice.clone();
        let transfers = payer.share(draft.transfers)?;
        let draft = Draft { note, reference, transfers, ..draft };
        let id = work.post(&draft, Some(&facts.terms))?;
        keep_evidence(work, id, self.evidence)?;
        if let LineOf::Replaced(place) = of {
            document::put_in_place(work, place)?;
        }
        let unneeded = document::keep_reason(work, again, self.again.as_ref().filter(|_| says_number))?;
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
            reply.sentence.push_str(&format!("; receipt {}", file.record(work, id, None)?));
        }
        reply.details.extend(facts.spread());
        reply.warnings = facts.doubts();
        let payee = (facts.provider.id, &facts.provider.code);
        reply.warnings.extend(spent_at_once(work, facts.budget.child.id, payee, on)?);
        reply.warnings.extend(unneeded);
        Ok((id, work.settle(reply, &facts.budget, &draft)?))
    }
}
