//! Outcome scores: recorded once, and corrected.

use serde::Serialize;

use super::measures::Tellers;
use super::{Reply, Result, UnitOfWork, UseCase};
use domain::correction::RecordedFact;
use domain::{Action, Code, Day, FactKind, Refusal, Score, Text, rows};

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
        if let Some((found, number)) = recorded {
            if found == value {
                let sentence = format!("already recorded as entry {number}");
                return Ok(Reply { number, already: true, ..Reply::new(sentence) });
            }
            return Err(Refusal::OutcomeRecordedOtherwise {
                child: self.child.clone(),
                measure: self.measure.clone(),
                number,
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

/// Corrects a score: what is given takes the place of what was recorded.
#[derive(Clone, Debug, Serialize)]
pub struct OutcomeCorrect {
    pub number: i64,
    pub score: Option<Score>,
    pub item: Option<Text>,
    pub informant: Option<Text>,
    pub on: Option<Day>,
    pub reason: Text,
}

impl UseCase for OutcomeCorrect {
    const KIND: &'static str = "outcome.correct";
    const ACTION: Action = Action::Observe;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let fact = work.correctable(FactKind::Score, self.number)?;
        let was = work.reader().recorded_score(fact.stands)?;
        let was = work.found(was, "score", self.number)?;
        let value = self.score.unwrap_or(was.value);
        let item = self.item.as_ref().map_or(was.item.as_str(), |item| item.as_str());
        let informant = self.informant.as_ref().unwrap_or(&was.informant);
        let on = self.on.unwrap_or(was.on);
        if (value, item, informant, on) == (was.value, was.item.as_str(), &was.informant, was.on) {
            let given =
                self.score.is_some() || self.item.is_some() || self.informant.is_some() || self.on.is_some();
            return Err(if given { Refusal::CorrectAlready } else { Refusal::NothingToCorrect }.into());
        }
        let scale = work.scale(&was.measure)?;
        scale.admits(&was.measure, value)?;
        work.calendar.has_come(on)?;
        let mut warnings = Vec::from_iter(Tellers::new(&work.reader())?.admit(&was.measure, informant)?);
        let there = work.reader().outcome(fact.child, scale.id, item, informant.as_str(), on)?;
        if let Some((found, number)) = there.filter(|(_, number)| *number != fact.number) {
            return Err(Refusal::OutcomeRecordedOtherwise {
                child: fact.child_ref,
                measure: was.measure,
                number,
                found: Score::from_thousandths(found).to_string(),
                given: value.to_string(),
            }
            .into());
        }
        warnings.extend(work.told_before(&fact)?);
        let said = work.reader().said(&fact)?;
        work.tx.correct(&fact, &self.reason)?;
        work.tx.insert(&rows::Outcome {
            child_id: fact.child,
            measure_id: scale.id,
            item,
            informant: informant.as_str(),
            observed_on: on,
            value_thousandths: value,
        })?;
        warnings.extend(work.tariffs_unearned_by(&fact)?);
        let part = if item.is_empty() { String::new() } else { format!(" ({item})") };
        let sentence = format!(
            "corrected score {} of {}: {}{part} {value} as reported by {informant} on {on}; it was {said}",
            fact.number, fact.child_ref, was.measure
        );
        Ok(Reply { warnings, ..Reply::new(sentence) })
    }
}

impl UnitOfWork<'_> {
    /// Names the commissions of which more than the base was invoiced because of a score that stands no more.
    pub(super) fn tariffs_unearned_by(&self, fact: &RecordedFact) -> Result<Vec<String>> {
        let commissions = self.reader().tariffs_unearned_by(fact.stands)?.into_iter();
        let warning = |commission| {
            format!("commission {commission} was invoiced above its base because of what this score was")
        };
        Ok(commissions.map(warning).collect())
    }
}
