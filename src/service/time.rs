//! The time that practitioners gave.

use serde::Serialize;

use super::{Reply, Result, UnitOfWork, UseCase};
use domain::{Action, Code, Day, Refusal, Text, rows};

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
            occurrence: recorded + 1,
        })?;
        let again = if recorded > 0 { "; the same was recorded before, and both are kept" } else { "" };
        Ok(Reply::new(format!(
            "recorded {} minutes of {} for {} on {on}: {activity}{again}",
            self.minutes, practitioner.code, self.child
        )))
    }
}
