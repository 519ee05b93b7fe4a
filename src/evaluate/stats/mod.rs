//! Statistics: each method in a file of its own, from numbers to numbers.
//!
//! Nothing here returns infinity or what is no number. Where there is no answer there is an
//! [`Impossible`], which says why in a sentence that can be printed. The figures are held against scipy,
//! statsmodels and published examples (`fixtures/statistics`), and the intervals cover what they promise
//! in simulated pilots (`tests/stats`).

pub mod balance;
pub mod bootstrap;
pub mod describe;
pub mod interval;
pub mod meta;
pub mod multiple;
pub mod rank;
pub mod regression;
pub mod sensitivity;
mod tail;

use thiserror::Error;

/// Why there is no figure.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Impossible {
    /// There are too few of them.
    #[error("there are too few: {have}, and it takes at least {need}")]
    TooFew {
        /// How many there are.
        have: usize,
        /// How many it takes.
        need: usize,
    },
    /// There are too few groups that vary on their own.
    #[error("the children fall into too few groups: {have}, and it takes at least {need}")]
    TooFewClusters {
        /// How many there are.
        have: usize,
        /// How many it takes.
        need: usize,
    },
    /// Lists that belong together differ in length.
    #[error("two lists that belong together have {left} and {right} values")]
    Unequal {
        /// Values in the one.
        left: usize,
        /// Values in the other.
        right: usize,
    },
    /// Everybody has the same value.
    #[error("{0} is the same for everybody, so that nothing can be said of how it varies")]
    NoVariance(&'static str),
    /// One column follows from the others.
    #[error("what is looked at together says the same thing twice, so that the parts cannot be told apart")]
    Singular,
    /// The figures agree wholly: there is nothing left that chance could have done.
    #[error("the figures agree wholly, so that no doubt can be worked out from them")]
    Perfect,
    /// One observation decides a coefficient.
    #[error("one child alone decides a figure, so that its doubt cannot be worked out")]
    OneDecides,
    /// All of it is nothing.
    #[error("all of it together is nothing, so that there are no parts of it")]
    Nothing,
    /// A value below nothing where there is none.
    #[error("there is a value below nothing, for which this has no meaning")]
    Negative,
    /// A choice outside what it can be.
    #[error("{0} is outside what it can be")]
    Outside(&'static str),
    /// Too many redrawn samples had no answer.
    #[error("{failed} of {replicates} redrawn samples had no answer, which is too many to go by")]
    Unstable {
        /// How many had none.
        failed: usize,
        /// How many were drawn.
        replicates: usize,
    },
    /// Larger than numbers go.
    #[error("the figures are too large to be worked with")]
    TooLarge,
}

/// An estimate with its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The estimate.
    pub value: f64,
    /// Its standard error.
    pub error: f64,
    /// Where the interval begins.
    pub low: f64,
    /// Where it ends.
    pub high: f64,
    /// The probability of a figure so far from nothing, or further, if there were nothing.
    pub p: f64,
    /// How many are behind it.
    pub n: usize,
}

impl Interval {
    /// Whether a value lies inside it.
    pub fn contains(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}

/// A number that is one.
fn finite(value: f64) -> Result<f64, Impossible> {
    if value.is_finite() { Ok(value) } else { Err(Impossible::TooLarge) }
}

/// Refuses fewer than it takes, and what is no number.
fn enough(values: &[f64], need: usize) -> Result<(), Impossible> {
    if values.len() < need {
        return Err(Impossible::TooFew { have: values.len(), need });
    }
    if values.iter().all(|value| value.is_finite()) { Ok(()) } else { Err(Impossible::TooLarge) }
}

/// Refuses lists of different lengths.
fn equal(left: usize, right: usize) -> Result<(), Impossible> {
    if left == right { Ok(()) } else { Err(Impossible::Unequal { left, right }) }
}

/// An estimate that follows Student's t, with what belongs to it.
///
/// # Errors
/// Figures too large to be worked with; degrees of freedom that are none.
pub fn by_t(value: f64, error: f64, df: f64, n: usize, level: f64) -> Result<Interval, Impossible> {
    let half = tail::t_quantile(level, df)? * error;
    let p = tail::t_p(value / error, df)?;
    Ok(Interval {
        value: finite(value)?,
        error: finite(error)?,
        low: finite(value - half)?,
        high: finite(value + half)?,
        p: finite(p)?,
        n,
    })
}
