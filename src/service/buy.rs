//! The everyday purchase: commissioned, delivered and paid in one step.

use serde::Serialize;

use super::commission::CommissionRequest;
use super::receipt::ReceiptFile;
use super::{Reply, Result, UnitOfWork, UseCase, document};
use domain::plan::{self, Document};
use domain::{AccountName, Action, Day, Draft, EntryKind, Text};

/// Buys something for a child.
#[derive(Clone, Debug, Serialize)]
pub struct Buy {
    #[serde(flatten)]
    pub commission: CommissionRequest,
    pub account: Option<AccountName>,
    pub invoice: Option<Text>,
    /// Why it is another document, although its number was recorded before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub again: Option<Text>,
    pub on: Option<Day>,
    pub note: Option<Text>,
    /// What shows it; left out of the request where there is none, as it was before there could be one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receipt: Option<ReceiptFile>,
}

impl UseCase for Buy {
    const KIND: &'static str = "buy";
    const ACTION: Action = Action::Purchase;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let on = work.on(self.on);
        let facts = self.commission.facts(work, on)?;
        let paid_from = work.paid_from(self.account.as_ref())?;
        let mut again = None;
        if let Some(number) = &self.invoice {
            let document = Document {
                kind: EntryKind::Buy,
                number,
                commission: None,
                child: &self.commission.child,
                provider: &facts.provider.code,
                amount: self.commission.amount,
            };
            let of = (facts.budget.child.id, facts.provider.id);
            again = document::refuse_recorded(work, &document, of, self.again.as_ref())?;
        }
        let costs = (facts.category.account, work.reader().vat_account()?);
        let draft = plan::buy(&work.calendar, &facts.commissioning(on), costs, &paid_from)?;
        let note = self.note.clone();
        let reference = self.invoice.clone();
        let draft = Draft { note, reference, ..draft };
        let id = work.post(&draft, Some(&facts.terms))?;
        let unneeded = document::keep_reason(work, again, self.again.as_ref())?;
        let mut reply = Reply::new(format!(
            "bought {} for {} from {} on {on}: {} (commission {id})",
            facts.thing(),
            self.commission.child,
            facts.provider.name,
            self.commission.amount.pence().format_pounds(),
        ));
        if let Some(file) = &self.receipt {
            reply.sentence.push_str(&format!("; receipt {}", file.record(work, id)?));
        }
        reply.details.extend(facts.spread());
        reply.warnings = facts.doubts();
        reply.warnings.extend(unneeded);
        work.settle(reply, &facts.budget, &draft)
    }
}
