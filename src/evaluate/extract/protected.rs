//! What is told of everybody, once enough candidates are left.

use super::choices_and_waits::Answers;
use super::generalise::{self, People, Person};
use super::purchases::{self, Bag};
use super::risk;
use crate::{Data, Settings};

/// What is told, once enough candidates are left for everybody.
pub(super) struct Protected {
    pub(super) people: People,
    pub(super) told: Vec<Person>,
    pub(super) bag: Bag,
    pub(super) answers: Answers,
}

pub(super) fn protected(data: &Data, settings: &Settings) -> Protected {
    let enough = usize::try_from(settings.disclosure.candidates).unwrap_or(usize::MAX).max(1);
    let people = generalise::people(data, settings);
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
