//! What the budgets did to children's scores, as numbers: where there is a comparison arm, the difference
//! in differences with what supports it; everywhere, how improvement goes with spend. And the verdict.
//!
//! The methods, with the simulations behind each choice, are in docs/METHODS.md.

use domain::{Arm, Better, Code};

use super::super::Settings;
use super::super::data::{Data, Place};
use super::fit::{self, Likely};
use super::sample::{Case, Sample, index, samples};
use statistics::number::real;
use statistics::sensitivity::{self, Robustness};
use statistics::{bootstrap, multiple};

/// Fewer children than this in an arm, and nothing is concluded.
pub(super) const FEWEST: usize = 10;

/// What was found, measure by measure; those the pilot is judged on first.
#[derive(Clone, Debug, Default)]
pub struct Effects {
    pub measures: Vec<Effect>,
    /// The children of each.
    pub samples: Vec<Sample>,
}

impl Effects {
    /// The measures that the pilot is judged on, with their children.
    pub fn judged(&self) -> impl Iterator<Item = (&Sample, &Effect)> {
        self.samples.iter().zip(&self.measures).filter(|(sample, _)| sample.primary)
    }
}

/// What was found on a measure. Everything is told so that positive is better.
#[derive(Clone, Debug)]
pub struct Effect {
    /// The measure: a place in the list it came from.
    pub measure: Place,
    pub code: Code,
    /// Its name.
    pub label: String,
    /// Which way is better.
    pub better: Better,
    /// Whether the pilot is judged on it.
    pub primary: bool,
    /// Children of the budget arm with a change.
    pub budget: usize,
    /// Children of the comparison arm with a change.
    pub comparison: usize,
    /// The difference in differences, with errors that allow for children of one lead professional
    /// being alike; or why there is none.
    pub difference: Result<Likely, String>,
    /// Its interval by drawing lead professionals again.
    pub redrawn: Option<(f64, f64)>,
    /// The chance of as large a difference by accident, allowing for several measures being tried.
    pub holm: Option<f64>,
    /// The same difference between children with the same first score.
    pub adjusted: Result<Likely, String>,
    /// How much of what is left unexplained something unseen would have to explain.
    pub robustness: Option<Robustness>,
    /// Improvement for £2,500 spent, within the budget arm, between children with the same first score.
    pub dose: Result<Likely, String>,
    /// The same over both arms, which may differ in more than the money.
    pub dose_arms: Result<Likely, String>,
    /// The same over both arms, taken to differ by the money only.
    pub dose_alone: Result<Likely, String>,
    /// What all this comes to.
    pub verdict: Verdict,
}

/// What may be claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Children with a budget improved more, and more where more was spent: both beyond chance.
    Shown,
    /// Only one of the two is beyond chance: not shown.
    Suggested,
    /// Neither is beyond chance: not shown.
    NotShown,
    /// Children with a budget did worse, and worse where more was spent: both beyond chance.
    Worse,
    /// The data cannot answer, and why.
    CannotTell(String),
}

/// Works out the effects.
pub fn estimate(data: &Data, settings: &Settings) -> Effects {
    of(samples(data, settings), settings)
}

/// Works out the effects of samples, wherever they come from.
pub fn of(samples: Vec<Sample>, settings: &Settings) -> Effects {
    let mut measures: Vec<Effect> = samples.iter().map(|sample| one(sample, settings)).collect();
    let judged = |effect: &Effect| effect.primary && effect.difference.is_ok();
    let p: Vec<f64> = measures
        .iter()
        .filter(|effect| judged(effect))
        .filter_map(|effect| effect.difference.as_ref().ok().map(|difference| difference.p))
        .collect();
    let mut adjusted = multiple::holm(&p).unwrap_or_default().into_iter();
    for effect in &mut measures {
        if judged(effect) {
            effect.holm = adjusted.next();
        }
        effect.verdict = verdict(effect, 1.0 - settings.confidence);
    }
    Effects { measures, samples }
}

fn one(sample: &Sample, settings: &Settings) -> Effect {
    let (budget, comparison) = (sample.arm(Arm::Budget), sample.arm(Arm::Comparison));
    let enough = both_arms(&budget, &comparison);
    let both: Vec<Case> = budget.iter().chain(&comparison).copied().collect();
    let sure = settings.confidence;
    let difference = difference(&both, sure);
    let redrawn = difference.as_ref().ok().and_then(|_| redrawn(&both, settings));
    let adjusted = enough.clone().and_then(|()| fit::first(&both, &[&arm, &first], sure));
    let robustness = difference.as_ref().ok().and_then(|_| robustness(&both, sure));
    Effect {
        measure: sample.measure,
        code: sample.code.clone(),
        label: sample.label.clone(),
        better: sample.better,
        primary: sample.primary,
        budget: budget.len(),
        comparison: comparison.len(),
        difference,
        redrawn,
        holm: None,
        adjusted,
        robustness,
        dose: dose(&budget, sure),
        dose_arms: enough.clone().and_then(|()| fit::first(&both, &[&Case::dose, &arm, &first], sure)),
        dose_alone: enough.and_then(|()| fit::first(&both, &[&Case::dose, &first], sure)),
        verdict: Verdict::NotShown,
    }
}

/// Improvement for £2,500 spent, between children with the same first score.
pub fn dose(cases: &[Case], confidence: f64) -> Result<Likely, String> {
    if cases.len() < FEWEST {
        return Err(format!("fewer than {FEWEST} children with a budget were followed up"));
    }
    fit::first(cases, &[&Case::dose, &first], confidence)
}

