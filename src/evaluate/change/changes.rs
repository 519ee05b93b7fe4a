//! The changes of each child on a measure, and who has none.

use std::collections::BTreeMap;

use super::super::data::{Data, Observed, Place};
use domain::measure::{Measure, Pair};
use domain::{Better, Day};
use statistics::number::{points, real};

/// Days after the baseline on which a score still counts as the one before the support.
const GRACE_DAYS: i64 = 28;

/// What became of a measure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// Whose scores are read; `None` where nobody told any.
    pub informant: Option<Place>,
    /// Changes, by child and item.
    pub rows: Vec<Change>,
    /// Children with a first score and no change.
    pub lost: Vec<Lost>,
    /// What else is left out.
    pub left_out: LeftOut,
}

/// A change of one child on one item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// Whose.
    pub child: Place,
    /// On which goal or part.
    pub item: Place,
    /// As reported by whom.
    pub informant: Place,
    /// When the first score was told.
    pub first_on: Day,
    /// The first score.
    pub first: f64,
    /// When the last was told.
    pub last_on: Day,
    /// The last score.
    pub last: f64,
    /// How far it came; more is better, whichever way the scale goes.
    pub improvement: f64,
}

/// A child with a first score and no change.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lost {
    /// Which.
    pub child: Place,
    /// Who told its score.
    pub informant: Place,
    /// Its first score; the mean of its items, where there are some.
    pub first: f64,
    /// Why it has no change.
    pub why: Why,
}

/// Why a child has no change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// No second score was told.
    Never,
    /// The other scores were all told before its baseline, or so soon after that they count as before.
    BeforeBaseline,
    /// A second one was told, but sooner than the measure can show a change.
    TooSoon,
}

impl Why {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Never, Self::BeforeBaseline, Self::TooSoon];

    pub const fn words(self) -> &'static str {
        match self {
            Self::Never => "no second score",
            Self::BeforeBaseline => "every score up to the baseline",
            Self::TooSoon => "second score too soon",
        }
    }
}

/// What is left out beside the lost, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Children whose scores were reported by others only.
    pub others_only: usize,
    /// Children of whom others told scores too, which are not read.
    pub others_too: usize,
    /// Children with scores and no baseline.
    pub no_baseline: usize,
    /// Items without a change of children who have one on another item.
    pub items: usize,
    /// Children with a change whose first score came later than the days of grace.
    pub late: usize,
}

/// How far a child came, over its items.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChildChange {
    pub child: Place,
    /// The mean of its first scores.
    pub first: f64,
    /// The mean of its last scores.
    pub last: f64,
    /// The mean of its improvements.
    pub improvement: f64,
    pub items: usize,
}

/// Finds the changes on a measure. Scores are by child, measure, item, informant and day.
pub fn changes(data: &Data, measure: Place) -> Changes {
    let Some(known) = at(&data.measures, measure) else { return Changes::default() };
    let scores = || data.scores.iter().filter(|score| score.measure == measure);
    let Some(informant) = informant(scores()) else { return Changes::default() };
    let mut out = Changes { informant: Some(informant), ..Changes::default() };
    let mut all: Vec<&Observed> = scores().collect();
    if !all.is_sorted_by_key(|score| order(score)) {
        all.sort_by_key(|score| order(score));
    }
    for child in all.chunk_by(|one, next| one.child == next.child) {
        of_child(data, known, informant, child, &mut out);
    }
    out
}

fn order(score: &Observed) -> (Place, Place, Place, Day) {
    (score.child, score.item, score.informant, score.on)
}

/// Whose scores are read: of those who told some, the one of whom most children have two, then most
/// children any; the one named first where several have as many.
fn informant<'a>(scores: impl Iterator<Item = &'a Observed>) -> Option<Place> {
    let mut by_informant: BTreeMap<Place, BTreeMap<Place, (Day, bool)>> = BTreeMap::new();
    for score in scores {
        let (first, more) =
            by_informant.entry(score.informant).or_default().entry(score.child).or_insert((score.on, false));
        *more |= *first != score.on;
    }
    let weight = |children: &BTreeMap<Place, (Day, bool)>| {
        (children.values().filter(|(_, more)| *more).count(), children.len())
    };
    by_informant.iter().rev().max_by_key(|(_, children)| weight(children)).map(|(informant, _)| *informant)
}

