//! How alike two arms were before anything was done.

use super::describe::{mean, variance};
use super::impossible::Impossible;

/// How alike two arms are in one thing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Balance {
    /// The difference of the means in standard deviations (the root of the mean of both variances);
    /// beyond a tenth the arms are commonly called unlike.
    pub difference: f64,
    /// The one variance by the other; `None` where the other is nothing.
    pub variance_ratio: Option<f64>,
}

/// Compares two arms, `left` less `right`. A thing that is so or not is 1 or 0.
pub fn balance(left: &[f64], right: &[f64]) -> Result<Balance, Impossible> {
    let (a, b) = (variance(left)?, variance(right)?);
    let spread = a.midpoint(b).sqrt();
    let gap = mean(left)? - mean(right)?;
    if spread <= 0.0 && gap == 0.0 {
        return Ok(Balance { difference: 0.0, variance_ratio: None });
    }
    let difference = gap / spread;
    if !difference.is_finite() {
        return Err(Impossible::NoVariance("what is compared"));
    }
    let ratio = a / b;
    Ok(Balance { difference, variance_ratio: ratio.is_finite().then_some(ratio) })
}