/// The difference in differences of these children.
///
/// # Errors
/// A sentence that says why there is none.
pub fn difference(cases: &[Case], confidence: f64) -> Result<Likely, String> {
    let of = |arm| -> Vec<Case> { cases.iter().filter(|case| case.arm == arm).copied().collect() };
    both_arms(&of(Arm::Budget), &of(Arm::Comparison))?;
    fit::first(cases, &[&arm], confidence)
}

/// Says what is missing before two arms can be compared.
fn both_arms(budget: &[Case], comparison: &[Case]) -> Result<(), String> {
    if comparison.is_empty() {
        return Err("no child without a budget was followed up, so there is nothing to compare with".into());
    }
    for (cases, arm) in [(budget, "with a budget"), (comparison, "without a budget")] {
        if cases.len() < FEWEST {
            return Err(format!("fewer than {FEWEST} children {arm} were followed up"));
        }
    }
    Ok(())
}

/// Whether a child is in the budget arm, as 1 or 0.
pub fn arm(case: &Case) -> f64 {
    if case.arm == Arm::Budget { 1.0 } else { 0.0 }
}

/// A child's first score.
pub fn first(case: &Case) -> f64 {
    case.first
}

/// The interval of the difference by drawing lead professionals again, with all their children
/// (bootstrap t: each draw is measured by its own error, which holds for few lead professionals too).
fn redrawn(cases: &[Case], settings: &Settings) -> Option<(f64, f64)> {
    let clusters = Clusters::of(cases);
    let (difference, error) = clusters.difference(&vec![1; clusters.sums.len()])?;
    let statistic = |drawn: &[u32]| {
        let (redrawn, its_error) = clusters.difference(drawn)?;
        Some(vec![(redrawn - difference) / its_error])
    };
    let count = clusters.sums.len();
    let drawn = bootstrap::clustered(settings.seed, settings.replicates, count, statistic).ok()?;
    let (low, high) = bootstrap::percentile(&drawn.of(0), settings.confidence).ok()?;
    Some((difference - high * error, difference - low * error))
}

/// What a difference of means needs of each cluster: children and their improvement, with a budget and
/// without.
struct Clusters {
    sums: Vec<[f64; 4]>,
}

impl Clusters {
    fn of(cases: &[Case]) -> Self {
        let groups = fit::groups(cases);
        // Too few groups to go by: each child varies on its own.
        let alone = !groups.carry();
        let mut sums = vec![[0.0; 4]; if alone { cases.len() } else { groups.count }];
        for (at, (case, group)) in cases.iter().zip(&groups.of).enumerate() {
            let sums = &mut sums[if alone { at } else { index(*group) }];
            let arm = if case.arm == Arm::Budget { 0 } else { 2 };
            sums[arm] += 1.0;
            sums[arm + 1] += case.improvement;
        }
        Self { sums }
    }

    /// The difference, and its error from how much clusters differ, each counted as often as it was drawn.
    fn difference(&self, drawn: &[u32]) -> Option<(f64, f64)> {
        let mut total = [0.0; 4];
        for (times, sums) in drawn.iter().zip(&self.sums) {
            for (total, sum) in total.iter_mut().zip(sums) {
                *total += f64::from(*times) * sum;
            }
        }
        let [treated, gained, untreated, otherwise] = total;
        if treated <= 0.0 || untreated <= 0.0 {
            return None;
        }
        let (gain, other) = (gained / treated, otherwise / untreated);
        let squares: f64 = drawn
            .iter()
            .zip(&self.sums)
            .map(|(times, sums)| {
                let with = (sums[1] - gain * sums[0]) / treated;
                let without = (sums[3] - other * sums[2]) / untreated;
                f64::from(*times) * (with - without).powi(2)
            })
            .sum();
        let clusters = real(self.sums.len());
        let error = (squares * clusters / (clusters - 1.0)).sqrt();
        (error > 0.0).then_some((gain - other, error))
    }
}

/// How much something unseen would have to explain, of who had a budget and of the changes, to explain
/// the difference away (Cinelli and Hazlett 2020); from the plain regression, as they define it.
fn robustness(cases: &[Case], confidence: f64) -> Option<Robustness> {
    let plain = fit::line(cases, &[&arm], confidence).ok()?;
    let df = real(cases.len()) - 2.0;
    let t = (df * plain.r_squared / (1.0 - plain.r_squared)).sqrt();
    sensitivity::robustness_value(t, df, confidence).ok()
}

fn verdict(effect: &Effect, alpha: f64) -> Verdict {
    let difference = match &effect.difference {
        Ok(difference) => difference,
        Err(why) => return Verdict::CannotTell(why.clone()),
    };
    // A measure that the pilot is not judged on has no allowance for trying several; it is never shown.
    let chance = effect.holm.unwrap_or(1.0);
    let differs = chance < alpha;
    let dose = effect.dose.as_ref().ok().filter(|dose| dose.excludes_none());
    match (differs, dose) {
        (true, Some(dose)) if dose.value > 0.0 && difference.value > 0.0 => Verdict::Shown,
        (true, Some(dose)) if dose.value < 0.0 && difference.value < 0.0 => Verdict::Worse,
        (false, None) => Verdict::NotShown,
        _ => Verdict::Suggested,
    }
}

impl Effect {
    /// Children of the smaller arm.
    pub fn fewest(&self) -> usize {
        self.budget.min(self.comparison)
    }
}

impl Verdict {
    /// In a word or two.
    pub const fn words(&self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::Suggested | Self::NotShown => "not shown",
            Self::Worse => "shown to be worse",
            Self::CannotTell(_) => "cannot be said",
        }
    }
}
