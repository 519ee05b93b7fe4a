//! Results of several pilots taken together, as draws from a range of true effects.

use super::impossible::{Impossible, enough, equal, finite};
use super::interval::Interval;
use super::tail;
use crate::number::real;

/// What several pilots say together.
#[derive(Clone, Debug, PartialEq)]
pub struct Pooled {
    /// The mean effect with the interval to go by: Hartung and Knapp's (t on k - 1), never narrower than
    /// DerSimonian and Laird's.
    pub effect: Interval,
    /// DerSimonian and Laird's interval, by the normal distribution.
    pub normal: Interval,
    /// Where the effect of another such pilot would lie (Higgins 2009: t on k - 2); takes three.
    pub prediction: Option<(f64, f64)>,
    /// How far the pilots differ: Cochran's Q.
    pub q: f64,
    /// The probability of such a Q if they did not differ but by chance.
    pub q_p: f64,
    /// The part of the variation that is more than chance, 0 to 1.
    pub i_squared: f64,
    /// The variance between pilots.
    pub tau_squared: f64,
    /// What each counts for; together 1.
    pub weights: Vec<f64>,
}

/// Pools effects with their standard errors: random effects, variance between pilots by DerSimonian and
/// Laird (1986).
///
/// The interval is Hartung and Knapp's (2001) with the precaution of Jackson and others (2017): where
/// pilots happen to agree better than chance would have them, it would be too narrow, so the wider of it
/// and DerSimonian and Laird's is taken.
///
/// # Errors
/// Fewer than two effects; a standard error that is not above nothing.
pub fn random_effects(effects: &[f64], errors: &[f64], level: f64) -> Result<Pooled, Impossible> {
    equal(effects.len(), errors.len())?;
    enough(effects, 2)?;
    enough(errors, 2)?;
    if errors.iter().any(|error| *error <= 0.0) {
        return Err(Impossible::NoVariance("the effect in one of the pilots"));
    }
    let k = effects.len();
    let df = real(k - 1);
    let exact: Vec<f64> = errors.iter().map(|error| 1.0 / (error * error)).collect();
    let (fixed, sum) = weighted_mean(effects, &exact)?;
    let q = finite(squares(effects, &exact, fixed))?;
    let spare = sum - exact.iter().map(|weight| weight * (weight / sum)).sum::<f64>();
    let tau_squared = finite(((q - df) / spare).max(0.0))?;

    let weights: Vec<f64> = errors.iter().map(|error| 1.0 / (error * error + tau_squared)).collect();
    let (mean, sum) = weighted_mean(effects, &weights)?;
    let error = finite((1.0 / sum).sqrt())?;
    let half = tail::z_quantile(level)? * error;
    let normal = Interval {
        value: mean,
        error,
        low: finite(mean - half)?,
        high: finite(mean + half)?,
        p: tail::z_p(mean / error),
        n: k,
    };
    let spread = finite((squares(effects, &weights, mean) / (df * sum)).sqrt())?;
    let wide = tail::t_quantile(level, df)? * spread;
    let effect = if wide > half {
        let p = tail::t_p(mean / spread, df)?;
        Interval { error: spread, low: finite(mean - wide)?, high: finite(mean + wide)?, p, ..normal }
    } else {
        normal
    };
    let prediction = if k < 3 {
        None
    } else {
        let reach = tail::t_quantile(level, real(k - 2))? * (tau_squared + error * error).sqrt();
        Some((finite(mean - reach)?, finite(mean + reach)?))
    };
    Ok(Pooled {
        effect,
        normal,
        prediction,
        q,
        q_p: tail::chi_squared_p(q, df)?,
        i_squared: if q > df { (q - df) / q } else { 0.0 },
        tau_squared,
        weights: weights.iter().map(|weight| weight / sum).collect(),
    })
}

/// The weighted mean, and the sum of the weights.
fn weighted_mean(values: &[f64], weights: &[f64]) -> Result<(f64, f64), Impossible> {
    let sum = finite(weights.iter().sum::<f64>())?;
    let mean = values.iter().zip(weights).map(|(value, weight)| value * (weight / sum)).sum::<f64>();
    if sum > 0.0 { Ok((finite(mean)?, sum)) } else { Err(Impossible::TooLarge) }
}

/// The weighted squares about a middle.
fn squares(values: &[f64], weights: &[f64], middle: f64) -> f64 {
    values.iter().zip(weights).map(|(value, weight)| weight * (value - middle).powi(2)).sum()
}
