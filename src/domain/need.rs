//! A child's plan: what is needed, what is expected, and what became of it.

use super::{ChildId, Code, Day, NeedId, PractitionerId, ProviderId, Refusal, Text};

/// A need that is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// Its number.
    pub id: NeedId,
    pub child: ChildId,
    /// The child's reference.
    pub child_ref: Code,
    pub what: Text,
}

impl Need {
    /// Refuses a purchase for another child than the one who needs it.
    ///
    /// # Errors
    /// `NEED_OF_ANOTHER_CHILD`.
    pub fn is_of(&self, child: &Code) -> Result<(), Refusal> {
        if self.child_ref == *child {
            return Ok(());
        }
        let (need, owner, child) = (self.id, self.child_ref.clone(), child.clone());
        Err(Refusal::NeedOfAnotherChild { need, owner, child })
    }
}

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
