//! A child's plan: what is needed, what is expected, and what became of it.

use super::{ChildId, Code, NeedId, Pence, Refusal, Text};

/// A need that is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// Its number.
    pub id: NeedId,
    pub child: ChildId,
    /// The child's reference.
    pub child_ref: Code,
    pub what: Text,
    /// What is likely to be spent on it.
    pub likely: Option<Pence>,
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