/// What a child's scores come to: a change for each item, or why there is none.
fn of_child(data: &Data, measure: &Measure, informant: Place, scores: &[&Observed], out: &mut Changes) {
    let Some(child) = scores.first().map(|score| score.child) else { return };
    let read = |score: &&Observed| score.informant == informant;
    if !scores.iter().any(read) {
        out.left_out.others_only += 1;
        return;
    }
    if !scores.iter().all(read) {
        out.left_out.others_too += 1;
    }
    let Some(baseline) = at(&data.children, child).and_then(|child| child.baseline) else {
        out.left_out.no_baseline += 1;
        return;
    };
    let (mut firsts, mut why, mut late, before) = (Vec::new(), Vec::new(), false, out.rows.len());
    for item in scores.chunk_by(|one, next| (one.item, one.informant) == (next.item, next.informant)) {
        let Some(first) = item.first().filter(|score| read(score)) else { continue };
        let (start, from) = (start(item, baseline), item.get(start(item, baseline)).unwrap_or(first));
        match last(measure, from, item.get(start + 1..).unwrap_or_default()) {
            Ok(to) => {
                late |= days(baseline, from.on) > GRACE_DAYS;
                out.rows.push(change(measure.better, from, to));
            }
            Err(_) if start > 0 && start + 1 == item.len() => {
                why.push(Why::BeforeBaseline);
                firsts.push(points(from.score));
            }
            Err(reason) => {
                why.push(reason);
                firsts.push(points(from.score));
            }
        }
    }
    if out.rows.len() > before {
        out.left_out.items += why.len();
        out.left_out.late += usize::from(late);
    } else if let Some(why) = why.into_iter().max() {
        let first = firsts.iter().sum::<f64>() / real(firsts.len().max(1));
        out.lost.push(Lost { child, informant, first, why });
    }
}

/// The place of the first score of a change: the last up to the baseline and the days of grace, or the
/// first of all.
fn start(scores: &[&Observed], baseline: Day) -> usize {
    scores.iter().rposition(|score| days(baseline, score.on) <= GRACE_DAYS).unwrap_or(0)
}

/// The last score of a change, by the measure's rule.
fn last<'a>(measure: &Measure, from: &Observed, later: &[&'a Observed]) -> Result<&'a Observed, Why> {
    let least = i64::from(measure.terms.least_days.unwrap_or(1)).max(1);
    if later.is_empty() {
        return Err(Why::Never);
    }
    let mut far = later.iter().filter(|score| days(from.on, score.on) >= least);
    let found = match measure.terms.pair {
        Pair::FirstAndLast => far.next_back(),
        Pair::FirstAndNext => far.next(),
        Pair::Nearest(after) => far.min_by_key(|score| days(from.on, score.on).abs_diff(i64::from(after))),
    };
    found.copied().ok_or(Why::TooSoon)
}

fn change(better: Better, from: &Observed, to: &Observed) -> Change {
    let (first, last) = (points(from.score), points(to.score));
    Change {
        child: from.child,
        item: from.item,
        informant: from.informant,
        first_on: from.on,
        first,
        last_on: to.on,
        last,
        improvement: improvement(better, first, last),
    }
}

fn improvement(better: Better, first: f64, last: f64) -> f64 {
    match better {
        Better::Higher => last - first,
        Better::Lower => first - last,
    }
}

/// Puts the items of each child together: a child counts once, however many goals it has.
pub(crate) fn by_child(changes: &Changes) -> Vec<ChildChange> {
    let mean = |items: &[Change], of: fn(&Change) -> f64| {
        items.iter().map(of).sum::<f64>() / real(items.len().max(1))
    };
    changes
        .rows
        .chunk_by(|one, next| one.child == next.child)
        .filter_map(|items| {
            Some(ChildChange {
                child: items.first()?.child,
                first: mean(items, |row| row.first),
                last: mean(items, |row| row.last),
                improvement: mean(items, |row| row.improvement),
                items: items.len(),
            })
        })
        .collect()
}

/// Says which two scores make a change on a measure.
pub fn rule(measure: &Measure) -> String {
    let last = match measure.terms.pair {
        Pair::FirstAndLast => "the last one of all".to_owned(),
        Pair::FirstAndNext => "the next one".to_owned(),
        Pair::Nearest(after) => format!("the one nearest to {after} days after it"),
    };
    let least = match measure.terms.least_days {
        Some(least) => format!(", at least {least} days later"),
        None => String::new(),
    };
    format!(
        "the last score up to {GRACE_DAYS} days after the baseline (where there is none, the first after that), \
         and {last}{least}; same measure, item and informant"
    )
}

fn days(from: Day, to: Day) -> i64 {
    (to.date() - from.date()).num_days()
}

fn at<T>(list: &[T], place: Place) -> Option<&T> {
    usize::try_from(place).ok().and_then(|place| list.get(place))
}

#[cfg(test)]
mod tests;
