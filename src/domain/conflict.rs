//! Conflicts of interest: whose, with whom, from when to when.

use super::{ChildId, Code, Day, PractitionerId, ProviderId};

/// Whom a practitioner has an interest in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interest {
    Child(ChildId),
    Provider(ProviderId),
}

/// A conflict of interest that is declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    pub practitioner: PractitionerId,
    pub code: Code,
    /// The child or provider it is with.
    pub with: Code,
    /// The first day.
    pub from_on: Day,
    /// The last day, once it has ended.
    pub until_on: Option<Day>,
}
