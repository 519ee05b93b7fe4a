//! What the ledger holds, as an evaluation reads it: plain rows that point to each other by place.
//!
//! Read once, in one piece, and never written. Rows are in the order of their numbers in the ledger, so
//! that the same ledger gives the same rows. A place is an index into the list of its name.

use std::collections::{BTreeMap, BTreeSet};

use domain::measure::Measure;
use domain::{
    Arm, ChosenBy, Code, Cohort, Day, DeliveredTo, Domain, HappeningKind, Month, NeedMark, Pence, Score,
    Sector, Sex, SpentOn, Unmet,
};

/// A place in a list.
pub type Place = u32;

/// Everything an evaluation reads.
#[derive(Clone, Debug)]
pub struct Data {
    /// The pilot's name.
    pub pilot: String,
    /// The authority's GSS code.
    pub authority: Code,
    /// The pilot's first day.
    pub starts_on: Day,
    /// The pilot's last day.
    pub ends_on: Day,
    /// The last day that is looked at; nothing later is known.
    pub as_at: Day,
    /// The newest event but for extracts themselves, and its hash.
    pub head: LedgerHead,
    pub children: Vec<Child>,
    /// How many more there are whose data may not be used: they are in no list here.
    pub left_out: usize,
    /// How many of these have a budget: what the pilot itself cost was for them too.
    pub left_out_with_budget: usize,
    /// Who works for them.
    pub practitioners: Vec<Practitioner>,
    /// From whom things are bought.
    pub providers: Vec<Provider>,
    /// What kinds of things are bought.
    pub categories: Vec<Category>,
    /// Where the money comes from.
    pub funds: Vec<Fund>,
    /// The areas that children live in.
    pub areas: Vec<String>,
    /// What was bought or commissioned and still stands, by child.
    pub purchases: Vec<Purchase>,
    /// What the pilot itself cost and was not undone, by day.
    pub pilot_costs: Vec<PilotCost>,
    /// The outcome scales that are known, with what the policy says of them.
    pub measures: Vec<Measure>,
    /// Who told scores.
    pub informants: Vec<String>,
    /// Which goal or part scores are about; the empty one first.
    pub items: Vec<String>,
    /// Scores, by child, measure, item, informant and day.
    pub scores: Vec<Observed>,
    /// Minutes worked, by child.
    pub times: Vec<Worked>,
    /// What happened to children, by child and day.
    pub happenings: Vec<Happened>,
    /// Needs, by child.
    pub needs: Vec<Need>,
    /// What was given to each child's budget and spent, by child and month; months in which nothing
    /// moved are left out.
    pub moves: Vec<ChildMonth>,
}

/// Where the audit trail stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerHead {
    /// The event's number.
    pub event: i64,
    /// Its hash, in hexadecimal.
    pub hash: String,
}

#[derive(Clone, Debug)]
pub struct Child {
    /// The authority's reference. Never leaves but through a pseudonym.
    pub reference: Code,
    pub arm: Arm,
    pub cohort: Cohort,
    /// The first day of its month of birth.
    pub born: Day,
    pub sex: Sex,
    /// Its ethnicity: a code of the school census.
    pub ethnicity: String,
    /// Where it lives.
    pub area: Place,
    /// Its main need, `N1` to `N9`.
    pub need: String,
    /// How much it needs, 1 to 4.
    pub need_level: u8,
    /// Who leads its case, the first to do so.
    pub lead: Option<Place>,
    /// Of the children whose main family was the same as its own, each on its baseline, the first to
    /// arrive; `None` where it is the first, or belongs to no family.
    pub sibling: Option<Place>,
    /// Its baseline: the day its budget opened; without a budget the day of its first score; without
    /// one the day of its common assessment. `None` where there is none of them.
    pub baseline: Option<Day>,
    /// Its budget, where it has one.
    pub budget: Option<Budget>,
}

/// A child's budget.
#[derive(Clone, Debug)]
pub struct Budget {
    pub opened_on: Day,
    pub closed_on: Option<Day>,
    /// What was given.
    pub allocated: Pence,
    /// What is promised.
    pub committed: Pence,
    pub spent: Pence,
    /// The fund with the largest part of it.
    pub fund: Option<Place>,
    /// The aim it opened for, `1.1` to `5.6`.
    pub aim: Option<String>,
}

/// Somebody who works for children.
#[derive(Clone, Debug)]
pub struct Practitioner {
    pub code: Code,
    pub profession: String,
    pub agency: String,
}

