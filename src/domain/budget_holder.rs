//! Who holds a child's budget: offered by whoever holds it, accepted by whoever takes it over.

use super::plan::not_closed;
use super::{Action, Budget, Code, Day, EntryId, Pence, Practitioner, PractitionerId, Refusal, Role};

/// Somebody who holds a budget, or to whom it is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Their number.
    pub id: PractitionerId,
    pub code: Code,
    /// Their first day, where they accepted it; `None` while it is whoever leads the case.
    pub from_on: Option<Day>,
}

/// A budget offered to another holder and not accepted yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Its number: its event.
    pub id: EntryId,
    /// To whom.
    pub to: Code,
    /// When.
    pub offered_on: Day,
}

/// A commission that is open when a budget changes hands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commitment {
    pub commission: EntryId,
    /// What was commissioned, from whom.
    pub what: String,
    /// What is promised on it.
    pub committed: Pence,
    /// What was promised on it when the budget was offered.
    pub offered: Pence,
}

/// Plans an offer of a budget to another holder.
///
/// # Errors
/// `NOT_THE_HOLDER`, `BUDGET_CLOSED`, `HOLDS_ALREADY`, `ROLE_MAY_NOT`, `PRACTITIONER_NOT_THERE`.
pub fn offer(
    budget: &Budget,
    holder: &Holder,
    actor: &Practitioner,
    to: Option<&Practitioner>,
    on: Day,
) -> Result<(), Refusal> {
    let child = &budget.child.child_ref;
    holds(child, holder, actor)?;
    not_closed(budget)?;
    let Some(to) = to else { return Ok(()) };
    if to.id == holder.id {
        return Err(Refusal::HoldsAlready { practitioner: to.code.clone(), child: child.clone() });
    }
    if !to.role.may(Action::Purchase) {
        let (user, role) = (to.code.clone(), to.role);
        return Err(Refusal::RoleMayNot { user, role, action: Action::Purchase });
    }
    let Practitioner { joined_on, left_on, .. } = *to;
    if left_on.is_some_and(|left| left < on) {
        let practitioner = to.code.clone();
        return Err(Refusal::PractitionerNotThere { practitioner, on, joined_on, left_on });
    }
    Ok(())
}

/// Plans taking over a budget.
///
/// # Errors
/// `NOT_OFFERED`, `OFFERED_TO_ANOTHER`, `BUDGET_CLOSED`, `DAYS_OUT_OF_ORDER`.
pub fn accept<'o>(
    budget: &Budget,
    offer: Option<&'o Offer>,
    holder: &Holder,
    actor: &Practitioner,
    on: Day,
) -> Result<&'o Offer, Refusal> {
    let child = budget.child.child_ref.clone();
    let Some(offer) = offer else { return Err(Refusal::NotOffered { child }) };
    if offer.to != actor.code {
        return Err(Refusal::OfferedToAnother { child, to: offer.to.clone(), user: actor.code.clone() });
    }
    not_closed(budget)?;
    let last = holder.from_on.map(|from_on| ("the hand-over before", from_on));
    for (before, before_on) in last.into_iter().chain([("the offer", offer.offered_on)]) {
        if on < before_on {
            return Err(Refusal::DaysOutOfOrder { what: "the hand-over", on, before, before_on });
        }
    }
    Ok(offer)
}

/// Refuses whoever neither holds the budget nor stands above its holders.
///
/// # Errors
/// `NOT_THE_HOLDER`.
pub fn holds(child: &Code, holder: &Holder, person: &Practitioner) -> Result<(), Refusal> {
    let above = matches!(person.role, Role::Administrator | Role::Manager | Role::Finance);
    if above || person.id == holder.id {
        return Ok(());
    }
    let (user, holder) = (person.code.clone(), holder.code.clone());
    Err(Refusal::NotTheHolder { user, child: child.clone(), holder })
}
