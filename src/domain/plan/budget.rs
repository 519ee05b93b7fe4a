//! Opening, feeding, emptying and closing a child's budget.

use super::draw::draw_order;
use super::first::{Calendar, after_opening, not_closed, of_child};
use super::fund::in_pool;
use crate::policy::{Bounds, Gates};
use crate::{
    Amount, Arm, Budget, Child, Closing, Day, Draft, EntryKind, Gate, Pence, Pots, Refusal, Transfer,
};

/// What is asked before a budget opens, and what is known.
#[derive(Clone, Debug)]
pub struct Opening<'a> {
    pub child: &'a Child,
    /// The bounds of the child's cohort.
    pub bounds: Bounds,
    /// What the policy asks.
    pub gates: Gates,
    /// What is on file.
    pub papers: Papers,
}

/// What is on file for a child before a budget opens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Papers {
    /// Whether a common assessment has a reference or a day.
    pub caf: bool,
    /// The day of the common assessment, if known.
    pub caf_on: Option<Day>,
    pub consent_on: Option<Day>,
    /// Whether an outcome is expected of the budget.
    pub expected_outcome: bool,
}

impl Opening<'_> {
    /// Finds what is missing on a day, with how much the policy makes of it.
    fn missing(&self, on: Day) -> Vec<(Gate, Refusal)> {
        let Papers { caf, caf_on, consent_on, expected_outcome } = self.papers;
        let child = || self.child.child_ref.clone();
        let mut missing = Vec::new();
        if !caf || caf_on.is_some_and(|day| on < day) {
            missing.push((self.gates.caf, Refusal::GateCaf { child: child(), on, found: caf_on }));
        }
        if consent_on.is_none_or(|day| on < day) {
            missing
                .push((self.gates.consent, Refusal::GateConsent { child: child(), on, found: consent_on }));
        }
        if !expected_outcome {
            missing.push((self.gates.expected_outcome, Refusal::GateOutcome { child: child() }));
        }
        missing
    }

    /// Says what is missing and only warned of.
    pub fn warnings(&self, on: Day) -> Vec<String> {
        let warned = self.missing(on).into_iter().filter(|(gate, _)| *gate == Gate::Warn);
        warned.map(|(_, missing)| missing.to_string()).collect()
    }
}

/// Plans the opening of a budget. The caller opens the pots, still empty, and names them here.
///
/// # Errors
/// A day the calendar does not admit; a comparison child; `GATE_CAF`, `GATE_CONSENT`, `GATE_OUTCOME`
/// where the policy requires what is missing; an amount outside the bounds; a fund for another
/// cohort; `POOL_EXCEEDED`.
pub fn open(
    calendar: &Calendar,
    opening: &Opening<'_>,
    pots: &Pots,
    on: Day,
    amount: Amount,
) -> Result<Draft, Refusal> {
    let child = opening.child;
    calendar.admits(on)?;
    calendar.commits(on)?;
    if child.arm == Arm::Comparison {
        return Err(Refusal::ComparisonChildHasNoBudget { child: child.child_ref.clone() });
    }
    let required = opening.missing(on).into_iter().find(|(gate, _)| *gate == Gate::Required);
    if let Some((_, missing)) = required {
        return Err(missing);
    }
    let bounds = opening.bounds;
    within_bounds(bounds, child, amount.pence(), Some(bounds.min))?;
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
    (budget, bounds): (&Budget, Bounds),
    pots: &Pots,
    on: Day,
    amount: Amount,
) -> Result<Draft, Refusal> {
    calendar.admits(on)?;
    calendar.commits(on)?;
    not_closed(budget)?;
    after_opening(budget, on)?;
    within_bounds(bounds, &budget.child, budget.allocated() + amount.pence(), Some(bounds.min))?;
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
    let transfers = take_available(budget, fund, on, amount)?
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
    (getter, bounds): (&Budget, Bounds),
    landing: impl Fn(&Pots) -> Option<&'a Pots>,
    on: Day,
    amount: Amount,
) -> Result<Draft, Refusal> {
    calendar.admits(on)?;
    calendar.commits(on)?;
    not_closed(getter)?;
    after_opening(giver, on)?;
    after_opening(getter, on)?;
    within_bounds(bounds, &getter.child, getter.allocated() + amount.pence(), None)?;
    let mut transfers = Vec::new();
    for (pots, part) in take_available(giver, fund, on, amount)? {
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

/// Plans that a closed budget is open again, with nothing in it. It moves no money.
///
/// # Errors
/// A day the calendar does not admit, or on which nothing new is committed; a budget that is open, or was
/// closed after that day.
pub fn reopen(calendar: &Calendar, budget: &Budget, on: Day) -> Result<(), Refusal> {
    calendar.admits(on)?;
    let child = || budget.child.child_ref.clone();
    calendar.commits(on).map_err(|refusal| match refusal {
        Refusal::CommittedAfterPilot { on, ends_on, .. } => {
            Refusal::ReopenedAfterPilot { on, ends_on, child: child() }
        }
        other => other,
    })?;
    let Some(closed_on) = budget.closed_on else {
        return Err(Refusal::BudgetExists { child: child(), opened_on: budget.opened_on });
    };
    if on < closed_on {
        let (before, before_on) = ("the closing", closed_on);
        return Err(Refusal::DaysOutOfOrder { what: "opening again", on, before, before_on });
    }
    Ok(())
}

fn within_bounds(
    bounds: Bounds,
    child: &Child,
    would_be: Pence,
    least: Option<Amount>,
) -> Result<(), Refusal> {
    let Bounds { min, max, .. } = bounds;
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
    on: Day,
    amount: Amount,
) -> Result<Vec<(&'a Pots, Amount)>, Refusal> {
    let from = match fund {
        Some(pots) => vec![pots],
        None => draw_order(budget, on).into_iter().rev().collect(),
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
