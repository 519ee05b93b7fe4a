//! Measures, with how they are read: as the newest policy says, and where it is silent as built in.
//!
//! The newest policy, and not the one of a score's day: what is known of a scale is not what was promised
//! to anybody, and a change has two days.

use std::collections::HashSet;

use super::Result;
use super::policy::newest_set;
use domain::measure::{Measure, MeasureSays, built_in};
use domain::{Code, Day, Refusal, Text, similar};
use store::Reader;

/// Reads every measure, in the order of their codes.
pub fn measures(reader: &Reader<'_>) -> Result<Vec<Measure>> {
    let said = newest_measures(reader)?;
    let mut all = reader.measures()?;
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

/// Who may tell scores, and what is known of theirs.
#[derive(Debug)]
pub(super) struct Tellers {
    said: Vec<MeasureSays>,
    met: HashSet<(Code, Text)>,
}

impl Tellers {
    /// Reads what the newest policy says.
    pub fn new(reader: &Reader<'_>) -> Result<Self> {
        Ok(Self { said: newest_measures(reader)?, met: HashSet::new() })
    }

    /// Refuses a score reported by somebody whom the policy does not name for the measure; a policy that
    /// names nobody leaves it open. Says, once, where others than these are built in.
    ///
    /// # Errors
    /// `INFORMANT_UNKNOWN`.
    pub(crate) fn admit(&mut self, measure: &Code, informant: &Text) -> Result<Option<String>, Refusal> {
        if !self.met.insert((measure.clone(), informant.clone())) {
            return Ok(None);
        }
        let named = self.says(measure).and_then(|says| says.informants.as_ref());
        let open = named.is_none();
        let known = named.map_or_else(|| built_in(measure).informants, Clone::clone);
        let known: Vec<String> = known.into_iter().map(|known| known.name.to_string()).collect();
        if known.iter().any(|known| known == informant.as_str()) || (open && known.is_empty()) {
            return Ok(None);
        }
        if open {
            let known = known.join(", ");
            return Ok(Some(format!(
                "the policy says nothing about {measure} as reported by {informant}, only by {known}"
            )));
        }
        // The next row is refused for the same reason.
        self.met.remove(&(measure.clone(), informant.clone()));
        let near = similar(informant.as_str(), known.iter().cloned());
        let (measure, informant) = (measure.clone(), informant.clone());
        Err(Refusal::InformantUnknown { measure, informant, near, known })
    }

    /// Says that a score comes so soon after the one before it that the two make no change.
    pub(crate) fn too_soon(&self, measure: &Code, before: Option<Day>, on: Day) -> Option<String> {
        let least = self.says(measure).map_or_else(|| built_in(measure), MeasureSays::terms).least_days;
        let (least, before) = least.zip(before)?;
        let days = (on.date() - before.date()).num_days();
        let after = if days == 1 { "1 day".to_owned() } else { format!("{days} days") };
        (days < i64::from(least)).then(|| {
            format!(
                "{after} after the score of {before}: a change of {measure} is read over at least {least}"
            )
        })
    }

    fn says(&self, measure: &Code) -> Option<&MeasureSays> {
        self.said.iter().find(|says| says.code == *measure)
    }
}

/// What the newest policy says of measures.
fn newest_measures(reader: &Reader<'_>) -> Result<Vec<MeasureSays>> {
    Ok(newest_set(reader)?.map(|policy| policy.file.measures).unwrap_or_default())
}
