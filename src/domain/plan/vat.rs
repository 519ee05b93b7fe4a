//! The recoverable VAT in a price: the budget does not bear it, and where there is some it has to be said.
//! What proves irrecoverable afterwards is charged to it.

use super::draw::draw_order;
use super::first::{Calendar, of_child};
use crate::{
    Account, Amount, Budget, Code, Commission, Day, Draft, EntryId, EntryKind, Pence, Pots, Refusal,
    Transfer, VatForm,
};

/// Takes recoverable VAT off an amount; something must be left.
pub(super) fn net_of_vat(amount: Amount, vat: Pence) -> Result<Amount, Refusal> {
    (amount.pence() - vat).amount().ok_or(Refusal::VatNotBelowAmount { vat, amount })
}

/// The VAT in `amount` where it was said; none where there is none in `whole` of the commission. Else it has
/// to be said: its share, to the nearest penny, is proposed.
///
/// # Errors
/// `VAT_UNSAID`.
pub fn vat_in(
    amount: Amount,
    said: Option<Pence>,
    (commission, what): (EntryId, &str),
    (vat, whole): (Pence, Pence),
) -> Result<Pence, Refusal> {
    match said {
        Some(said) => Ok(said),
        None if vat <= Pence::ZERO => Ok(Pence::ZERO),
        None => {
            let (what, share) = (what.to_owned(), vat_share(amount.pence(), (vat, whole)));
            Err(Refusal::VatUnsaid { commission, what, vat, share })
        }
    }
}

/// The share of an amount in the VAT of a whole, to the nearest penny.
pub fn vat_share(amount: Pence, (vat, whole): (Pence, Pence)) -> Pence {
    let [amount, part, whole] = [amount, vat, whole].map(|pence| i128::from(pence.get()));
    let share = (2 * amount * part + whole) / (2 * whole);
    i64::try_from(share).map_or(vat, Pence::new)
}

/// What is known of the VAT of something bought before it is recorded.
#[derive(Clone, Copy, Debug)]
pub struct VatGiven {
    pub vat: Pence,
    /// By the policy, none is recovered in the category.
    pub never: bool,
    /// What shows it, where that is said.
    pub form: Option<VatForm>,
    /// A private person was paid at once, without an invoice.
    pub paid_back: bool,
}

impl VatGiven {
    /// Refuses VAT that can never be recovered: the budget bears it.
    ///
    /// # Errors
    /// `VAT_NOT_RECOVERABLE`.
    pub fn recoverable(self) -> Result<(), Refusal> {
        let why = match self {
            Self { vat, .. } if vat <= Pence::ZERO => return Ok(()),
            Self { never: true, .. } => "by the policy none is in this category",
            Self { form: Some(VatForm::Absent), .. } => "no document shows it",
            Self { paid_back: true, .. } => {
                "a private person was paid without an invoice; where there is one, give its number"
            }
            _ => return Ok(()),
        };
        Err(Refusal::VatNotRecoverable { vat: self.vat, why })
    }
}

/// An invoice or purchase, as far as its VAT goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VatPaid {
    pub entry: EntryId,
    pub kind: EntryKind,
    pub on: Day,
    pub vat: Pence,
    /// What of it was charged, and not taken back.
    pub charged: Pence,
    pub reversed_by: Option<EntryId>,
}

/// Plans charging VAT that cannot be recovered: it was paid, so the child bears it even where its budget is
/// closed, the commission ended, a cap reached or the pilot over. It is drawn as for the purchase, from cash;
/// what the child has not, comes out of the pools of the same funds.
///
/// # Errors
/// The day; what is no document, or was undone; more than it has left; funds that have not so much.
pub fn charge_vat(
    calendar: &Calendar,
    budget: &Budget,
    (commission, category): (&Commission, &Code),
    vat_account: Account,
    on: Day,
    document: &VatPaid,
    amount: Option<Amount>,
) -> Result<Draft, Refusal> {
    calendar.admits(on)?;
    let VatPaid { entry, kind, .. } = *document;
    if !matches!(kind, EntryKind::Buy | EntryKind::InvoiceRecord) {
        return Err(Refusal::NoVatDocument { entry, kind: kind.as_str() });
    }
    if let Some(by) = document.reversed_by {
        return Err(Refusal::AlreadyReversed { entry, by });
    }
    if on < document.on {
        let (before, before_on) = ("what it is of", document.on);
        return Err(Refusal::DaysOutOfOrder { what: "the charge", on, before, before_on });
    }
    // Credit notes and refunds may have taken some of it back.
    let left = (document.vat - document.charged).min(commission.recovered().0);
    let asked = amount.map_or(left, Amount::pence);
    let Some(amount) = asked.amount().filter(|_| asked <= left) else {
        return Err(Refusal::VatChargeTooMuch { entry, left, asked });
    };
    let mut transfers = drawn_or_fed(budget, (commission, category), amount)?;
    transfers.push(Transfer::new(commission.cost, vat_account, amount));
    let draft = Draft::new(EntryKind::VatCharge, on, transfers);
    Ok(of_child(budget, Draft { commission: Some(commission.id), ..draft }))
}

/// The budget book's side of what was spent already: out of what is available, beyond that out of the pools.
pub(super) fn drawn_or_fed(
    budget: &Budget,
    (commission, category): (&Commission, &Code),
    amount: Amount,
) -> Result<Vec<Transfer>, Refusal> {
    let fits = |pots: &&Pots| {
        let fund = &pots.fund;
        fund.in_kind.is_none() && fund.is_for(&budget.child, commission.category)
    };
    let order: Vec<&Pots> = draw_order(budget, commission.placed_on).into_iter().filter(fits).collect();
    let mut wanted = amount.pence();
    let mut transfers = Vec::with_capacity(2);
    for pots in &order {
        if let Some(part) = wanted.min(pots.available.balance).amount() {
            transfers.push(Transfer::new(pots.spent.account, pots.available.account, part));
            wanted -= part.pence();
        }
    }
    for pots in &order {
        if let Some(part) = wanted.min(pots.pool.balance).amount() {
            transfers.push(Transfer::new(pots.available.account, pots.pool.account, part));
            transfers.push(Transfer::new(pots.spent.account, pots.available.account, part));
            wanted -= part.pence();
        }
    }
    match (wanted, order.first()) {
        (Pence::ZERO, _) => Ok(transfers),
        (_, first) => Err(Refusal::VatChargeUnfunded {
            child: budget.child.child_ref.clone(),
            category: category.clone(),
            fund: first.map_or_else(|| budget.pots[0].fund.code.clone(), |pots| pots.fund.code.clone()),
            asked: amount,
            there: amount.pence() - wanted,
        }),
    }
}
