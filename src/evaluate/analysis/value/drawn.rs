//! Costs and effects of the same children together, drawn again: what another such pilot might have
//! shown. A child's cost and effect stay together, and so do the children of a lead professional.

use super::super::super::Settings;
use super::super::super::change;
use super::super::super::data::Data;
use super::super::fit;
use super::super::sample::{Case, Sample, index};
use super::costs::{Cost, View};
use change::Reliable;
use domain::Arm;
use statistics::bootstrap;
use statistics::number::real;

/// What is added up of each child: itself, its costs, its improvement, whether it is reliably better,
/// whether it left the worst band.
const PARTS: usize = 7;

/// Means of the children of an arm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Means([f64; PARTS]);

impl Means {
    fn of(sums: &[f64; PARTS]) -> Option<Self> {
        (sums[0] > 0.0).then(|| Self(sums.map(|sum| sum / sums[0])))
    }

    pub fn cost(&self, view: View) -> f64 {
        let [_, fund, time, saved, ..] = self.0;
        Cost { fund, time, saved, family: 0.0 }.seen(view)
    }

    pub fn improvement(&self) -> f64 {
        self.0[4]
    }

    /// The share reliably better.
    pub fn better(&self) -> f64 {
        self.0[5]
    }

    /// The share that left the worst band.
    pub fn out(&self) -> f64 {
        self.0[6]
    }
}

/// Both arms, or the one there is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arms {
    /// Children with a budget.
    pub budget: Means,
    /// Children without.
    pub comparison: Option<Means>,
}

impl Arms {
    /// What the budgets cost a child more: against the comparison arm, or against nothing.
    pub fn cost(&self, view: View) -> f64 {
        self.budget.cost(view) - self.comparison.map_or(0.0, |other| other.cost(view))
    }

    /// How much more a child improved: against the comparison arm, or against its first score.
    pub fn effect(&self) -> f64 {
        self.budget.improvement() - self.comparison.map_or(0.0, |other| other.improvement())
    }

    /// What is left where a point is worth so much.
    pub(super) fn net_benefit(&self, view: View, worth: f64) -> f64 {
        worth * self.effect() - self.cost(view)
    }
}

/// The pilot as it was, and as it might have been.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// As it was.
    pub seen: Arms,
    /// Each redrawn pilot.
    pub replicates: Vec<Arms>,
    /// How many groups the arm has that has fewer.
    fewest: usize,
    /// How sure intervals are.
    confidence: f64,
}

/// Draws the children of a measure again.
///
/// # Errors
/// Why they cannot be.
pub fn draw(data: &Data, settings: &Settings, sample: &Sample, costs: &[Cost]) -> Result<Drawn, String> {
    let compares = sample.cases.iter().any(|case| case.arm == Arm::Comparison);
    let groups = fit::groups(&sample.cases);
    let alone = !groups.carry();
    let count = if alone { sample.cases.len() } else { groups.count };
    // What is known of a difference is what the arm says that has fewer.
    let fewest = if alone { smaller_arm(sample, compares) } else { groups.fewest };
    let mut sums = vec![[[0.0; PARTS]; 2]; count];
    for (at, (case, group)) in sample.cases.iter().zip(&groups.of).enumerate() {
        let arm = &mut sums[if alone { at } else { index(*group) }][arm(case)];
        for (sum, part) in arm.iter_mut().zip(parts(data, sample, case, &costs[index(case.child)])) {
            *sum += part;
        }
    }
    let arms = |weights: &[u32]| {
        let mut total = [[0.0; PARTS]; 2];
        for (weight, group) in weights.iter().zip(&sums).filter(|(weight, _)| **weight > 0) {
            for (total, sum) in total.as_flattened_mut().iter_mut().zip(group.as_flattened()) {
                *total += f64::from(*weight) * sum;
            }
        }
        let comparison = Means::of(&total[1]);
        (comparison.is_some() == compares).then_some(())?;
        Some(Arms { budget: Means::of(&total[0])?, comparison })
    };
    let seen = arms(&vec![1; count]).ok_or("no child with a budget was followed up")?;
    let drawn = bootstrap::clustered(settings.seed, settings.replicates, count, |weights| {
        let arms = arms(weights)?;
        let both = [Some(arms.budget), arms.comparison];
        Some(both.into_iter().flatten().flat_map(|means| means.0).collect())
    });
    let drawn = drawn.map_err(|why| why.to_string())?;
    let replicates = drawn.kept.iter().filter_map(|figures| read(figures)).collect();
    Ok(Drawn { seen, replicates, fewest, confidence: settings.confidence })
}

/// Children of the arm that has fewer.
fn smaller_arm(sample: &Sample, compares: bool) -> usize {
    let budget = sample.cases.iter().filter(|case| case.arm == Arm::Budget).count();
    if compares { budget.min(sample.cases.len() - budget) } else { budget }
}

fn read(figures: &[f64]) -> Option<Arms> {
    let mut arms = figures.chunks_exact(PARTS).map(|part| part.try_into().ok().map(Means));
    Some(Arms { budget: arms.next()??, comparison: arms.next().flatten() })
}

const fn arm(case: &Case) -> usize {
    match case.arm {
        Arm::Budget => 0,
        Arm::Comparison => 1,
    }
}

fn parts(data: &Data, sample: &Sample, case: &Case, cost: &Cost) -> [f64; PARTS] {
    let told = |so: bool| if so { 1.0 } else { 0.0 };
    let better = reliably_better(data, sample, case).is_some_and(|better| better);
    let out = left_worst_band(data, sample, case).is_some_and(|out| out);
    [1.0, cost.fund, cost.time, cost.saved, case.improvement, told(better), told(out)]
}

/// Whether a child is reliably better, where that can be judged.
pub(super) fn reliably_better(data: &Data, sample: &Sample, case: &Case) -> Option<bool> {
    let measure = &data.measures[index(sample.measure)];
    let informant = &data.informants[index(case.informant.filter(|_| !measure.terms.items)?)];
    Some(change::reliable(measure, informant, case.first, case.last)? == Reliable::Better)
}

/// Whether a child was in the worst band and is no more, where there are bands.
pub(super) fn left_worst_band(data: &Data, sample: &Sample, case: &Case) -> Option<bool> {
    let measure = &data.measures[index(sample.measure)];
    let informant = &data.informants[index(case.informant.filter(|_| !measure.terms.items)?)];
    let worst = |score| change::in_worst_band(measure, informant, score);
    Some(worst(case.first)? && !worst(case.last)?)
}

impl Drawn {
    /// The interval of a figure; none where more than one replicate in twenty has no such figure.
    pub fn interval(&self, figure: impl Fn(&Arms) -> Option<f64>) -> Option<(f64, f64)> {
        let figures: Vec<f64> =
            self.replicates.iter().filter_map(figure).filter(|figure| figure.is_finite()).collect();
        let missing = self.replicates.len() - figures.len();
        if missing * 20 > self.replicates.len() {
            return None;
        }
        bootstrap::expanded(&figures, self.fewest, self.confidence).ok()
    }

    /// The share of redrawn pilots of which something holds. It is a share of replicates, of no children.
    pub fn share(&self, holds: impl Fn(&Arms) -> bool) -> f64 {
        let such = self.replicates.iter().filter(|arms| holds(arms)).count();
        real(such) / real(self.replicates.len().max(1))
    }
}