/// Somebody from whom things are bought.
#[derive(Clone, Debug)]
pub struct Provider {
    pub code: Code,
    pub name: String,
    /// What kind of organisation.
    pub sector: Sector,
}

/// A kind of thing.
#[derive(Clone, Debug)]
pub struct Category {
    pub code: Code,
    /// Its name.
    pub label: String,
}

/// A stream of money.
#[derive(Clone, Debug)]
pub struct Fund {
    pub code: Code,
    pub name: String,
    /// Who pays it.
    pub contributor: String,
}

/// Something bought or commissioned that still stands.
#[derive(Clone, Copy, Debug)]
pub struct Purchase {
    /// Its number in the ledger.
    pub number: i64,
    pub child: Place,
    /// From whom.
    pub provider: Place,
    /// What kind.
    pub category: Place,
    /// Who bought it.
    pub buyer: Place,
    /// When somebody asked for it.
    pub requested_on: Option<Day>,
    /// When it was needed.
    pub needed_on: Option<Day>,
    /// When it was commissioned.
    pub placed_on: Day,
    /// When the first of it came.
    pub delivered_on: Option<Day>,
    /// What it was to cost, gross, as first commissioned.
    pub estimate: Pence,
    /// What is promised, net.
    pub committed: Pence,
    /// What was spent, net.
    pub spent: Pence,
    /// What was invoiced, gross.
    pub invoiced: Pence,
    /// Units commissioned, in thousandths.
    pub units: Option<i64>,
    /// Units that came, in thousandths, where deliveries were recorded.
    pub units_delivered: Option<i64>,
    /// What a unit costs.
    pub unit_price: Option<Pence>,
    /// How many options were considered.
    pub options: Option<u32>,
    /// Who chose.
    pub chosen_by: Option<ChosenBy>,
    pub delivered_to: Option<DeliveredTo>,
    /// Whether it adds to a mainstream service, or takes the place of one.
    pub beside: Option<Additionality>,
    /// Days that the mainstream service would have taken.
    pub mainstream_wait_days: Option<u32>,
    /// What the family paid beside it.
    pub contribution: Option<Pence>,
    /// The need it falls under: a place in the needs.
    pub need: Option<Place>,
    /// Where part of its price depends on an outcome.
    pub tariff: Option<Tariff>,
}

/// What the pilot itself cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PilotCost {
    pub on: Day,
    /// To start up or to run.
    pub spent_on: SpentOn,
    /// Net of recoverable VAT.
    pub spent: Pence,
}

/// A purchase beside the mainstream services.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Additionality {
    Added,
    /// It takes the place of one.
    Replaced,
}

/// A part of a price that depends on an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tariff {
    /// What depends on it, gross.
    pub held: Pence,
    /// The last day on which it counts.
    pub due_on: Day,
    /// The day it was reached.
    pub earned_on: Option<Day>,
}

/// A score that was recorded.
#[derive(Clone, Copy, Debug)]
pub struct Observed {
    pub child: Place,
    pub measure: Place,
    /// Which goal or part: a place in the items.
    pub item: Place,
    /// Who told it: a place in the informants.
    pub informant: Place,
    /// When.
    pub on: Day,
    pub score: Score,
}

/// Minutes that somebody worked for a child.
#[derive(Clone, Copy, Debug)]
pub struct Worked {
    /// For whom.
    pub child: Place,
    /// Who.
    pub practitioner: Place,
    /// When.
    pub on: Day,
    /// How long.
    pub minutes: u32,
}

/// Something that happened to a child.
#[derive(Clone, Copy, Debug)]
pub struct Happened {
    pub child: Place,
    pub kind: HappeningKind,
    /// When.
    pub on: Day,
}

/// A need that was recorded for a child.
#[derive(Clone, Debug)]
pub struct Need {
    /// Whose.
    pub child: Place,
    /// The part of the common assessment.
    pub domain: Option<Domain>,
    /// The aim it serves, `1.1` to `5.6`.
    pub aim: Option<String>,
    /// What was likely to be spent on it.
    pub likely: Option<Pence>,
    /// The day by which something was expected.
    pub due_on: Option<Day>,
    /// What became of it, by the newest mark.
    pub mark: Option<NeedMark>,
    /// Why nothing was done.
    pub unmet: Option<Unmet>,
    /// The score hoped for, and whether it was reached by then: `None` where none was hoped for or told.
    pub reached: Option<bool>,
}

