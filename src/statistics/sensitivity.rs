//! How strong something nobody measured would have to be to explain a finding away.

use super::impossible::{Impossible, finite};
use super::tail;

/// What it would take (Cinelli and Hazlett 2020).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Robustness {
    /// The robustness value: a hidden difference that explains this part of what is left of who was
    /// helped and this part of what is left of the outcome would take the whole effect away.
    pub value: f64,
    /// The same for taking it just inside what chance does.
    pub at_level: f64,
    /// The part of what is left of the outcome that the help explains.
    pub partial_r2: f64,
}

/// The robustness of a coefficient, from its t and the degrees of freedom of the residuals.
pub fn robustness_value(t: f64, df: f64, level: f64) -> Result<Robustness, Impossible> {
    if df <= 1.0 || !df.is_finite() {
        return Err(Impossible::TooFew { have: 2, need: 3 });
    }
    let f = finite(t)?.abs() / df.sqrt();
    let chance = tail::t_quantile(level, df - 1.0)? / (df - 1.0).sqrt();
    let at_level = if f <= chance {
        0.0
    } else if f < 1.0 / chance {
        value(f - chance)
    } else {
        (f * f - chance * chance) / (1.0 + f * f)
    };
    Ok(Robustness {
        value: finite(value(f))?,
        at_level: finite(at_level)?,
        partial_r2: finite(f * f / (1.0 + f * f))?,
    })
}

/// `(sqrt(f^4 + 4 f^2) - f^2) / 2`, written so that a large f does not lose its digits.
fn value(f: f64) -> f64 {
    if f > 0.0 { 2.0 / (1.0 + (1.0 + 4.0 / (f * f)).sqrt()) } else { 0.0 }
}
