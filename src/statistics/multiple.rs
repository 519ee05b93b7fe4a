//! Several questions at once: one answer in twenty is wrong by chance, so more is asked of each.

use super::impossible::Impossible;
use crate::number::real;

/// Holm's (1979) adjusted probabilities, in the order in which they were given.
pub fn holm(p: &[f64]) -> Result<Vec<f64>, Impossible> {
    if p.iter().any(|p| !(0.0..=1.0).contains(p)) {
        return Err(Impossible::Outside("a probability"));
    }
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|a, b| p[*a].total_cmp(&p[*b]));
    let mut adjusted = vec![0.0; p.len()];
    let mut least: f64 = 0.0;
    for (place, at) in order.iter().enumerate() {
        least = least.max((p[*at] * real(p.len() - place)).min(1.0));
        adjusted[*at] = least;
    }
    Ok(adjusted)
}
