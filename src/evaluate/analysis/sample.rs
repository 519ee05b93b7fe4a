//! The children of one measure, ready to be compared: those with a change, and those who were lost.

use std::collections::BTreeMap;

use super::super::change::{self, Changes, LeftOut, Why};
use super::super::cluster;
use super::super::data::{Data, Place};
use domain::{Arm, Better, Code, Day, Pence};
use statistics::number::pounds;

use super::super::Settings;

/// The whole budget that a child could have at most: the unit in which spend is compared, in pounds.
pub(crate) const WHOLE: f64 = 2_500.0;

/// A measure with its children.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The measure: a place in the list it came from.
    pub measure: Place,
    pub code: Code,
    /// Its name.
    pub label: String,
    /// Which way is better.
    pub better: Better,
    /// Whether the pilot is judged on it.
    pub primary: bool,
    /// Children with a change.
    pub cases: Vec<Case>,
    /// Children with a first score and no change.
    pub lost: Vec<Lost>,
    /// What could not be used.
    pub left_out: LeftOut,
}

/// A child with a change.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// The child: a place in the list it came from.
    pub child: Place,
    pub arm: Arm,
    /// Children with the same number have the same lead professional, or are siblings.
    pub cluster: u32,
    /// Its first score; the mean of its items.
    pub first: f64,
    /// Its last score.
    pub last: f64,
    /// Its change; positive is better.
    pub improvement: f64,
    pub spent: Pence,
    /// Who told its scores: a place in the informants, where that is known.
    pub informant: Option<Place>,
    /// Of how many items it is the mean.
    pub items: usize,
    /// The day of its first score, where that is known.
    pub first_on: Option<Day>,
    /// The day of its last score.
    pub last_on: Option<Day>,
}

/// A child with a first score only.
#[derive(Clone, Copy, Debug)]
pub struct Lost {
    pub child: Place,
    pub arm: Arm,
    /// Its first score.
    pub first: f64,
    pub spent: Pence,
    /// Why it was lost, where that is known.
    pub why: Option<Why>,
}

impl Case {
    /// What was spent, in whole budgets of £2,500.
    pub fn dose(&self) -> f64 {
        pounds(self.spent) / WHOLE
    }
}

impl Sample {
    /// Reads one measure.
    pub fn of(data: &Data, measure: Place, primary: bool) -> Self {
        let changes = change::changes(data, measure);
        let known = &data.measures[index(measure)];
        let mut seen: BTreeMap<Place, (Place, Day, Day)> = BTreeMap::new();
        for row in &changes.rows {
            let seen = seen.entry(row.child).or_insert((row.informant, row.first_on, row.last_on));
            *seen = (seen.0, seen.1.min(row.first_on), seen.2.max(row.last_on));
        }
        let cases: Vec<Case> = change::by_child(&changes)
            .into_iter()
            .map(|row| (seen.get(&row.child), row))
            .map(|(seen, row)| Case {
                child: row.child,
                arm: data.children[index(row.child)].arm,
                cluster: cluster::of(data, row.child),
                first: row.first,
                last: row.last,
                improvement: row.improvement,
                spent: spent(data, row.child),
                informant: seen.map(|seen| seen.0),
                items: row.items,
                first_on: seen.map(|seen| seen.1),
                last_on: seen.map(|seen| seen.2),
            })
            .collect();
        let lost = lost(data, &changes);
        Self {
            measure,
            code: known.code.clone(),
            label: known.label.to_string(),
            better: known.better,
            primary,
            cases,
            lost,
            left_out: changes.left_out,
        }
    }

    /// Children of an arm with a change.
    pub fn arm(&self, arm: Arm) -> Vec<Case> {
        self.cases.iter().filter(|case| case.arm == arm).copied().collect()
    }

    /// Children of an arm without one.
    pub(super) fn lost_of(&self, arm: Arm) -> Vec<Lost> {
        self.lost.iter().filter(|lost| lost.arm == arm).copied().collect()
    }

    /// Turns a difference where positive is better into points of the scale.
    pub(super) fn in_points(&self, improvement: f64) -> f64 {
        match self.better {
            Better::Higher => improvement,
            Better::Lower => -improvement,
        }
    }
}

/// Every measure with scores, those that the pilot is judged on first.
pub fn samples(data: &Data, settings: &Settings) -> Vec<Sample> {
    let mut scored = vec![false; data.measures.len()];
    for score in &data.scores {
        scored[index(score.measure)] = true;
    }
    let mut known: Vec<(usize, Place)> = (0..)
        .zip(&data.measures)
        .zip(&scored)
        .filter(|(_, scored)| **scored)
        .map(|((place, measure), _)| (rank(settings, &measure.code), place))
        .collect();
    known.sort_by(|a, b| {
        let code = |place: Place| &data.measures[index(place)].code;
        (a.0, code(a.1)).cmp(&(b.0, code(b.1)))
    });
    known
        .into_iter()
        .map(|(rank, place)| Sample::of(data, place, rank < settings.primary.len().max(1)))
        .collect()
}

/// Where a measure stands among those the pilot is judged on; all are first where none is named.
pub fn rank(settings: &Settings, code: &Code) -> usize {
    let named = settings.primary.iter().position(|primary| primary == code);
    match named {
        Some(place) => place,
        None => settings.primary.len(),
    }
}

fn lost(data: &Data, changes: &Changes) -> Vec<Lost> {
    let lost = |row: &change::Lost| Lost {
        child: row.child,
        arm: data.children[index(row.child)].arm,
        first: row.first,
        spent: spent(data, row.child),
        why: Some(row.why),
    };
    changes.lost.iter().map(lost).collect()
}

pub fn spent(data: &Data, child: Place) -> Pence {
    data.children[index(child)].budget.as_ref().map_or(Pence::ZERO, |budget| budget.spent)
}

pub fn index(place: Place) -> usize {
    usize::try_from(place).expect("a place fits an index")
}
