//! Trusteeship: who holds a child's budget, and what a family and those around it promised.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::plan::not_closed;
use super::{Action, excerpt};
use super::{Budget, Code, Day, EntryId, Party, Pence, Practitioner, PractitionerId, Refusal, Role, Text};

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

/// What somebody promises in a compact: `family: to be home at four`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    pub who: Party,
    pub what: Text,
}

/// Why a text is no promise.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "`{0}` is no promise; write WHO: WHAT, where WHO is family, child, professional, council or provider"
)]
pub struct BadPromise(String);

impl BadPromise {
    /// Returns the stable code of the message.
    pub fn code(&self) -> &'static str {
        match self {
            Self(_) => "PROMISE_INVALID",
        }
    }
}

impl FromStr for Promise {
    type Err = BadPromise;

    fn from_str(text: &str) -> Result<Self, BadPromise> {
        let bad = || BadPromise(excerpt(text, 40));
        let (who, what) = text.split_once(':').ok_or_else(bad)?;
        Ok(Self { who: who.parse().map_err(|_| bad())?, what: what.parse().map_err(|_| bad())? })
    }
}

impl fmt::Display for Promise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.who, self.what)
    }
}

/// A compact that is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compact {
    /// Its number: its event.
    pub id: EntryId,
    pub child_ref: Code,
    /// When it was agreed.
    pub agreed_on: Day,
}
