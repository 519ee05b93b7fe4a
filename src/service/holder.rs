//! Who holds a child's budget: offered by whoever holds it, accepted by whoever takes it over.

use serde::Serialize;

use super::unit_of_work::left;
use super::{Reply, Result, UnitOfWork, UseCase};
use domain::budget_holder::{self, Commitment, Holder};
use domain::{Action, Budget, Code, Day, Pence, Refusal, Text, rows};

/// Offers a child's budget to another holder, or withdraws the offer.
#[derive(Clone, Debug, Serialize)]
pub struct BudgetHandOver {
    pub child: Code,
    pub to: Option<Code>,
    pub reason: Text,
    pub on: Option<Day>,
}

impl UseCase for BudgetHandOver {
    const KIND: &'static str = "budget.hand-over";
    const ACTION: Action = Action::Plan;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let budget = work.budget(&self.child)?;
        let on = work.on(self.on);
        let holder = work.holder(&budget, on)?;
        let to = self.to.as_ref().map(|to| work.practitioner(to)).transpose()?;
        budget_holder::offer(&budget, &holder, &work.actor, to.as_ref(), on)?;
        let child = budget.child.id;
        let open = work.reader().offer(child)?;
        let offer_to = |practitioner_id| rows::HolderOffer {
            child_id: child,
            practitioner_id,
            reason: &self.reason,
            offered_on: on,
        };
        let Some(to) = to else {
            let child_ref = budget.child.child_ref.clone();
            let offer = open.ok_or(Refusal::NotOffered { child: child_ref })?;
            work.tx.insert(&offer_to(None))?;
            return Ok(Reply::new(format!("withdrew the offer of {}'s budget to {}", self.child, offer.to)));
        };
        work.tx.insert(&offer_to(Some(to.id)))?;
        let commitments = work.reader().commitments(child, None)?;
        let mut details: Vec<String> = commitments.iter().map(describe).collect();
        details.insert(0, sum(&commitments));
        details.push(format!("{} takes it over with: bhlp budget accept {}", to.code, self.child));
        if let Some(before) = open {
            details.push(format!("this replaces the offer to {}", before.to));
        }
        let sentence =
            format!("offered {}'s budget, held by {}, to {} on {on}", self.child, holder.code, to.code);
        Ok(Reply { details, left: vec![left(&budget)], ..Reply::new(sentence) })
    }
}

/// Takes over a child's budget that was offered.
#[derive(Clone, Debug, Serialize)]
pub struct BudgetAccept {
    pub child: Code,
    pub on: Option<Day>,
}

impl UseCase for BudgetAccept {
    const KIND: &'static str = "budget.accept";
    const ACTION: Action = Action::Plan;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let budget = work.budget(&self.child)?;
        let on = work.on(self.on);
        let holder = work.holder_at_last(&budget)?;
        let open = work.reader().offer(budget.child.id)?;
        let offer = budget_holder::accept(&budget, open.as_ref(), &holder, &work.actor, on)?;
        let listed = work.reader().commitments(budget.child.id, Some(offer.id))?;
        let (commitments, settled): (Vec<Commitment>, Vec<Commitment>) =
            listed.into_iter().partition(|commitment| commitment.committed > Pence::ZERO);
        work.tx.insert(&rows::Holder {
            child_id: budget.child.id,
            from_on: on,
            practitioner_id: work.actor.id,
            offer: offer.id,
            commitments: i64::try_from(commitments.len()).expect("a child has few commissions"),
            commitments_pence: commitments.iter().map(|commitment| commitment.committed).sum(),
        })?;
        let mut details = vec![sum(&commitments)];
        details.extend(
            commitments.iter().chain(&settled).map(|commitment| describe(commitment) + &changed(commitment)),
        );
        let sentence =
            format!("{} holds {}'s budget from {on}, after {}", work.actor.code, self.child, holder.code);
        Ok(Reply { details, left: vec![left(&budget)], ..Reply::new(sentence) })
    }
}

/// How many commissions are open and what they hold.
fn sum(commitments: &[Commitment]) -> String {
    let committed: Pence = commitments.iter().map(|commitment| commitment.committed).sum();
    match commitments.len() {
        0 => "nothing is promised".into(),
        1 => format!("1 open commission holds {}", committed.format_pounds()),
        n => format!("{n} open commissions hold {}", committed.format_pounds()),
    }
}

fn describe(commitment: &Commitment) -> String {
    let Commitment { commission, what, committed, .. } = commitment;
    format!("commission {commission}: {what}, {} promised", committed.format_pounds())
}

/// What has happened to a commission since the budget was offered.
fn changed(commitment: &Commitment) -> String {
    match commitment.offered {
        offered if offered == commitment.committed => String::new(),
        Pence::ZERO => " (new since the offer)".into(),
        offered => format!(" (changed since the offer: it was {})", offered.format_pounds()),
    }
}

impl UnitOfWork<'_> {
    /// Finds who holds a budget on a day.
    ///
    /// # Errors
    /// `UNKNOWN_PRACTITIONER`, where nobody leads the case either.
    pub(super) fn holder(&self, budget: &Budget, on: Day) -> Result<Holder> {
        let child = &budget.child;
        self.found(self.reader().holder(child.id, on)?, "practitioner", &child.child_ref)
    }

    /// Finds who took a budget over last, from whatever day.
    fn holder_at_last(&self, budget: &Budget) -> Result<Holder> {
        self.holder(budget, self.calendar.pilot.ends_on)
    }
}
