//! What a list of values looks like: middle, spread, how unequally it is divided.

use super::impossible::{Impossible, enough, finite};
use crate::number::real;

/// The arithmetic mean.
pub fn mean(values: &[f64]) -> Result<f64, Impossible> {
    enough(values, 1)?;
    finite(values.iter().sum::<f64>() / real(values.len()))
}

/// The variance of a sample (divided by n - 1).
pub(crate) fn variance(values: &[f64]) -> Result<f64, Impossible> {
    enough(values, 2)?;
    let middle = mean(values)?;
    // A constant that the mean rounds is still a constant.
    if values.iter().all(|value| *value == values[0]) {
        return Ok(0.0);
    }
    finite(values.iter().map(|value| (value - middle).powi(2)).sum::<f64>() / real(values.len() - 1))
}

/// The standard deviation of a sample.
pub fn sd(values: &[f64]) -> Result<f64, Impossible> {
    Ok(variance(values)?.sqrt())
}

/// Values in their order.
pub fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}

/// The value below which a share of the values lies (Hyndman and Fan's type 7, as in R, numpy and Excel).
pub fn quantile(values: &[f64], share: f64) -> Result<f64, Impossible> {
    enough(values, 1)?;
    quantile_of_sorted(&sorted(values), share)
}

/// The same for values that are in their order.
pub fn quantile_of_sorted(sorted: &[f64], share: f64) -> Result<f64, Impossible> {
    if !(0.0..=1.0).contains(&share) {
        return Err(Impossible::Outside("a share"));
    }
    let last = sorted.len().checked_sub(1).ok_or(Impossible::TooFew { have: 0, need: 1 })?;
    let place = share * real(last);
    let below = crate::number::floor(place).min(last);
    let above = (below + 1).min(last);
    let part = place - real(below);
    finite(sorted[below] + part * (sorted[above] - sorted[below]))
}

pub fn median(values: &[f64]) -> Result<f64, Impossible> {
    quantile(values, 0.5)
}

/// The lower and the upper quartile.
pub fn quartiles(values: &[f64]) -> Result<(f64, f64), Impossible> {
    enough(values, 1)?;
    let sorted = sorted(values);
    Ok((quantile_of_sorted(&sorted, 0.25)?, quantile_of_sorted(&sorted, 0.75)?))
}

/// How far the quartiles are apart.
pub fn iqr(values: &[f64]) -> Result<f64, Impossible> {
    let (low, high) = quartiles(values)?;
    finite(high - low)
}

/// The share of values that are nothing.
pub fn share_of_zeros(values: &[f64]) -> Result<f64, Impossible> {
    enough(values, 1)?;
    Ok(real(values.iter().filter(|value| **value == 0.0).count()) / real(values.len()))
}

/// Values in order from nothing up, and their sum, which is more than nothing.
fn divided(values: &[f64]) -> Result<(Vec<f64>, f64), Impossible> {
    enough(values, 1)?;
    let sorted = sorted(values);
    if sorted[0] < 0.0 {
        return Err(Impossible::Negative);
    }
    let sum = finite(sorted.iter().sum::<f64>())?;
    if sum > 0.0 { Ok((sorted, sum)) } else { Err(Impossible::Nothing) }
}

/// The Gini coefficient: 0 where all have the same, near 1 where one has it all.
pub fn gini(values: &[f64]) -> Result<f64, Impossible> {
    let (sorted, sum) = divided(values)?;
    let n = real(sorted.len());
    let weighted: f64 = sorted.iter().enumerate().map(|(place, value)| real(place + 1) * (value / sum)).sum();
    finite(2.0 * weighted / n - (n + 1.0) / n)
}
