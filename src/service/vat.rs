//! VAT that the council cannot recover becomes a cost of the child it was paid for.

use serde::Serialize;

use super::{Reply, Result, UnitOfWork, UseCase};
use domain::plan::{self, VatPaid};
use domain::{AccountKind, Action, Amount, Day, Draft, EntryId, Refusal, Text, Transfer, rows};

/// Charges VAT of an invoice or purchase that cannot be recovered.
#[derive(Clone, Debug, Serialize)]
pub struct VatCharge {
    pub entry: i64,
    /// All that is not charged yet, where nothing is said.
    pub amount: Option<Amount>,
    pub reason: Text,
    pub on: Option<Day>,
}

impl UseCase for VatCharge {
    const KIND: &'static str = "vat.charge";
    const ACTION: Action = Action::Money;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let entry = EntryId::new(self.entry);
        let document = work.found(work.reader().entry(entry)?, "entry", self.entry)?;
        let (kind, on) = (document.kind, document.effective_on);
        let of = document.commission.ok_or(Refusal::NoVatDocument { entry, kind: kind.as_str() })?;
        let paid = VatPaid {
            entry,
            kind,
            on,
            vat: Transfer::moved(&document.transfers, |kind| kind == AccountKind::Vat),
            charged: work.reader().vat_charged(entry)?,
            reversed_by: document.reversed_by,
        };
        let (budget, commission, category) = work.commission(of)?;
        let vat_account = work.reader().vat_account()?;
        let on = work.on(self.on);
        let what = (&commission, &category);
        let draft = plan::charge_vat(&work.calendar, &budget, what, vat_account, on, &paid, self.amount)?;
        let draft = Draft { note: Some(self.reason.clone()), ..draft };
        work.post(&draft, None)?;
        work.tx.insert(&rows::VatCharge { document_id: entry })?;
        let charged = -Transfer::moved(&draft.transfers, |kind| kind == AccountKind::Vat);
        let from_pools = -Transfer::moved(&draft.transfers, |kind| kind == AccountKind::Pool);
        let rest = from_pools.amount().map_or_else(String::new, |rest| {
            format!("; {} of it from the pools of the funds", rest.pence().format_pounds())
        });
        let reply = Reply::new(format!(
            "charged {} of the VAT of entry {entry} to {} on {on}, as a cost of commission {of}{rest}",
            charged.format_pounds(),
            budget.child.child_ref,
        ));
        work.settle(reply, &budget, &draft)
    }
}
