//! Undoing an entry: its exact mirror, once, on a day the user gives.

use super::Calendar;
use super::first::not_closed;
use super::invoice::{not_above, signed_for};
use super::rules::Authority;
use crate::policy::Bounds;
use crate::{
    Account, AccountKind, Budget, ChildId, Closing, Code, Commission, Day, Draft, EntryId, EntryKind, FundId,
    Pence, Refusal, Text, Transfer,
};

/// An entry as recorded, with the state of every account it touched.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// Its number.
    pub id: EntryId,
    /// What it records.
    pub kind: EntryKind,
    pub effective_on: Day,
    /// The child it concerns.
    pub child: Option<ChildId>,
    /// The commission it concerns, or placed.
    pub commission: Option<EntryId>,
    pub reversed_by: Option<EntryId>,
    /// The first entry that charges VAT of it to the child, and stands.
    pub charged_by: Option<EntryId>,
    /// What took cost back since, where it charges VAT: the cost had that VAT in it.
    pub taken_back_by: Option<EntryId>,
    /// Where it took cost back: the last invoice on its commission since.
    pub invoiced_since: Option<EntryId>,
    /// What moved.
    pub transfers: Vec<Transfer>,
    /// The accounts it touched, as they stand now.
    pub accounts: Vec<Touched>,
}

/// An account that an entry touched.
#[derive(Clone, Debug)]
pub struct Touched {
    pub account: Account,
    pub name: String,
    /// The fund whose pot it is.
    pub fund: Option<FundId>,
    /// What is in it now.
    pub balance: Pence,
}

/// Plans the mirror of an entry.
///
/// # Errors
/// The day, which is not before the original; an entry reversed already or itself a reversal; the
/// opening of a budget in use; a closed budget that money would go back to; a budget above its bound;
/// money that has moved on since; a commission whose later steps come first; the category's cap.
pub fn reverse(
    calendar: &Calendar,
    entry: &Recorded,
    budget: Option<(&Budget, Bounds)>,
    commission: Option<(&Commission, &Code, &Authority)>,
    on: Day,
    reason: &Text,
) -> Result<Draft, Refusal> {
    calendar.admits(on)?;
    if entry.kind == EntryKind::EntryReverse {
        return Err(Refusal::EntryIsReversal { entry: entry.id });
    }
    if let Some(by) = entry.reversed_by {
        return Err(Refusal::AlreadyReversed { entry: entry.id, by });
    }
    if let Some(by) = entry.charged_by {
        return Err(Refusal::VatCharged { entry: entry.id, by });
    }
    if let Some(by) = entry.taken_back_by {
        return Err(Refusal::VatTakenBack { entry: entry.id, by });
    }
    if on < entry.effective_on {
        let (before, before_on) = ("the entry it undoes", entry.effective_on);
        return Err(Refusal::DaysOutOfOrder { what: "the reversal", on, before, before_on });
    }
    let transfers: Vec<Transfer> = entry.transfers.iter().rev().map(Transfer::mirrored).collect();
    if let Some((budget, bounds)) = budget {
        budget_can_go_back(bounds, entry, budget, &transfers)?;
    }
    money_is_still_there(entry, &transfers)?;
    let mut closing = Closing::Unchanged;
    if let (Some((commission, category, authority)), Some((budget, _))) = (commission, budget) {
        closing = commission_can_go_back(entry, commission, &transfers)?;
        if entry.invoiced_since.is_some() {
            stays_within(commission, authority, &transfers)?;
        }
        if let Some(more) = drawn(&transfers).amount() {
            authority.within_cap(&budget.child.child_ref, category, more.pence())?;
        }
    }
    let draft = Draft::new(EntryKind::EntryReverse, on, transfers);
    Ok(Draft {
        child: entry.child,
        commission: entry.commission,
        reverses: Some(entry.id),
        note: Some(reason.clone()),
        closing,
        ..draft
    })
}

/// Cost that was taken back comes to what was invoiced in its place: both together are held by what holds an
/// invoice.
fn stays_within(
    commission: &Commission,
    authority: &Authority,
    transfers: &[Transfer],
) -> Result<(), Refusal> {
    let invoiced = Transfer::moved(transfers, |kind| matches!(kind, AccountKind::Cost | AccountKind::Vat));
    let net = Transfer::moved(transfers, |kind| kind == AccountKind::Spent);
    // A refund of what was credited took no cost back.
    let Some(amount) = invoiced.amount().filter(|_| net > Pence::ZERO) else { return Ok(()) };
    signed_for(commission, amount)?;
    not_above(commission, authority, (invoiced, invoiced - net, net))
}

