//! What leaves for an evaluator: rows of single children, generalised until nobody who knows a child's
//! area, age, sex and one purchase can say which it is (docs/DISCLOSURE.md).
//!
//! `people` is what somebody knows of a child, `purchases` what is told of what was bought, `answers` what
//! is told apart from that of how it was chosen and how long it took, `amounts` puts sums together, `risk`
//! counts whom it could be and withholds, `tell` writes the rows.

mod amounts;
mod answers;
mod people;
mod purchases;
mod risk;
mod rows;
mod tell;
#[cfg(test)]
mod tests;

pub use answers::{CHOICES, Question, SPANS};
pub use rows::{
    RowArea, RowBudget, RowChange, RowChild, RowChoice, RowNeed, RowOutcome, RowPurchase, RowSummary,
    RowTime, RowWait, Rows, Withheld,
};

use super::{Data, Settings};
use answers::Answers;
use people::{People, Person};
use purchases::Bag;

/// Makes the rows of an extract.
pub fn rows(data: &Data, settings: &Settings) -> Rows {
    tell::rows(data, settings, &protected(data, settings))
}

/// What is told, once enough candidates are left for everybody.
struct Protected {
    people: People,
    told: Vec<Person>,
    bag: Bag,
    answers: Answers,
}

fn protected(data: &Data, settings: &Settings) -> Protected {
    let enough = usize::try_from(settings.disclosure.candidates).unwrap_or(usize::MAX).max(1);
    let people = people::people(data, settings);
    let arms: Vec<_> = data.children.iter().map(|child| child.arm).collect();
    let mut told = people.known.clone();
    risk::crowds(&arms, &people.known, &mut told, enough);
    let mut bag = purchases::bag(data, settings, &people.known);
    let regroup = |bag: &mut Bag, all: bool| bag.group(settings, &people.known, all);
    risk::withhold(&mut bag, &people.known, &mut told, enough, regroup);
    let mut answers = Answers::new(data, |at| !bag.bought[at].left_out);
    risk::answers(&bag, &people.known, &told, enough, &mut answers);
    Protected { people, told, bag, answers }
}
