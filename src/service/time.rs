//! The time that practitioners gave, and corrections of it.

use serde::Serialize;

use super::{Reply, Result, UnitOfWork, UseCase};
use domain::{Action, Code, Day, FactKind, Refusal, Text, rows};

/// Records minutes worked for a child.
#[derive(Clone, Debug, Serialize)]
pub struct TimeRecord {
    pub child: Code,
    pub minutes: i64,
    pub activity: Text,
    pub practitioner: Option<Code>,
    pub on: Option<Day>,
}

/// Refuses minutes that no day has.
///
/// # Errors
/// `FIELD_INVALID`.
pub(crate) fn check_minutes(minutes: i64) -> Result<(), Refusal> {
    if (1..=1440).contains(&minutes) {
        return Ok(());
    }
    let wanted = "whole minutes, 1 to 1440";
    Err(Refusal::FieldInvalid { field: "minutes", found: minutes.to_string(), wanted })
}

impl UseCase for TimeRecord {
    const KIND: &'static str = "time.record";
    const ACTION: Action = Action::Observe;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        check_minutes(self.minutes)?;
        let child = work.child(&self.child)?;
        let practitioner = match &self.practitioner {
            Some(code) => work.practitioner(code)?,
            None => work.actor.clone(),
        };
        let on = work.on(self.on);
        work.calendar.has_come(on)?;
        let activity = self.activity.as_str();
        let recorded = work.reader().times_recorded(child.id, practitioner.id, on, activity, self.minutes)?;
        work.tx.insert(&rows::TimeSpent {
            practitioner_id: practitioner.id,
            child_id: child.id,
            worked_on: on,
            activity,
            minutes: self.minutes,
            occurrence: recorded.last + 1,
        })?;
        let again =
            if recorded.standing > 0 { "; the same was recorded before, and both are kept" } else { "" };
        Ok(Reply::new(format!(
            "recorded {} minutes of {} for {} on {on}: {activity}{again}",
            self.minutes, practitioner.code, self.child
        )))
    }
}

/// Corrects minutes: what is given takes the place of what was recorded.
#[derive(Clone, Debug, Serialize)]
pub struct TimeCorrect {
    pub number: i64,
    pub minutes: Option<i64>,
    pub activity: Option<Text>,
    pub practitioner: Option<Code>,
    pub on: Option<Day>,
    pub reason: Text,
}

impl UseCase for TimeCorrect {
    const KIND: &'static str = "time.correct";
    const ACTION: Action = Action::Observe;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let fact = work.correctable(FactKind::Time, self.number)?;
        let was = work.reader().recorded_time(fact.stands)?;
        let was = work.found(was, "time", self.number)?;
        let minutes = self.minutes.unwrap_or(was.minutes);
        check_minutes(minutes)?;
        let activity = self.activity.as_ref().unwrap_or(&was.activity);
        let practitioner = work.practitioner(self.practitioner.as_ref().unwrap_or(&was.practitioner))?;
        let on = self.on.unwrap_or(was.on);
        work.calendar.has_come(on)?;
        if (minutes, activity, &practitioner.code, on)
            == (was.minutes, &was.activity, &was.practitioner, was.on)
        {
            let given = self.minutes.is_some()
                || self.activity.is_some()
                || self.practitioner.is_some()
                || self.on.is_some();
            return Err(if given { Refusal::CorrectAlready } else { Refusal::NothingToCorrect }.into());
        }
        let warnings = work.told_before(&fact)?;
        let said = work.reader().said(&fact)?;
        let recorded =
            work.reader().times_recorded(fact.child, practitioner.id, on, activity.as_str(), minutes)?;
        work.tx.correct(&fact, &self.reason)?;
        work.tx.insert(&rows::TimeSpent {
            practitioner_id: practitioner.id,
            child_id: fact.child,
            worked_on: on,
            activity: activity.as_str(),
            minutes,
            occurrence: recorded.last + 1,
        })?;
        let sentence = format!(
            "corrected time {} of {}: {minutes} minutes of {} on {on}: {activity}; it was {said}",
            fact.number, fact.child_ref, practitioner.code
        );
        Ok(Reply { warnings, ..Reply::new(sentence) })
    }
}
