//! The everyday purchase: ordered, delivered and paid in one step.

use serde::Serialize;

use super::commission::Wanted;
use super::evidence::ReceiptFile;
use super::{Desk, Receipt, Result, UseCase};
use domain::plan;
use domain::{AccountName, Action, Day, Draft, Text};

/// Buys something for a child.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the fields are what their types say")]
pub struct Buy {
    #[serde(flatten)]
    pub wanted: Wanted,
    pub account: Option<AccountName>,
    pub invoice: Option<Text>,
    pub on: Option<Day>,
    pub note: Option<Text>,
    /// What shows it; left out of the request where there is none, as it was before there could be one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receipt: Option<ReceiptFile>,
}

impl UseCase for Buy {
    const KIND: &'static str = "buy";
    const ACTION: Action = Action::Purchase;

    fn carry_out(&self, desk: &mut Desk<'_>) -> Result<Receipt> {
        let on = desk.on(self.on);
        let facts = self.wanted.facts(desk, on)?;
        let paid_from = desk.own_account(self.account.as_ref())?;
        let costs = (facts.category.account, desk.look().vat_account()?);
        let draft = plan::buy(&desk.calendar, &facts.purchase(on), costs, paid_from)?;
        let note = self.note.clone();
        let reference = self.invoice.clone();
        let draft = Draft { note, reference, ..draft };
        let id = desk.post(&draft, Some(&facts.terms))?;
        let mut receipt = Receipt::new(format!(
            "bought {} for {} from {} on {on}: {} (commission {id})",
            facts.thing(),
            self.wanted.child,
            facts.provider.name,
            self.wanted.amount.pence().spoken(),
        ));
        if let Some(file) = &self.receipt {
            receipt.sentence.push_str(&format!("; receipt {}", file.record(desk, id)?));
        }
        receipt.warnings = facts.doubts();
        desk.settle(receipt, &facts.budget, &draft)
    }
}
