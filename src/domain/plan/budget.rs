//! Opening, feeding, emptying and closing a child's budget.

use super::draw::draw_order;
use super::fund::in_pool;
use super::{Calendar, after_opening, not_closed, of_child};
use crate::domain::{
    Amount, Arm, Budget, Child, Closing, Day, Draft, EntryKind, Pence, Pots, Refusal, Transfer,
};

/// Plans the opening of a budget. The caller opens the pots, still empty, and names them here.
///
/// # Errors
/// A day the calendar does not admit; a comparison child; an amount outside the pilot's bounds; a
/// fund for another cohort; `POOL_EXCEEDED`.
pub fn open(
    calendar: &Calendar,
    child: &Child,
    pots: &Pots,
    on: Day,
    amount: Amount,
) -> Result<Draft, Refusal> {
    calendar.admits(on)?;
    if child.arm == Arm::Comparison {
        return Err(Refusal::ComparisonChildHasNoBudget { child: child.child_ref.clone() });
    }
    within_bounds(calendar, child, amount.pence(), Some(calendar.pilot.budget_min))?;
    feed(child, pots, amount)?;
    let transfers = vec![Transfer::new(pots.available.account, pots.pool.account, amount)];
    let draft = Draft::new(EntryKind::BudgetOpen, on, transfers);
    Ok(Draft { child: Some(child.id), ..draft })
}

/// Plans more money for a child, from a fund whose pots are in the budget (perhaps still empty).
///
/// # Errors
/// As [`open`]; also a budget that is closed, or opened after that day.
pub fn top_up(
    calendar: &Calendar,
    budget: &Budget,
    pots: &Pots,
    on: Day,
    amount: Amount,
) -> Result<Draft, Refusal> {
    calendar.admits(on)?;
    not_closed(budget)?;
    after_opening(budget, on)?;
    let least = Some(calendar.pilot.budget_min);
    within_bounds(calendar, &budget.child, budget.allocated() + amount.pence(), least)?;
    feed(&budget.child, pots, amount)?;
    let transfers = vec![Transfer::new(pots.available.account, pots.pool.account, amount)];
    Ok(of_child(budget, Draft::new(EntryKind::BudgetTopUp, on, transfers)))
}

/// Plans the return of money to the pool, from one fund or, where none is named, from pooled money
/// first.
///
/// # Errors
/// A day the calendar does not admit or before the opening; `BUDGET_EXCEEDED`.
pub fn give_back(
    calendar: &Calendar,
    budget: &Budget,
    fund: Option<&Pots>,
    on: Day,
    amount: Amount,
) -> Result<Draft, Refusal> {
    calendar.admits(on)?;
    after_opening(budget, on)?;
    let transfers = take_available(budget, fund, amount)?
        .into_iter()
        .map(|(pots, part)| Transfer::new(pots.pool.account, pots.available.account, part))
        .collect();
    Ok(of_child(budget, Draft::new(EntryKind::BudgetReturn, on, transfers)))
}

/// Plans a move of money from one child to another. `landing` finds the other child's pots of a
/// fund.
///
/// # Errors
/// As [`give_back`] for the giver and [`top_up`] for the other.
pub fn move_to<'a>(
    calendar: &Calendar,
    giver: &Budget,
    fund: Option<&Pots>,
    getter: &Budget,
    landing: impl Fn(&Pots) -> Option<&'a Pots>,
    on: Day,
    amount: Amount,
) -> Result<Draft, Refusal> {
    calendar.admits(on)?;
    not_closed(getter)?;
    after_opening(giver, on)?;
    after_opening(getter, on)?;
    within_bounds(calendar, &getter.child, getter.allocated() + amount.pence(), None)?;
    let mut transfers = Vec::new();
    for (pots, part) in take_available(giver, fund, amount)? {
        cohort_fits(&getter.child, pots)?;
        let landing = landing(pots).expect("the caller opened the getter's pots for every fund of the giver");
        transfers.push(Transfer::new(landing.available.account, pots.available.account, part));
    }
    Ok(of_child(giver, Draft::new(EntryKind::BudgetMove, on, transfers)))
}

/// Plans the end of a budget: what is available returns to the pools.
///
/// # Errors
/// A day the calendar does not admit or before the opening; a budget closed already, or with open
/// commitments. `Ok(None)` when there is nothing to return.
pub fn close(calendar: &Calendar, budget: &Budget, on: Day) -> Result<Option<Draft>, Refusal> {
    calendar.admits(on)?;
    not_closed(budget)?;
    after_opening(budget, on)?;
    let committed = budget.committed();
    if committed != Pence::ZERO {
        let child = budget.child.child_ref.clone();
        return Err(Refusal::BudgetHasCommitments { child, committed });
    }
    let back = |pots: &Pots| {
        let part = pots.available.balance.amount()?;
        Some(Transfer::new(pots.pool.account, pots.available.account, part))
    };
    let transfers: Vec<Transfer> = budget.pots.iter().filter_map(back).collect();
    if transfers.is_empty() {
        return Ok(None);
    }
    let draft = Draft::new(EntryKind::BudgetClose, on, transfers);
    Ok(Some(of_child(budget, Draft { closing: Closing::Unchanged, ..draft })))
}

fn within_bounds(
    calendar: &Calendar,
    child: &Child,
    would_be: Pence,
    least: Option<Amount>,
) -> Result<(), Refusal> {
    let (min, max) = (calendar.pilot.budget_min, calendar.pilot.budget_max);
    let too_small = least.is_some_and(|least| would_be < least.pence());
    if too_small || would_be > max.pence() {
        return Err(Refusal::BudgetOutOfBounds { child: child.child_ref.clone(), min, max, would_be });
    }
    Ok(())
}

fn cohort_fits(child: &Child, pots: &Pots) -> Result<(), Refusal> {
    match pots.fund.cohort {
        Some(cohort) if cohort != child.cohort => Err(Refusal::FundDoesNotFit {
            fund: pots.fund.code.clone(),
            why: format!("it is for {cohort} children; {} is {}", child.child_ref, child.cohort),
        }),
        _ => Ok(()),
    }
}

fn feed(child: &Child, pots: &Pots, amount: Amount) -> Result<(), Refusal> {
    cohort_fits(child, pots)?;
    in_pool(&pots.fund, pots.pool, amount)
}

/// Takes available money, from one fund or from pooled money first.
fn take_available<'a>(
    budget: &'a Budget,
    fund: Option<&'a Pots>,
    amount: Amount,
) -> Result<Vec<(&'a Pots, Amount)>, Refusal> {
    let from = match fund {
        Some(pots) => vec![pots],
        None => draw_order(budget).into_iter().rev().collect(),
    };
    let available: Pence = from.iter().map(|pots| pots.available.balance).sum();
    if available < amount.pence() {
        // The figures are those of the fund that was named, so that they add up.
        let committed: Pence = from.iter().map(|pots| pots.committed.balance).sum();
        let spent: Pence = from.iter().map(|pots| pots.spent.balance).sum();
        return Err(Refusal::BudgetExceeded {
            child: budget.child.child_ref.clone(),
            asked: amount,
            available,
            allocated: available + committed + spent,
            committed,
            spent,
        });
    }
    let mut rest = amount.pence();
    let mut parts = Vec::new();
    for pots in from {
        if let Some(part) = rest.min(pots.available.balance).amount() {
            rest -= part.pence();
            parts.push((pots, part));
        }
    }
    Ok(parts)
}
