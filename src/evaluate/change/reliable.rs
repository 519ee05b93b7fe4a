//! Whether a change of one child is more than the scale's own unsteadiness, and in which band a score
//! lies.

use domain::Better;
use domain::measure::{Measure, ScoreBand};
use statistics::number::{integer, points};

/// Beyond so many standard errors a change is not put down to chance: 95 times in 100.
const SURE: f64 = 1.96;

/// What a change of one child is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reliable {
    /// Reliably better.
    Better,
    /// Reliably worse.
    Worse,
    /// Within what the scale may do by itself.
    No,
}

/// Judges a change by the reliable change index of Jacobson and Truax (1991): the difference over
/// `sqrt(2) * SD * sqrt(1 - r)`, reliable beyond 1.96. `None` where reliability or standard deviation of
/// the informant's scores are not known.
pub(crate) fn reliable(measure: &Measure, informant: &str, first: f64, last: f64) -> Option<Reliable> {
    let index = (last - first) / error(measure, informant)?;
    let improved = match measure.better {
        Better::Higher => index,
        Better::Lower => -index,
    };
    Some(match improved {
        index if index > SURE => Reliable::Better,
        index if index < -SURE => Reliable::Worse,
        _ => Reliable::No,
    })
}

/// The change beyond which it is reliable, in points.
pub fn reliable_from(measure: &Measure, informant: &str) -> Option<f64> {
    Some(SURE * error(measure, informant)?)
}

/// The standard error of a difference between two scores of one child.
fn error(measure: &Measure, informant: &str) -> Option<f64> {
    let informant = measure.terms.told_by(informant)?;
    let deviation = points(informant.deviation?);
    let unreliable = 1.0 - integer(i64::from(informant.reliability?)) / 1000.0;
    let error = (2.0 * unreliable).sqrt() * deviation;
    (error.is_finite() && error > 0.0).then_some(error)
}

/// The band a score lies in. A score between two bands, such as a mean, lies in the higher.
pub fn band<'a>(measure: &'a Measure, informant: &str, score: f64) -> Option<&'a ScoreBand> {
    measure.terms.told_by(informant)?.bands.iter().find(|band| score <= points(band.up_to))
}

/// Whether a score lies in the band that is furthest from well: the highest where less is better, else
/// the lowest.
pub(crate) fn in_worst_band(measure: &Measure, informant: &str, score: f64) -> Option<bool> {
    let bands = &measure.terms.told_by(informant)?.bands;
    let worst = match measure.better {
        Better::Higher => bands.first()?,
        Better::Lower => bands.last()?,
    };
    Some(band(measure, informant, score)? == worst)
}
