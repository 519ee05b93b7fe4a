//! What was recorded beside the money, and may have to be put right: who may, and what may not be any more.

use super::{Action, ChildId, Code, Day, FactKind, Practitioner, PractitionerId, Refusal, Text};

/// A fact that is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedFact {
    pub kind: FactKind,
    /// What it is known by: the event that recorded it first.
    pub number: i64,
    /// The event of the row that stands, or stood last.
    pub stands: i64,
    /// Set when nothing of it stands.
    pub withdrawn: Option<Withdrawn>,
    pub child: ChildId,
    /// The child's reference.
    pub child_ref: Code,
    /// The day on which it happened.
    pub on: Option<Day>,
    pub recorded_by: (PractitionerId, Code),
    /// Who leads the child's case.
    pub led_by: Option<PractitionerId>,
}

/// By which event a fact was withdrawn, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawn {
    pub by: i64,
    pub reason: Text,
}

impl RecordedFact {
    /// Refuses what is withdrawn.
    ///
    /// # Errors
    /// `FACT_WITHDRAWN`.
    pub fn stands(&self) -> Result<(), Refusal> {
        let (kind, number) = (self.kind, self.number);
        match &self.withdrawn {
            None => Ok(()),
            Some(Withdrawn { by, reason }) => {
                Err(Refusal::FactWithdrawn { kind, number, by: *by, reason: reason.clone() })
            }
        }
    }

    /// Refuses somebody who did not record it, does not lead the child's case, and does not correct what
    /// others recorded.
    ///
    /// # Errors
    /// `FACT_OF_ANOTHER`.
    pub fn is_for(&self, actor: &Practitioner) -> Result<(), Refusal> {
        let (recorder, recorded_by) = &self.recorded_by;
        if actor.role.may(Action::Money) || actor.id == *recorder || self.led_by == Some(actor.id) {
            return Ok(());
        }
        Err(Refusal::FactOfAnother {
            kind: self.kind,
            number: self.number,
            user: actor.code.clone(),
            recorded_by: recorded_by.clone(),
            child: self.child_ref.clone(),
        })
    }
}

/// What was corrected since an extract was made for the same recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectedSince {
    /// The event that noted the extract.
    pub extract: i64,
    /// Up to which day it was.
    pub as_at: Day,
    /// Of whom what it said is no more so: each kind with its children, in the order of their references.
    pub of: Vec<(FactKind, Vec<Code>)>,
}