/// What moved for a child in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChildMonth {
    pub child: Place,
    pub month: Month,
    /// What was given to its budget, less what came back.
    pub allocated: Pence,
    pub spent: Pence,
}

impl Data {
    /// Leaves children out, with all that is theirs, and counts them.
    #[must_use]
    pub fn without(mut self, out: &BTreeSet<Place>) -> Self {
        if out.is_empty() {
            return self;
        }
        let kept = |all: usize, gone: &dyn Fn(Place) -> bool| -> Vec<Option<Place>> {
            let mut next: Place = 0;
            let places = (0..).take(all).map(|place| {
                let stays = !gone(place);
                next += Place::from(stays);
                stays.then(|| next - 1)
            });
            places.collect()
        };
        let at = |places: &[Option<Place>], place: Place| {
            usize::try_from(place).ok().and_then(|at| places.get(at)).copied().flatten()
        };
        let children = kept(self.children.len(), &|place| out.contains(&place));
        let of_child = |place: Place| at(&children, place);
        let gone: BTreeSet<Place> = (0..)
            .zip(&self.needs)
            .filter(|(_, need)| of_child(need.child).is_none())
            .map(|(place, _)| place)
            .collect();
        let needs = kept(self.needs.len(), &|place| gone.contains(&place));
        self.left_out_with_budget = (0..)
            .zip(&self.children)
            .filter(|(place, child)| child.arm == Arm::Budget && of_child(*place).is_none())
            .count();
        self.regroup(of_child);
        let mut places = (0..).map(of_child);
        self.children.retain(|_| places.next().flatten().is_some());
        macro_rules! keep {
            ($($rows:ident),+) => {$(
                self.$rows.retain_mut(|row| {
                    let kept = of_child(row.child);
                    row.child = kept.unwrap_or(row.child);
                    kept.is_some()
                });
            )+};
        }
        keep!(purchases, scores, times, happenings, needs, moves);
        for purchase in &mut self.purchases {
            purchase.need = purchase.need.and_then(|need| at(&needs, need));
        }
        self.left_out = out.len();
        self
    }

    /// Has siblings go with the first of those who are kept, by the place it will have.
    fn regroup(&mut self, kept: impl Fn(Place) -> Option<Place>) {
        let mut order: Vec<(Option<Day>, Place, Place)> = (0..)
            .zip(&self.children)
            .map(|(place, child)| (child.baseline, place, child.sibling.unwrap_or(place)))
            .collect();
        order.sort_unstable();
        let mut firsts: BTreeMap<Place, Place> = BTreeMap::new();
        for (_, place, group) in order {
            if let Some(kept) = kept(place) {
                firsts.entry(group).or_insert(kept);
            }
        }
        for (place, child) in (0..).zip(&mut self.children) {
            let first = firsts.get(&child.sibling.unwrap_or(place)).copied();
            child.sibling = first.filter(|first| kept(place).is_some_and(|kept| kept != *first));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::{CHILDREN, pilot};

    /// Of the first four children the second and third are left out: the fourth is then the second, with what
    /// it bought, and nothing of the others is there.
    #[test]
    fn whoever_is_left_out_leaves_nothing() {
        let data = pilot();
        let of = |data: &super::Data, place| data.purchases.iter().filter(|it| it.child == place).count();
        let (fourth, gone) = (of(&data, 3), of(&data, 1) + of(&data, 2));
        let before = (data.purchases.len(), data.moves.len());
        let with = data.clone().without(&[1, 2].into());
        assert_eq!((with.children.len(), with.left_out), (usize::try_from(CHILDREN).unwrap() - 2, 2));
        assert_eq!(with.children[1].reference, data.children[3].reference);
        assert_eq!((of(&with, 1), with.purchases.len()), (fourth, before.0 - gone));
        assert!(with.moves.len() <= before.1);
        // Of three siblings the first is left out: the third goes with the second.
        let mut family = data.clone();
        (family.children[3].sibling, family.children[4].sibling) = (Some(1), Some(1));
        let siblings =
            |data: &super::Data| data.children[..4].iter().map(|it| it.sibling).collect::<Vec<_>>();
        assert_eq!(siblings(&family.clone().without(&[0].into())), [None, None, Some(0), Some(0)]);
        assert_eq!(siblings(&family.without(&[1, 2].into())), [None, None, Some(1), None]);
        let same = data.clone().without(&[].into());
        assert_eq!((same.children.len(), same.left_out), (data.children.len(), 0));
    }
}
