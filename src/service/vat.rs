//! What shows the VAT of a purchase; and VAT that the council cannot recover, which becomes a cost.

use serde::Serialize;

use super::{Reply, Result, UnitOfWork, UseCase};
use domain::plan::{self, Recorded, VatPaid};
use domain::{
    AccountKind, Action, Amount, Day, Draft, EntryId, EntryKind, Refusal, Text, Transfer, VatForm, rows,
};

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

/// Says what shows the VAT of an invoice or purchase.
#[derive(Clone, Debug, Serialize)]
pub struct VatEvidence {
    pub entry: i64,
    pub form: VatForm,
}

impl UseCase for VatEvidence {
    const KIND: &'static str = "vat.evidence";
    const ACTION: Action = Action::Purchase;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let entry = EntryId::new(self.entry);
        let document = work.found(work.reader().entry(entry)?, "entry", self.entry)?;
        may_say(work, &document)?;
        let kind = document.kind;
        if !matches!(kind, EntryKind::Buy | EntryKind::InvoiceRecord) {
            return Err(Refusal::NoVatDocument { entry, kind: kind.as_str() }.into());
        }
        if let Some(by) = document.reversed_by {
            return Err(Refusal::AlreadyReversed { entry, by }.into());
        }
        keep_evidence(work, entry, Some(self.form))?;
        let word = match self.form {
            VatForm::VatInvoice => "a full VAT invoice",
            VatForm::Simplified => "a less detailed invoice",
            VatForm::TillReceipt => "a till receipt",
            VatForm::Absent => "nothing",
        };
        let vat = Transfer::moved(&document.transfers, |kind| kind == AccountKind::Vat);
        let left = vat - work.reader().vat_charged(entry)?;
        let to_charge = left.amount().filter(|_| self.form == VatForm::Absent).map(|left| {
            let left = left.pence().format_pounds();
            format!("{left} of VAT cannot be recovered like that: bhlp vat charge {entry} --reason TEXT")
        });
        let unnumbered = self.form == VatForm::VatInvoice && work.reader().entry_texts(entry)?.0.is_none();
        let number = unnumbered.then(|| {
            format!("its number is not recorded: bhlp entry correct {entry} --invoice NUMBER --reason TEXT")
        });
        let reply = Reply::new(format!("{word} shows the VAT of entry {entry}"));
        Ok(Reply { warnings: to_charge.into_iter().chain(number).collect(), ..reply })
    }
}

/// Refuses who neither recorded a purchase nor leads the child's case, unless they move money.
fn may_say(work: &UnitOfWork<'_>, document: &Recorded) -> Result<()> {
    let user = &work.actor;
    if user.role.may(Action::Money) || work.reader().recorded_by(document.id)? == Some(user.id) {
        return Ok(());
    }
    let lead = match document.child {
        Some(child) => work.reader().lead(child)?,
        None => None,
    };
    match lead {
        Some((lead, _)) if lead == user.code => Ok(()),
        _ => {
            Err(Refusal::RoleMayNot { user: user.code.clone(), role: user.role, action: Action::Money }
                .into())
        }
    }
}

/// Keeps what shows the VAT of an invoice or purchase.
pub(super) fn keep_evidence(
    work: &mut UnitOfWork<'_>,
    document_id: EntryId,
    form: Option<VatForm>,
) -> Result<()> {
    if let Some(form) = form {
        work.tx.insert(&rows::VatEvidence { document_id, form })?;
    }
    Ok(())
}