/// A budget's opening is undone only while nothing else has touched the budget, and no reversal
/// lifts a budget above its bound.
fn budget_can_go_back(
    bounds: Bounds,
    entry: &Recorded,
    budget: &Budget,
    transfers: &[Transfer],
) -> Result<(), Refusal> {
    let mut after = budget.clone();
    after.follow(transfers);
    // A closing is undone by who knows that it stands; anything else would leave money in what is closed.
    if entry.kind != EntryKind::BudgetClose && after.available() != budget.available() {
        not_closed(budget)?;
    }
    let would_be = after.allocated();
    if entry.kind == EntryKind::BudgetOpen && would_be != Pence::ZERO {
        return Err(Refusal::OpeningInUse { entry: entry.id });
    }
    let Bounds { min, max, .. } = bounds;
    if would_be > budget.allocated() && would_be > max.pence() {
        return Err(Refusal::BudgetOutOfBounds { child: budget.child.child_ref.clone(), min, max, would_be });
    }
    Ok(())
}

/// What the mirror takes out of what is available.
fn drawn(transfers: &[Transfer]) -> Pence {
    let each = transfers.iter().map(|transfer| {
        let gives = transfer.direction(|kind| kind == AccountKind::Available);
        Pence::new(-transfer.amount().pence().get() * gives)
    });
    each.sum()
}

/// Follows the mirror transfer by transfer: no pot may go below zero on the way.
fn money_is_still_there(entry: &Recorded, transfers: &[Transfer]) -> Result<(), Refusal> {
    let mut accounts = entry.accounts.clone();
    for transfer in transfers {
        let amount = transfer.amount().pence();
        for touched in &mut accounts {
            if touched.account.id == transfer.debit().id {
                touched.balance += amount;
            }
            if touched.account.id == transfer.credit().id {
                let left = touched.balance;
                touched.balance -= amount;
                if touched.account.kind.is_pot() && touched.balance < Pence::ZERO {
                    let (entry, account) = (entry.id, touched.name.clone());
                    return Err(Refusal::ReversalBlocked { entry, account, left, asked: amount });
                }
            }
        }
    }
    Ok(())
}

/// The figures of a commission that cannot be below zero, for every fund that `funds_of` has a share of.
fn figures(of: &Commission, funds_of: &Commission) -> Vec<(&'static str, Pence)> {
    let mut figures = vec![
        ("invoiced money", of.invoiced),
        ("paid money", of.paid),
        ("recoverable VAT", of.invoiced - of.spent()),
    ];
    for fund in funds_of.shares.iter().map(|share| share.fund) {
        let share = of.shares.iter().find(|share| share.fund == fund);
        figures.push(("promised money", share.map_or(Pence::ZERO, |share| share.committed)));
        figures.push(("used money", share.map_or(Pence::ZERO, |share| share.spent)));
    }
    figures
}

/// The commission itself must be able to go back: its later steps are undone first.
fn commission_can_go_back(
    entry: &Recorded,
    commission: &Commission,
    transfers: &[Transfer],
) -> Result<Closing, Refusal> {
    let fund_of = |account: &Account| {
        let touched = entry.accounts.iter().find(|touched| touched.account.id == account.id);
        touched.and_then(|touched| touched.fund).expect("a child's pot belongs to a fund")
    };
    let mut after = commission.clone();
    after.follow(transfers, fund_of);
    for ((what, left), (_, then)) in figures(commission, &after).into_iter().zip(figures(&after, &after)) {
        if then < Pence::ZERO {
            let account = format!("commission {}'s {what}", commission.id);
            return Err(Refusal::ReversalBlocked { entry: entry.id, account, left, asked: left - then });
        }
    }
    // What came back of a debt, or was written off, would be owed to who owed it.
    if entry.kind == EntryKind::DebtRecord && after.owed() > Pence::ZERO {
        let (account, left) = (format!("commission {}'s debt", commission.id), -commission.owed());
        return Err(Refusal::ReversalBlocked { entry: entry.id, account, left, asked: after.owed() + left });
    }
    // A commission goes back whole: what was changed or invoiced since would be left without one.
    if entry.id == commission.id
        && after.committed() + after.spent() + after.invoiced + after.paid != Pence::ZERO
    {
        return Err(Refusal::CommissionInUse { entry: entry.id });
    }
    let reopens = commission.closed_by == Some(entry.id) && entry.id != commission.id;
    match commission.closed_by {
        Some(_) if reopens => Ok(Closing::Reopened),
        Some(closed_by) if after.committed() > Pence::ZERO => {
            Err(Refusal::CommissionClosed { commission: commission.id, closed_by })
        }
        None if entry.id == commission.id => Ok(Closing::Closed),
        _ => Ok(Closing::Unchanged),
    }
}
