//! Which fund pays: those the policy names, then ring-fenced money that fits, then pooled; of equals the one
//! that has to be used first, then the one whose money came first.

use crate::{AccountKind, Amount, Budget, CategoryId, Code, Commission, Day, Draft, Pence, Pots, Refusal};

/// Returns a budget's pots in the order they are drawn on a day: first those the policy names, in its
/// order; then the more fences first; then the one that ends first; then the one that was received first;
/// then by code.
pub fn draw_order(budget: &Budget, on: Day) -> Vec<&Pots> {
    let mut pots: Vec<&Pots> = budget.pots.iter().collect();
    if pots.len() > 1 {
        pots.sort_by(|a, b| {
            let ends = |p: &Pots| (p.fund.until_on.is_none(), p.fund.until_on);
            let came = |p: &Pots| (p.received.is_none(), p.received);
            let named = |p: &Pots| budget.draw_first.place(&p.fund.code, on);
            (named(a).cmp(&named(b)))
                .then_with(|| b.fund.fences().cmp(&a.fund.fences()))
                .then_with(|| ends(a).cmp(&ends(b)))
                .then_with(|| came(a).cmp(&came(b)))
                .then_with(|| a.fund.code.cmp(&b.fund.code))
        });
    }
    pots
}

/// Draws an amount from what is available, fund by fund.
///
/// # Errors
/// `BUDGET_EXCEEDED` when there is not so much; `RING_FENCED` when there is, but not for this.
pub(super) fn draw<'a>(
    budget: &'a Budget,
    what: (CategoryId, &Code),
    on: Day,
    amount: Amount,
) -> Result<Vec<(&'a Pots, Amount)>, Refusal> {
    draw_in(draw_order(budget, on), budget, what, on, amount)
}

/// Draws an amount that somebody says was paid in cash: what is given in kind comes last.
///
/// # Errors
/// As [`draw`].
pub(super) fn draw_cash<'a>(
    budget: &'a Budget,
    what: (CategoryId, &Code),
    on: Day,
    amount: Amount,
) -> Result<Vec<(&'a Pots, Amount)>, Refusal> {
    let mut order = draw_order(budget, on);
    order.sort_by_key(|pots| pots.fund.in_kind.is_some());
    draw_in(order, budget, what, on, amount)
}

fn draw_in<'a>(
    order: Vec<&'a Pots>,
    budget: &Budget,
    (category, category_code): (CategoryId, &Code),
    on: Day,
    amount: Amount,
) -> Result<Vec<(&'a Pots, Amount)>, Refusal> {
    let mut wanted = amount.pence();
    let mut drawn = Vec::with_capacity(1);
    let fits = |pots: &&Pots| pots.fund.fits(&budget.child, category, on);
    for pots in order.into_iter().filter(fits) {
        if let Some(part) = wanted.min(pots.available.balance).amount() {
            drawn.push((pots, part));
            wanted -= part.pence();
        }
    }
    if wanted == Pence::ZERO {
        return Ok(drawn);
    }
    let child = budget.child.child_ref.clone();
    let available = budget.available();
    if available < amount.pence() {
        return Err(Refusal::BudgetExceeded {
            child,
            asked: amount,
            available,
            allocated: budget.allocated(),
            committed: budget.committed(),
            spent: budget.spent(),
        });
    }
    let fitting = amount.pence() - wanted;
    Err(Refusal::RingFenced { child, category: category_code.clone(), on, asked: amount, available, fitting })
}

/// Splits an amount over a commission's shares in the draw order of the day it was placed, or the other
/// way round for money that comes back, and what was given in kind last of all. The caller has checked that
/// the shares hold that much.
pub(super) fn over_shares<'a>(
    budget: &'a Budget,
    commission: &Commission,
    held: fn(&crate::Share) -> Pence,
    amount: Pence,
    direction: Direction,
) -> Vec<(&'a Pots, Amount)> {
    let mut order = draw_order(budget, commission.placed_on);
    if direction == Direction::Back {
        order.reverse();
        order.sort_by_key(|pots| pots.fund.in_kind.is_some());
    }
    let mut rest = amount;
    let mut parts = Vec::with_capacity(1);
    for pots in order {
        let share = commission.shares.iter().find(|share| share.fund == pots.fund.id);
        if let Some(part) = share.and_then(|share| held(share).min(rest).amount()) {
            rest -= part.pence();
            parts.push((pots, part));
        }
    }
    assert!(rest == Pence::ZERO, "a commission's shares hold what it holds");
    parts
}

/// Which way money flows through the shares.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// Used: ring-fenced first.
    Out,
    /// Returned: cash before what was given in kind, pooled first.
    Back,
}

/// Tells how much of a purchase a draft takes from each fund (negative: gives back): what it uses,
/// or where it uses nothing what it promises, or else what it takes out of available money.
pub fn split_by_fund(budget: &Budget, draft: &Draft) -> Vec<(Code, Pence)> {
    let moves = |kind: AccountKind| draft.transfers.iter().any(|t| t.direction(|k| k == kind) != 0);
    let (kind, sign) = match () {
        () if moves(AccountKind::Spent) => (AccountKind::Spent, 1),
        () if moves(AccountKind::Committed) => (AccountKind::Committed, 1),
        () => (AccountKind::Available, -1),
    };
    let taken = |pots: &Pots| -> Pence {
        let pot = match kind {
            AccountKind::Spent => pots.spent,
            AccountKind::Committed => pots.committed,
            _ => pots.available,
        };
        let of_this_fund = draft.transfers.iter().map(|transfer| {
            let into =
                i64::from(transfer.debit() == pot.account) - i64::from(transfer.credit() == pot.account);
            Pence::new(sign * into * transfer.amount().pence().get())
        });
        of_this_fund.sum()
    };
    draw_order(budget, draft.effective_on)
        .into_iter()
        .map(|pots| (pots.fund.code.clone(), taken(pots)))
        .filter(|(_, pence)| *pence != Pence::ZERO)
        .collect()
}
