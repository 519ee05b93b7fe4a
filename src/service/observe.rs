//! What became of it: outcome scores, and the time that practitioners gave.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Serialize, Serializer};

use super::{Desk, Receipt, Result, Said, UseCase};
use crate::domain::{Action, BadAmount, Code, Day, Refusal, Text, excerpt};

/// A score on an outcome scale, to three decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score(i64);

impl Score {
    /// Returns the score in thousandths.
    pub const fn thousandths(self) -> i64 {
        self.0
    }

    /// Wraps thousandths.
    pub const fn from_thousandths(thousandths: i64) -> Self {
        Self(thousandths)
    }
}

impl FromStr for Score {
    type Err = BadAmount;

    fn from_str(text: &str) -> Result<Self, BadAmount> {
        Decimal::from_str_exact(text.trim())
            .ok()
            .filter(|score| score.abs() <= Decimal::from(1_000_000))
            .map(|score| (score * Decimal::ONE_THOUSAND).normalize())
            .filter(|thousandths| thousandths.scale() == 0)
            .and_then(|thousandths| thousandths.to_i64())
            .map(Self)
            .ok_or_else(|| BadAmount::NotANumber(excerpt(text, 40)))
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Decimal::new(self.0, 3).normalize().fmt(f)
    }
}

impl Serialize for Score {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Records a score. The same score again changes nothing; another score for the same day is
/// refused.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the fields are what their types say")]
pub struct OutcomeRecord {
    pub child: Said<Code>,
    pub measure: Said<Code>,
    pub value: Score,
    pub item: Option<Said<Text>>,
    pub informant: Said<Text>,
    pub on: Option<Said<Day>>,
}

impl UseCase for OutcomeRecord {
    const KIND: &'static str = "outcome.record";
    const ACTION: Action = Action::Observe;

    fn carry_out(&self, desk: &mut Desk<'_>) -> Result<Receipt> {
        let child = desk.child(&self.child)?;
        let measure = desk.look().measure(&self.measure)?;
        let (measure, lowest, highest) = desk.found(measure, "measure", &self.measure.0)?;
        if !(lowest..=highest).contains(&self.value.0) {
            return Err(Refusal::OutcomeOutOfRange {
                measure: self.measure.0.clone(),
                lowest: Score(lowest).to_string(),
                highest: Score(highest).to_string(),
                found: self.value.to_string(),
            }
            .into());
        }
        let on = desk.on(self.on.map(|day| day.0));
        let item = self.item.as_ref().map_or("", |item| item.as_str());
        let recorded = desk.look().outcome(child.id, measure, item, self.informant.as_str(), on)?;
        if let Some((found, event)) = recorded {
            if found == self.value.0 {
                let sentence = format!("already recorded as entry {event}");
                return Ok(Receipt { number: event, already: true, ..Receipt::new(sentence) });
            }
            return Err(Refusal::OutcomeRecordedOtherwise {
                child: self.child.0.clone(),
                measure: self.measure.0.clone(),
                found: Score(found).to_string(),
                given: self.value.to_string(),
            }
            .into());
        }
        desk.tx.add_outcome(child.id, measure, (item, self.informant.as_str()), on, self.value.0)?;
        let item = self.item.as_ref().map(|item| format!(" ({})", item.0)).unwrap_or_default();
        Ok(Receipt::new(format!(
            "recorded {}{item} {} for {} on {on}, as told by {}",
            self.measure.0, self.value, self.child.0, self.informant.0
        )))
    }
}

/// Records minutes worked for a child.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the fields are what their types say")]
pub struct TimeRecord {
    pub child: Said<Code>,
    pub minutes: i64,
    pub activity: Said<Text>,
    pub practitioner: Option<Said<Code>>,
    pub on: Option<Said<Day>>,
}

/// Refuses minutes that no day has.
///
/// # Errors
/// `FIELD_INVALID`.
pub fn check_minutes(minutes: i64) -> Result<(), Refusal> {
    if (1..=1440).contains(&minutes) {
        return Ok(());
    }
    let wanted = "whole minutes, 1 to 1440";
    Err(Refusal::FieldInvalid { field: "minutes", found: minutes.to_string(), wanted })
}

impl UseCase for TimeRecord {
    const KIND: &'static str = "time.record";
    const ACTION: Action = Action::Observe;

    fn carry_out(&self, desk: &mut Desk<'_>) -> Result<Receipt> {
        check_minutes(self.minutes)?;
        let child = desk.child(&self.child)?;
        let practitioner = match &self.practitioner {
            Some(code) => desk.practitioner(code)?,
            None => desk.actor.clone(),
        };
        let on = desk.on(self.on.map(|day| day.0));
        let activity = self.activity.as_str();
        let recorded = desk.look().times_recorded(child.id, practitioner.id, on, activity, self.minutes)?;
        desk.tx.add_time(practitioner.id, child.id, on, (activity, self.minutes), recorded + 1)?;
        let again = if recorded > 0 { " (as well as the same recorded before)" } else { "" };
        Ok(Receipt::new(format!(
            "recorded {} minutes of {} for {} on {on}: {activity}{again}",
            self.minutes, practitioner.code, self.child.0
        )))
    }
}
