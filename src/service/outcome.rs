//! Outcome scores: recorded once.

use serde::Serialize;

use super::measures::Tellers;
use super::{Reply, Result, UnitOfWork, UseCase};
use domain::{Action, Code, Day, Refusal, Score, Text, rows};

/// Records a score. The same score again changes nothing; another score for the same day is
/// refused.
#[derive(Clone, Debug, Serialize)]
pub struct OutcomeRecord {
    pub child: Code,
    pub measure: Code,
    pub value: Score,
    pub item: Option<Text>,
    pub informant: Text,
    pub on: Option<Day>,
}

impl UseCase for OutcomeRecord {
    const KIND: &'static str = "outcome.record";
    const ACTION: Action = Action::Observe;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let child = work.child(&self.child)?;
        let scale = work.scale(&self.measure)?;
        scale.admits(&self.measure, self.value)?;
        let mut tellers = Tellers::new(&work.reader())?;
        let mut warnings = Vec::from_iter(tellers.admit(&self.measure, &self.informant)?);
        let (measure, value) = (scale.id, self.value.thousandths());
        let on = work.on(self.on);
        work.calendar.has_come(on)?;
        let item = self.item.as_ref().map_or("", |item| item.as_str());
        let recorded = work.reader().outcome(child.id, measure, item, self.informant.as_str(), on)?;
        if let Some((found, event)) = recorded {
            if found == value {
                let sentence = format!("already recorded as entry {event}");
                return Ok(Reply { number: event, already: true, ..Reply::new(sentence) });
            }
            return Err(Refusal::OutcomeRecordedOtherwise {
                child: self.child.clone(),
                measure: self.measure.clone(),
                found: Score::from_thousandths(found).to_string(),
                given: self.value.to_string(),
            }
            .into());
        }
        let told = (item, self.informant.as_str());
        let before = work.reader().outcome_before(child.id, measure, told, on)?;
        warnings.extend(tellers.too_soon(&self.measure, before, on));
        work.tx.insert(&rows::Outcome {
            child_id: child.id,
            measure_id: measure,
            item,
            informant: self.informant.as_str(),
            observed_on: on,
            value_thousandths: self.value,
        })?;
        let item = self.item.as_ref().map(|item| format!(" ({})", item)).unwrap_or_default();
        let sentence = format!(
            "recorded {}{item} {} for {} on {on}, as reported by {}",
            self.measure, self.value, self.child, self.informant
        );
        Ok(Reply { warnings, ..Reply::new(sentence) })
    }
}
