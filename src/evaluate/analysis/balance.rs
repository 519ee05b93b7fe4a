//! Whether the two arms were alike before anything was done.

use super::super::data::{Child, Data};
use super::sample::Sample;
use super::tables::{column, nothing, row};
use disclosure::report::{Cell, How, Table, Value};
use domain::{Arm, Cohort, Sex};
use statistics::balance::balance;
use statistics::describe;
use statistics::number::integer;

/// Beyond this the arms differ.
pub(super) const SOME: f64 = 0.1;
/// Beyond this they differ clearly.
pub(super) const CLEAR: f64 = 0.25;

/// What is known of a child before anything was done.
type Fact = fn(&Child) -> Option<f64>;

/// One thing in which arms are compared.
#[derive(Clone, Debug)]
pub struct Compared {
    /// Its name in figures.
    pub id: String,
    /// What it is.
    pub label: String,
    /// What it is, within a sentence.
    pub phrase: String,
    /// Its values in the budget arm.
    pub budget: Vec<f64>,
    /// Its values in the comparison arm.
    pub comparison: Vec<f64>,
    /// Whether it is so or not, 1 or 0.
    pub share: bool,
}

impl Compared {
    /// The difference in standard deviations.
    pub fn difference(&self) -> Option<f64> {
        balance(&self.budget, &self.comparison).ok().map(|balance| balance.difference)
    }
}

/// Everything in which the arms are compared.
pub(super) fn compared(data: &Data, samples: &[Sample]) -> Vec<Compared> {
    let mut compared: Vec<Compared> = samples
        .iter()
        .filter(|sample| sample.primary)
        .map(|sample| {
            let of = |arm| {
                let lost = sample.lost_of(arm).into_iter().map(|lost| lost.first);
                sample.arm(arm).into_iter().map(|case| case.first).chain(lost).collect()
            };
            Compared {
                id: format!("first-{}", sample.code),
                label: format!("First score: {}", sample.label),
                phrase: format!("first scores ({})", sample.label),
                budget: of(Arm::Budget),
                comparison: of(Arm::Comparison),
                share: false,
            }
        })
        .collect();
    let of = |arm, value: Fact| {
        data.children.iter().filter(|child| child.arm == arm).filter_map(value).collect::<Vec<f64>>()
    };
    let facts: [(&str, &str, &str, bool, Fact); 4] = [
        ("age", "Age at the baseline, in years", "age", false, age),
        ("need-level", "Need level", "level of need", false, |child| Some(f64::from(child.need_level))),
        ("girls", "Girls, of those whose sex is stated", "how many are girls", true, |child| {
            match child.sex {
                Sex::Female => Some(1.0),
                Sex::Male => Some(0.0),
                Sex::Unstated => None,
            }
        }),
        ("looked-after", "Looked after", "how many are looked after", true, |child| {
            Some(if child.cohort == Cohort::LookedAfter { 1.0 } else { 0.0 })
        }),
    ];
    for (id, label, phrase, share, value) in facts {
        compared.push(Compared {
            id: id.into(),
            label: label.into(),
            phrase: phrase.into(),
            budget: of(Arm::Budget, value),
            comparison: of(Arm::Comparison, value),
            share,
        });
    }
    compared
}

fn age(child: &Child) -> Option<f64> {
    let days = (child.baseline?.date() - child.born.date()).num_days();
    Some(integer(days) / 365.25)
}

/// How far apart, in words.
pub fn reading(difference: f64) -> &'static str {
    match difference.abs() {
        apart if apart > CLEAR => "clearly different",
        apart if apart > SOME => "somewhat different",
        _ => "alike",
    }
}

pub fn table(compared: &[Compared]) -> Table {
    let rows = compared
        .iter()
        .map(|compared| {
            let fewest = compared.budget.len().min(compared.comparison.len());
            let mean = |values: &[f64]| match describe::mean(values) {
                Ok(mean) if compared.share => Cell::of(values.len(), Value::Share(mean)),
                Ok(mean) => Cell::of(values.len(), Value::Number(mean, 2)),
                Err(_) => nothing(values.len()),
            };
            let (difference, words) = match compared.difference() {
                Some(difference) => (
                    Cell::of(fewest, Value::Number(difference, 2)),
                    Cell::of(fewest, Value::Text(reading(difference).into())),
                ),
                None => (nothing(fewest), nothing(fewest)),
            };
            let cells = vec![
                Cell::text(compared.label.as_str()),
                mean(&compared.budget),
                mean(&compared.comparison),
                difference,
                words,
            ];
            row(compared.id.as_str(), format!("baseline={}", compared.id), cells)
        })
        .collect();
    Table {
        id: "effect-balance",
        caption: "The two arms before anything was done".into(),
        columns: vec![
            column("what", "What is compared"),
            column("mean_budget", "Mean or share with a budget"),
            column("mean_comparison", "Mean or share without"),
            column("difference", "Difference in standard deviations"),
            column("reading", "Reading"),
        ],
        rows,
        across: Vec::new(),
        notes: vec!["Up to 0.1 either way the arms are called alike, beyond 0.25 clearly different.".into()],
        how: How {
            formula: "(mean with a budget - mean without) / sqrt((variance + variance) / 2)".into(),
            rows: "all children of each arm of whom it is known; first scores of all who have one".into(),
            source: "Austin 2009; the limit of 0.25 from What Works Clearinghouse standards".into(),
        },
    }
}
