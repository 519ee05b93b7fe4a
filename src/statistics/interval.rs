//! Estimates with their intervals: by Student's t, for a mean and for a share.

use super::describe::{mean, variance};
use super::impossible::{Impossible, finite};
use super::tail;
use crate::number::real;

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

/// A share with its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Proportion {
    pub share: f64,
    /// Where the interval begins.
    pub low: f64,
    /// Where it ends.
    pub high: f64,
    /// Of how many.
    pub n: usize,
}

/// The mean with its interval by Student's t.
pub fn mean_t(values: &[f64], level: f64) -> Result<Interval, Impossible> {
    let spread = variance(values)?;
    if spread <= 0.0 {
        return Err(Impossible::NoVariance("the figure"));
    }
    let n = real(values.len());
    by_t(mean(values)?, (spread / n).sqrt(), n - 1.0, values.len(), level)
}

/// A share with Wilson's interval, which keeps within 0 and 1 and holds for few.
pub fn proportion_wilson(such: usize, of: usize, level: f64) -> Result<Proportion, Impossible> {
    if of == 0 {
        return Err(Impossible::TooFew { have: 0, need: 1 });
    }
    if such > of {
        return Err(Impossible::Outside("a share"));
    }
    let n = real(of);
    let share = real(such) / n;
    let square = tail::z_quantile(level)?.powi(2);
    let middle = (share + square / (2.0 * n)) / (1.0 + square / n);
    let half = (square * (share * (1.0 - share) / n + square / (4.0 * n * n))).sqrt() / (1.0 + square / n);
    let low = if such == 0 { 0.0 } else { finite(middle - half)?.max(0.0) };
    let high = if such == of { 1.0 } else { finite(middle + half)?.min(1.0) };
    Ok(Proportion { share, low, high, n: of })
}
