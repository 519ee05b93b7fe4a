//! A child's plan: what is needed, what is expected, and what became of it.

use super::register::{Field, Fields};
use super::{
    Amount, ChildId, Code, Day, Domain, MeasureId, NeedId, NeedMark, Pence, PractitionerId, ProviderId,
    Refusal, Target, Text, Unmet,
};

/// A need as it is planned for.
#[derive(Clone, Debug)]
pub struct NeedDetails {
    /// Whose it is.
    pub child: ChildId,
    /// What it is.
    pub what: Text,
    /// Which part of the common assessment it belongs to.
    pub domain: Domain,
    /// The Every Child Matters aim it serves.
    pub aim: Code,
    /// What is likely to be spent on it.
    pub likely: Option<Amount>,
    /// What is expected, in words.
    pub outcome: Option<Text>,
    /// What is expected, as a score.
    pub target: Option<(MeasureId, Target)>,
    /// By when.
    pub due_on: Option<Day>,
}

impl NeedDetails {
    /// Returns the columns.
    pub fn fields(&self) -> Fields {
        let (measure, item, score) = match &self.target {
            None => (Field::Absent, Field::Absent, Field::Absent),
            Some((measure, target)) => (
                Field::Number(measure.get()),
                Field::Word(target.item.as_ref().map(ToString::to_string).unwrap_or_default()),
                Field::Number(target.score.thousandths()),
            ),
        };
        vec![
            ("child_id", Field::Number(self.child.get())),
            ("what", Field::word(&self.what)),
            ("domain", Field::word(self.domain)),
            ("aim", Field::word(&self.aim)),
            ("likely_pence", pence(self.likely)),
            ("outcome", Field::perhaps(self.outcome.as_ref())),
            ("measure_id", measure),
            ("item", item),
            ("target_thousandths", score),
            ("due_on", Field::perhaps(self.due_on)),
        ]
    }
}

/// What became of a need.
#[derive(Clone, Copy, Debug)]
pub struct Marked {
    /// Which need.
    pub need: NeedId,
    /// What became of it.
    pub mark: NeedMark,
    /// Why nothing did, where nothing did.
    pub why: Option<Unmet>,
    /// What it would likely have cost.
    pub cost: Option<Amount>,
    /// The day that was so.
    pub on: Day,
}

impl Marked {
    /// Returns the columns.
    pub fn fields(&self) -> Fields {
        vec![
            ("need_id", Field::Number(self.need.get())),
            ("mark", Field::word(self.mark)),
            ("why", Field::perhaps(self.why)),
            ("cost_pence", pence(self.cost)),
            ("marked_on", Field::word(self.on)),
        ]
    }
}

fn pence(amount: Option<Amount>) -> Field {
    amount.map(Amount::pence).map(Pence::get).map_or(Field::Absent, Field::Number)
}

/// A need that is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// Its number.
    pub id: NeedId,
    /// Whose it is.
    pub child: ChildId,
    /// The child's reference.
    pub child_ref: Code,
    /// What it is.
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
    /// A child.
    Child(ChildId),
    /// A provider.
    Provider(ProviderId),
}

/// A conflict of interest that is declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Whose it is.
    pub practitioner: PractitionerId,
    /// Their code.
    pub code: Code,
    /// The child or provider it is with.
    pub with: Code,
    /// The first day.
    pub from_on: Day,
    /// The last day, once it has ended.
    pub until_on: Option<Day>,
}
