//! Paying a provider, and getting money back.

use super::commission::{after_placing, decided};
use super::first::{Calendar, after_opening, of_child};
use super::in_kind::PaidFrom;
use super::invoice::take_back;
use super::vat::vat_share;
use crate::{Account, Amount, Budget, Commission, Day, Draft, EntryKind, Pence, Refusal, Transfer};

/// Plans a payment of what a provider is owed on a commission. What is given in kind was never owed.
///
/// # Errors
/// The day; more than is owed; an account that pays nothing.
pub fn pay(
    calendar: &Calendar,
    commission: &Commission,
    on: Day,
    amount: Option<Amount>,
    paid_from: &PaidFrom,
) -> Result<Draft, Refusal> {
    calendar.admits(on)?;
    decided(commission)?;
    after_placing(commission, "the payment", on)?;
    let owed = commission.owed();
    let asked = amount.map_or(owed, Amount::pence);
    let amount = match asked.amount() {
        Some(amount) if asked <= owed => amount,
        _ => {
            return Err(Refusal::PaymentExceedsOwed { commission: commission.id, owed, asked });
        }
    };
    let transfers = vec![Transfer::new(commission.creditor, paid_from.cash()?, amount)];
    let draft = Draft::new(EntryKind::PaymentRecord, on, transfers);
    Ok(Draft { child: Some(commission.child), commission: Some(commission.id), ..draft })
}

/// Plans money back from a provider. What the provider owes by an earlier credit note is settled
/// first; the rest takes back the cost, so the budget has it again. Where the council recovered VAT on it,
/// how much of the rest is VAT has to be said: taking none back would claim too much.
///
/// # Errors
/// The day; an account that holds no cash; more cash than was paid; VAT; more than the commission cost.
pub fn refund(
    calendar: &Calendar,
    budget: &Budget,
    commission: &Commission,
    vat_account: Account,
    on: Day,
    (amount, vat): (Amount, Option<Pence>),
    paid_into: &PaidFrom,
) -> Result<Draft, Refusal> {
    calendar.admits(on)?;
    after_opening(budget, on)?;
    after_placing(commission, "the refund", on)?;
    let paid_into = paid_into.cash()?;
    let in_kind = budget.in_kind(commission);
    let paid = commission.paid - in_kind;
    if amount.pence() > paid {
        let commission = commission.id;
        return Err(Refusal::RefundExceedsPaid { commission, paid, asked: amount });
    }
    let owed_by_provider = (-commission.owed()).max(Pence::ZERO);
    let settled = amount.pence().min(owed_by_provider);
    let mut transfers = Vec::new();
    match (amount.pence() - settled).amount() {
        Some(cost) => {
            let in_cash = commission.spent() - in_kind;
            let what = match settled {
                Pence::ZERO => "the refund".to_owned(),
                _ => format!("the {} that no credit note had told of", cost.pence().format_pounds()),
            };
            if settled > Pence::ZERO && cost.pence() <= commission.invoiced {
                of_the_rest(commission, (&what, cost), vat)?;
            }
            transfers = take_back((budget, commission), vat_account, paid_into, (&what, cost, vat), in_cash)?;
        }
        // All of it settles credit notes, which took back their VAT.
        None => {
            if let Some(asked) = vat.filter(|vat| *vat != Pence::ZERO) {
                let (commission, left) = (commission.id, Pence::ZERO);
                return Err(Refusal::CreditExceedsCost { commission, left, asked });
            }
        }
    }
    if let Some(settled) = settled.amount() {
        transfers.push(Transfer::new(paid_into, commission.creditor, settled));
    }
    let draft = Draft::new(EntryKind::RefundRecord, on, transfers);
    Ok(of_child(budget, Draft { commission: Some(commission.id), ..draft }))
}

/// Refuses as the VAT of a rest what may be that of the whole: more than its share, but for a penny of
/// rounding.
fn of_the_rest(
    commission: &Commission,
    (what, rest): (&str, Amount),
    said: Option<Pence>,
) -> Result<(), Refusal> {
    let (vat, whole) = commission.recovered();
    let share = vat_share(rest.pence(), (vat, whole));
    match said {
        Some(said) if vat > Pence::ZERO && said > share + Pence::new(1) => {
            let (commission, what) = (commission.id, what.to_owned());
            Err(Refusal::VatUnsaid { commission, what, vat, share })
        }
        _ => Ok(()),
    }
}
