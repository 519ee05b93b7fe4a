//! Intervals for a mean and for a share.

use super::describe::{mean, variance};
use super::{Impossible, Interval, by_t, finite, tail};
use crate::evaluate::number::real;

/// A share with its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Proportion {
    /// The share.
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
