//! Changing and letting go of what was commissioned.

use super::draw::{Direction, draw, over_shares};
use super::first::{Calendar, after_opening, not_closed, of_child};
use super::rules::{Ask, Authority};
use super::vat::{net_of_vat, vat_in};
use crate::{
    Amount, Budget, Closing, Code, Commission, Day, Draft, EntryKind, Pence, Refusal, Share, Transfer,
};

/// Plans a new total for a commission: what is not yet used is promised anew.
///
/// A greater total that is above the limit and above what was approved asks for approval anew.
///
/// # Errors
/// The day; a closed budget or commission, or one that waits; a total below what was used; no
/// change; for more of it a provider from whom nothing new is commissioned, a category that is no longer
/// allowed, its cap, `BUDGET_EXCEEDED`.
pub fn amend(
    calendar: &Calendar,
    budget: &Budget,
    commission: &Commission,
    (category, provider): (&Code, &Code),
    authority: &Authority,
    on: Day,
    (amount, vat): (Amount, Option<Pence>),
) -> Result<(Draft, Option<Ask>), Refusal> {
    calendar.admits(on)?;
    not_closed(budget)?;
    after_opening(budget, on)?;
    still_open(commission)?;
    decided(commission)?;
    after_placing(commission, "the change", on)?;
    let of = (commission.id, "the new total");
    let vat = vat_in(amount, vat, of, commission.vat_known())?;
    let net = net_of_vat(amount, vat)?;
    let committed = commission.committed();
    let would_be = net.pence() - commission.spent();
    if would_be < Pence::ZERO {
        let (commission, used, asked) = (commission.id, commission.spent(), net.pence());
        return Err(Refusal::AmountBelowUsed { commission, used, asked });
    }
    let mut ask = None;
    let transfers = match (would_be - committed).amount() {
        // More of a commission is commissioned anew.
        Some(more) => {
            calendar.commits(on)?;
            authority.may_supply(provider)?;
            authority.allows(category, on)?;
            authority.within_cap(&budget.child.child_ref, category, more.pence())?;
            ask = authority.ask(amount, commission.limit, commission.approved);
            draw(budget, (commission.category, category), on, more)?
                .into_iter()
                .map(|(pots, part)| Transfer::new(pots.committed.account, pots.available.account, part))
                .collect()
        }
        None => release(budget, commission, committed - would_be),
    };
    if transfers.is_empty() {
        return Err(Refusal::NothingToAmend { commission: commission.id, committed });
    }
    if vat != Pence::ZERO && all_in_kind(budget, commission, &transfers) {
        return Err(Refusal::VatInKind { vat });
    }
    let draft = Draft::new(EntryKind::CommissionAmend, on, transfers);
    Ok((of_child(budget, Draft { commission: Some(commission.id), ..draft }), ask))
}

/// Tells whether nothing of a commission is of a fund of cash, once money has moved.
fn all_in_kind(budget: &Budget, commission: &Commission, transfers: &[Transfer]) -> bool {
    let mut after = commission.clone();
    after.follow(transfers, |account| {
        let of = budget.pots.iter().find(|pots| pots.committed.account == *account);
        of.expect("a commission is promised from the child's own pots").fund.id
    });
    let has_some = |share: &&Share| share.committed + share.spent != Pence::ZERO;
    let mut funds = after.shares.iter().filter(has_some).filter_map(|share| budget.pots_of(share.fund));
    funds.all(|pots| pots.fund.in_kind.is_some())
}

/// Plans letting go of all that is still promised.
///
/// # Errors
/// The day; a commission closed already or with nothing promised.
pub fn cancel(
    calendar: &Calendar,
    budget: &Budget,
    commission: &Commission,
    on: Day,
) -> Result<Draft, Refusal> {
    calendar.admits(on)?;
    after_opening(budget, on)?;
    still_open(commission)?;
    after_placing(commission, "the cancellation", on)?;
    let committed = commission.committed();
    let transfers = release(budget, commission, committed);
    if transfers.is_empty() {
        return Err(Refusal::NothingToAmend { commission: commission.id, committed });
    }
    let draft = Draft::new(EntryKind::CommissionCancel, on, transfers);
    Ok(of_child(budget, Draft { commission: Some(commission.id), closing: Closing::Closed, ..draft }))
}

/// Money back from committed to available, pooled money first.
pub(super) fn release(budget: &Budget, commission: &Commission, amount: Pence) -> Vec<Transfer> {
    over_shares(budget, commission, |share| share.committed, amount, Direction::Back)
        .into_iter()
        .map(|(pots, part)| Transfer::new(pots.available.account, pots.committed.account, part))
        .collect()
}

/// Refuses a commission that had its final invoice or was cancelled.
pub(super) fn still_open(commission: &Commission) -> Result<(), Refusal> {
    match commission.closed_by {
        Some(closed_by) => Err(Refusal::CommissionClosed { commission: commission.id, closed_by }),
        None => Ok(()),
    }
}

/// Refuses a commission that waits for approval.
pub(super) fn decided(commission: &Commission) -> Result<(), Refusal> {
    match commission.waiting {
        Some(request) => Err(Refusal::ApprovalPending { commission: commission.id, request }),
        None => Ok(()),
    }
}

/// Refuses a day before the commission was placed.
pub(super) fn after_placing(commission: &Commission, what: &'static str, on: Day) -> Result<(), Refusal> {
    if on < commission.placed_on {
        return Err(Refusal::DaysOutOfOrder {
            what,
            on,
            before: "the commission",
            before_on: commission.placed_on,
        });
    }
    Ok(())
}
