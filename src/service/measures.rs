//! Measures, with how they are read: as the newest policy says, and where it is silent as built in.
//!
//! The newest policy, and not the one of a score's day: what is known of a scale is not what was promised
//! to anybody, and a change has two days.

use super::Result;
use super::policy::newest_set;
use crate::domain::measure::{Measure, MeasureSays, built_in};
use crate::domain::{Code, Day, Refusal, Text, similar};
use crate::store::Look;

/// Reads every measure, in the order of their codes.
///
/// # Errors
/// A failure of the file.
pub fn measures(look: &Look<'_>) -> Result<Vec<Measure>> {
    let said = said(look)?;
    let mut all = look.measures()?;
    for measure in &mut all {
        match said.iter().find(|says| says.code == measure.code) {
            Some(says) => {
                measure.terms = says.terms();
                measure.label = says.label.clone().unwrap_or_else(|| measure.label.clone());
            }
            None => measure.terms = built_in(&measure.code),
        }
    }
    Ok(all)
}

/// What the newest policy says of measures.
pub(super) fn said(look: &Look<'_>) -> Result<Vec<MeasureSays>> {
    Ok(newest_set(look)?.map(|policy| policy.file.measures).unwrap_or_default())
}

/// Refuses a score told by somebody whom the policy does not name for the measure. A policy that names
/// nobody leaves it open.
///
/// # Errors
/// `INFORMANT_UNKNOWN`.
pub(super) fn admits(said: &[MeasureSays], measure: &Code, informant: &Text) -> Result<(), Refusal> {
    let says = said.iter().find(|says| says.code == *measure);
    let Some(named) = says.and_then(|says| says.informants.as_ref()) else { return Ok(()) };
    if named.iter().any(|known| known.name == *informant) {
        return Ok(());
    }
    let known: Vec<String> = named.iter().map(|known| known.name.to_string()).collect();
    Err(Refusal::InformantUnknown {
        measure: measure.clone(),
        informant: informant.clone(),
        near: similar(informant.as_str(), known.iter().cloned()),
        known,
    })
}

/// Says that a score comes so soon after the one before it that the two make no change.
pub(super) fn too_soon(said: &[MeasureSays], measure: &Code, before: Option<Day>, on: Day) -> Vec<String> {
    let says = said.iter().find(|says| says.code == *measure);
    let least = says.map_or_else(|| built_in(measure), MeasureSays::terms).least_days;
    let Some((least, before)) = least.zip(before) else { return Vec::new() };
    let days = (on.date() - before.date()).num_days();
    if days >= i64::from(least) {
        return Vec::new();
    }
    let after = if days == 1 { "1 day".to_owned() } else { format!("{days} days") };
    vec![format!("{after} after the score of {before}: a change of {measure} is read over at least {least}")]
}
