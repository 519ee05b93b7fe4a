//! How far out a share of a distribution lies, and what share lies further out.

use statrs::distribution::{ChiSquared, Continuous, ContinuousCDF, Normal, StudentsT};

use super::impossible::{Impossible, finite};

/// Checks that a confidence is one.
fn confidence(level: f64) -> Result<(), Impossible> {
    let sound = (0.5..1.0).contains(&level);
    if sound { Ok(()) } else { Err(Impossible::Outside("how sure an interval should be")) }
}

fn student(df: f64) -> Result<StudentsT, Impossible> {
    StudentsT::new(0.0, 1.0, df).map_err(|_| Impossible::TooFew { have: 1, need: 2 })
}

/// How many standard errors to each side hold `level` of Student's t.
pub(crate) fn t_quantile(level: f64, df: f64) -> Result<f64, Impossible> {
    confidence(level)?;
    let t = student(df)?;
    let mut x = finite(t.inverse_cdf(level.midpoint(1.0)))?;
    // The inverse is good to eight digits or so; two steps of Newton's take it to the rest.
    for _ in 0..2 {
        let step = (t.sf(x) - 0.5 * (1.0 - level)) / t.pdf(x);
        if step.is_finite() {
            x += step;
        }
    }
    finite(x)
}

/// The probability of a t so large either way.
pub(crate) fn t_p(t: f64, df: f64) -> Result<f64, Impossible> {
    Ok(if t.is_nan() { 1.0 } else { (2.0 * student(df)?.sf(t.abs())).clamp(0.0, 1.0) })
}

/// The ordinary normal distribution.
fn normal() -> Normal {
    Normal::new(0.0, 1.0).expect("a mean of nothing and a deviation of one make a normal distribution")
}

/// How many standard errors to each side hold `level` of a normal distribution.
pub(crate) fn z_quantile(level: f64) -> Result<f64, Impossible> {
    confidence(level)?;
    finite(normal().inverse_cdf(level.midpoint(1.0)))
}

/// The share of a normal distribution below a point.
pub(crate) fn z_below(point: f64) -> f64 {
    normal().cdf(point)
}

/// The probability of a normal value so large either way.
pub(crate) fn z_p(z: f64) -> f64 {
    (2.0 * normal().sf(z.abs())).clamp(0.0, 1.0)
}

/// The probability of a sum of squares so large.
pub(crate) fn chi_squared_p(sum: f64, df: f64) -> Result<f64, Impossible> {
    let chi = ChiSquared::new(df).map_err(|_| Impossible::TooFew { have: 1, need: 2 })?;
    finite(chi.sf(sum.max(0.0)))
}
