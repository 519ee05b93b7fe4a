//! Deciding on what is waiting: by somebody else, whose band reaches so far.

use super::first::{Calendar, after_opening, of_child};
use super::rules::RuleBook;
use crate::{
    Amount, Budget, Closing, Commission, Day, Draft, EntryId, EntryKind, Pence, Practitioner, PractitionerId,
    ProviderId, Refusal, Role, Text, Transfer,
};

/// A request for approval, with what became of it.
#[derive(Clone, Debug)]
pub struct Request {
    /// Its number: that of the entry that asked.
    pub id: EntryId,
    /// Who recorded it.
    pub asked_by: PractitionerId,
    /// For whom it is bought.
    pub buyer: PractitionerId,
    /// From whom.
    pub provider: ProviderId,
    /// The order as a whole, gross.
    pub asked: Amount,
    pub asked_on: Day,
    /// What became of it: the verdict, and the entry or event.
    pub decided: Option<(String, EntryId)>,
}

/// Who may approve up to how much: a role or a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// The most, gross; `None` for any amount.
    pub up_to: Option<Pence>,
    /// Everybody of this role,
    pub role: Option<Role>,
    /// or this person.
    pub practitioner: Option<PractitionerId>,
}

/// The bands of the policy of a day; none means that any manager decides.
pub type Bands = Vec<Band>;

/// Returns the most a person may approve: `None` nothing, `Some(None)` any amount.
pub fn reach(bands: &[Band], person: &Practitioner) -> Option<Option<Pence>> {
    if bands.is_empty() {
        let manages = matches!(person.role, Role::Administrator | Role::Manager | Role::Finance);
        return manages.then_some(None);
    }
    let mine = bands.iter().filter(|b| b.role == Some(person.role) || b.practitioner == Some(person.id));
    let mut most = None;
    for band in mine {
        match (band.up_to, most) {
            (None, _) => return Some(None),
            (Some(up_to), Some(so_far)) if up_to <= so_far => {}
            (Some(up_to), _) => most = Some(up_to),
        }
    }
    most.map(Some)
}

/// Refuses an approver who may not decide on this request.
///
/// # Errors
/// In this order: a budget closed; a request decided already; a day before it was asked; their own
/// request; a conflict of interest; a band that does not reach so far.
pub fn may_decide(
    book: &RuleBook,
    bands: &[Band],
    budget: &Budget,
    commission: &Commission,
    request: &Request,
    approver: &Practitioner,
    on: Day,
) -> Result<(), Refusal> {
    super::not_closed(budget)?;
    if let Some((verdict, event)) = &request.decided {
        let (commission, verdict, event) = (commission.id, verdict.clone(), *event);
        return Err(Refusal::AlreadyDecided { commission, verdict, event });
    }
    if on < request.asked_on {
        let (before, before_on) = ("the request", request.asked_on);
        return Err(Refusal::DaysOutOfOrder { what: "the decision", on, before, before_on });
    }
    let user = || approver.code.clone();
    if approver.id == request.asked_by || approver.id == request.buyer {
        return Err(Refusal::OwnRequest { user: user(), commission: commission.id });
    }
    if let Some(conflict) = book.conflict(approver.id, (Some(budget.child.id), Some(request.provider)), on) {
        return Err(Refusal::ApproverHasConflict { user: user(), what: conflict.what.clone() });
    }
    match reach(bands, approver) {
        Some(None) => Ok(()),
        Some(Some(most)) if request.asked.pence() <= most => Ok(()),
        reach => Err(Refusal::BandTooLow { user: user(), reaches: reach.flatten(), asked: request.asked }),
    }
}

/// Plans a refusal: what was reserved for the request is free again. A refused order is closed; of a
/// refused change the order stays as it was.
///
/// # Errors
/// The day.
pub fn refuse(
    calendar: &Calendar,
    budget: &Budget,
    commission: &Commission,
    request: &Request,
    reserved: &[Transfer],
    on: Day,
    reason: &Text,
) -> Result<Draft, Refusal> {
    calendar.admits(on)?;
    after_opening(budget, on)?;
    let transfers = reserved.iter().rev().map(Transfer::mirrored).collect();
    let closing = if request.id == commission.id { Closing::Closed } else { Closing::Unchanged };
    let draft = Draft::new(EntryKind::CommissionRefuse, on, transfers);
    let (commission, note) = (Some(commission.id), Some(reason.clone()));
    Ok(of_child(budget, Draft { commission, closing, note, ..draft }))
}
