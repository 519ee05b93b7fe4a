//! Whether two figures go up together, by their ranks.

use super::impossible::{Impossible, enough, equal, finite};
use super::interval::Interval;
use super::tail;
use crate::number::real;

/// Spearman's rank correlation, ties at their average rank.
///
/// The probability goes by Student's t on n - 2 degrees of freedom; the interval by Fisher's z with the
/// standard error of Bonett and Wright (2000), `sqrt((1 + rho^2 / 2) / (n - 3))`, which is returned.
pub fn spearman(x: &[f64], y: &[f64], level: f64) -> Result<Interval, Impossible> {
    equal(x.len(), y.len())?;
    enough(x, 4)?;
    enough(y, 4)?;
    let rho = pearson(&ranks(x), &ranks(y))?;
    if 1.0 - rho.abs() < 1e-12 {
        return Err(Impossible::Perfect);
    }
    let n = real(x.len());
    let t = rho * ((n - 2.0) / ((1.0 - rho) * (1.0 + rho))).sqrt();
    let error = ((1.0 + rho * rho / 2.0) / (n - 3.0)).sqrt();
    let half = tail::z_quantile(level)? * error;
    Ok(Interval {
        value: rho,
        error: finite(error)?,
        low: (rho.atanh() - half).tanh(),
        high: (rho.atanh() + half).tanh(),
        p: tail::t_p(t, n - 2.0)?,
        n: x.len(),
    })
}

/// The place of each value among all of them, from 1; equal ones share the average of their places.
pub fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0.0; values.len()];
    let mut from = 0;
    while from < order.len() {
        let same = order[from..].iter().take_while(|at| values[**at] == values[order[from]]).count().max(1);
        let rank = real(from + 1).midpoint(real(from + same));
        for at in &order[from..from + same] {
            ranks[*at] = rank;
        }
        from += same;
    }
    ranks
}

/// Pearson's correlation, of ranks: they are small, so nothing runs over.
fn pearson(x: &[f64], y: &[f64]) -> Result<f64, Impossible> {
    let middle = real(x.len() + 1) / 2.0;
    let (mut both, mut of_x, mut of_y) = (0.0, 0.0, 0.0);
    for (x, y) in x.iter().zip(y) {
        both += (x - middle) * (y - middle);
        of_x += (x - middle).powi(2);
        of_y += (y - middle).powi(2);
    }
    if of_x <= 0.0 || of_y <= 0.0 {
        return Err(Impossible::NoVariance("one of the two figures"));
    }
    Ok((both / (of_x.sqrt() * of_y.sqrt())).clamp(-1.0, 1.0))
}
