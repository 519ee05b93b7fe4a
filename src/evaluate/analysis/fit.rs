//! Lines through children's changes, with errors that allow for children of one lead professional being
//! alike.

use std::collections::{BTreeMap, BTreeSet};

use super::sample::Case;
use domain::Arm;
use statistics::number::real;
use statistics::regression::{Errors, Fit, ols};
use statistics::{Impossible, Interval, by_t, interval};

/// Fewer groups than this in an arm, and errors by groups say nothing; then each child is taken to vary on
/// its own, and the report says so.
pub(super) const FEWEST_CLUSTERS: usize = 5;

/// A figure with what is known of its doubt.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likely {
    /// The figure.
    pub value: f64,
    /// Where its interval begins.
    pub low: f64,
    /// Where it ends.
    pub high: f64,
    /// Its standard error.
    pub error: f64,
    /// The degrees of freedom of t.
    pub df: f64,
    /// The probability of a figure so far from nothing if there were nothing.
    pub p: f64,
    /// How many children are behind it.
    pub n: usize,
    /// How many groups vary on their own, where the error goes by groups.
    pub clusters: Option<usize>,
}

impl Likely {
    /// The same figure in another unit.
    pub fn times(self, factor: f64) -> Self {
        let (a, b) = (self.low * factor, self.high * factor);
        Self {
            value: self.value * factor,
            low: a.min(b),
            high: a.max(b),
            error: self.error * factor.abs(),
            ..self
        }
    }

    /// Whether no difference lies outside the interval.
    pub(super) fn excludes_none(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// What a child brings to a line.
pub type Covariate<'a> = &'a dyn Fn(&Case) -> f64;

/// Improvement by columns: what a unit more of the first one goes with.
///
/// # Errors
/// A sentence that says why there is no figure.
pub fn first(cases: &[Case], columns: &[Covariate<'_>], confidence: f64) -> Result<Likely, String> {
    let fit = line(cases, columns, confidence).map_err(|why| why.to_string())?;
    likely(cases, &fit, 1, confidence).map_err(|why| why.to_string())
}

/// The mean improvement.
///
/// # Errors
/// A sentence that says why there is no interval.
pub fn mean(cases: &[Case], confidence: f64) -> Result<Likely, String> {
    let by_groups = line(cases, &[], confidence).and_then(|fit| likely(cases, &fit, 0, confidence));
    // Two children have a mean and an interval too, if a wide one.
    let alone = || interval::mean_t(&improvements(cases), confidence).map(of);
    by_groups.or_else(|_| alone()).map_err(|why| why.to_string())
}

/// The height of a line where all columns are nothing.
///
/// # Errors
/// Why there is none.
pub fn height(cases: &[Case], columns: &[Covariate<'_>], confidence: f64) -> Result<Likely, Impossible> {
    likely(cases, &line(cases, columns, confidence)?, 0, confidence)
}

/// The whole line: the constant first. A column in which nobody differs, after the first one, is left out.
///
/// # Errors
/// Why there is none.
pub fn line(cases: &[Case], columns: &[Covariate<'_>], confidence: f64) -> Result<Fit, Impossible> {
    let mut x: Vec<Vec<f64>> = Vec::with_capacity(columns.len());
    for (place, column) in columns.iter().enumerate() {
        let values: Vec<f64> = cases.iter().map(column).collect();
        if place == 0 || values.windows(2).any(|two| two[0] != two[1]) {
            x.push(values);
        }
    }
    let groups = groups(cases);
    let errors = if groups.carry() { Errors::Clustered(&groups.of) } else { Errors::Hc3 };
    ols(&improvements(cases), &x, errors, confidence)
}

/// How a child improved.
pub fn improvements(cases: &[Case]) -> Vec<f64> {
    cases.iter().map(|case| case.improvement).collect()
}

/// One coefficient. By groups t goes by the groups of the arm that has fewest: an arm with few lead
/// professionals is no surer because the other has many.
fn likely(cases: &[Case], fit: &Fit, at: usize, confidence: f64) -> Result<Likely, Impossible> {
    let df = if fit.clusters.is_some() { real(groups(cases).fewest) - 1.0 } else { fit.df };
    let Interval { value, error, low, high, p, n } =
        by_t(fit.coefficients[at], fit.errors[at], df, fit.n, confidence)?;
    Ok(Likely { value, low, high, error, df, p, n, clusters: fit.clusters })
}

fn of(interval: Interval) -> Likely {
    let Interval { value, error, low, high, p, n } = interval;
    Likely { value, low, high, error, df: real(n) - 1.0, p, n, clusters: None }
}

/// Which children vary together, by numbers from 0 on.
#[derive(Clone, Debug)]
pub struct Groups {
    /// Each child's group.
    pub of: Vec<u32>,
    /// How many there are.
    pub count: usize,
    /// How many the arm has that has fewest.
    pub fewest: usize,
}

impl Groups {
    /// Whether there are enough for errors to go by.
    pub(super) fn carry(&self) -> bool {
        self.fewest >= FEWEST_CLUSTERS
    }
}

/// The children of a lead professional go together.
pub fn groups(cases: &[Case]) -> Groups {
    let mut known: BTreeMap<u32, u32> = BTreeMap::new();
    let of: Vec<u32> = cases
        .iter()
        .map(|case| {
            let next = u32::try_from(known.len()).expect("there are fewer groups than children");
            *known.entry(case.cluster).or_insert(next)
        })
        .collect();
    let mut arms: BTreeMap<Arm, BTreeSet<u32>> = BTreeMap::new();
    for (case, group) in cases.iter().zip(&of) {
        arms.entry(case.arm).or_default().insert(*group);
    }
    Groups { of, count: known.len(), fewest: arms.values().map(BTreeSet::len).min().unwrap_or(0) }
}
