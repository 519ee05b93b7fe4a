//! Scores and minutes.

use rusqlite::params;

use super::parsed;
use crate::{Reader, Result};
use domain::{ChildId, Code, Day, MeasureId, PractitionerId, Score, Text};

/// A score as a row recorded it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedScore {
    pub measure: Code,
    /// Which goal; empty where the measure has no items.
    pub item: String,
    pub informant: Text,
    pub on: Day,
    pub value: Score,
}

/// Minutes as a row recorded them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedTime {
    /// What they are known by.
    pub number: i64,
    pub practitioner: Code,
    pub on: Day,
    pub minutes: i64,
    pub activity: Text,
}

/// How often the same minutes were recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimesRecorded {
    /// Those that stand.
    pub standing: i64,
    /// The number of the last, whether it stands or not.
    pub last: i64,
}

impl Reader<'_> {
    /// Finds the outcome that stands: its value in thousandths, and its number.
    pub fn outcome(
        &self,
        child: ChildId,
        measure: MeasureId,
        item: &str,
        informant: &str,
        on: Day,
    ) -> Result<Option<(i64, i64)>> {
        self.query_one(
            "SELECT value_thousandths, number FROM outcome_standing
              WHERE child_id = ? AND measure_id = ? AND item = ? AND informant = ? AND observed_on = ?",
            params![child.get(), measure.get(), item, informant, on.to_string()],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
    }

    /// Finds the number of the same score that was corrected or withdrawn last.
    pub fn outcome_undone(
        &self,
        child: ChildId,
        measure: MeasureId,
        (item, informant): (&str, &str),
        (on, value): (Day, i64),
    ) -> Result<Option<i64>> {
        self.query_one(
            "SELECT c.fact FROM outcome o JOIN correction c ON c.undoes = o.event
              WHERE o.child_id = ? AND o.measure_id = ? AND o.item = ? AND o.informant = ? AND o.observed_on = ?
                AND o.value_thousandths = ?
              ORDER BY c.event DESC LIMIT 1",
            params![child.get(), measure.get(), item, informant, on.to_string(), value],
            |row| Ok(row.get(0)?),
        )
    }

    /// Finds the day of the last score before a day, of the same child, measure, item and informant.
    pub fn outcome_before(
        &self,
        child: ChildId,
        measure: MeasureId,
        (item, informant): (&str, &str),
        on: Day,
    ) -> Result<Option<Day>> {
        self.query_one(
            "SELECT observed_on FROM outcome_standing
              WHERE child_id = ? AND measure_id = ? AND item = ? AND informant = ? AND observed_on < ?
              ORDER BY observed_on DESC LIMIT 1",
            params![child.get(), measure.get(), item, informant, on.to_string()],
            |row| parsed(row, 0),
        )
    }

    /// Tells whether any score is recorded.
    pub fn has_scores(&self) -> Result<bool> {
        Ok(self.query_one("SELECT 1 FROM outcome LIMIT 1", [], |_| Ok(()))?.is_some())
    }

    /// Reads the score that an event recorded.
    pub fn recorded_score(&self, event: i64) -> Result<Option<RecordedScore>> {
        self.query_one(
            "SELECT m.code, o.item, o.informant, o.observed_on, o.value_thousandths
               FROM outcome o JOIN measure m USING (measure_id) WHERE o.event = ?",
            [event],
            |row| {
                Ok(RecordedScore {
                    measure: parsed(row, 0)?,
                    item: row.get(1)?,
                    informant: parsed(row, 2)?,
                    on: parsed(row, 3)?,
                    value: Score::from_thousandths(row.get(4)?),
                })
            },
        )
    }

    /// Counts identical time rows: same child, person, day, activity and minutes.
    pub fn times_recorded(
        &self,
        child: ChildId,
        practitioner: PractitionerId,
        on: Day,
        activity: &str,
        minutes: i64,
    ) -> Result<TimesRecorded> {
        let counted = self.query_one(
            "SELECT count(*) - count((SELECT c.event FROM correction c WHERE c.undoes = t.event)), coalesce(max(t.occurrence), 0)
               FROM time_spent t
              WHERE t.child_id = ? AND t.practitioner_id = ? AND t.worked_on = ? AND t.activity = ? AND t.minutes = ?",
            params![child.get(), practitioner.get(), on.to_string(), activity, minutes],
            |row| Ok(TimesRecorded { standing: row.get(0)?, last: row.get(1)? }),
        )?;
        Ok(counted.unwrap_or(TimesRecorded { standing: 0, last: 0 }))
    }

    /// Finds the number of the same minutes that were corrected or withdrawn last.
    pub fn time_undone(
        &self,
        child: ChildId,
        practitioner: PractitionerId,
        on: Day,
        (activity, minutes): (&str, i64),
    ) -> Result<Option<i64>> {
        self.query_one(
            "SELECT c.fact FROM time_spent t JOIN correction c ON c.undoes = t.event
              WHERE t.child_id = ? AND t.practitioner_id = ? AND t.worked_on = ? AND t.activity = ? AND t.minutes = ?
              ORDER BY c.event DESC LIMIT 1",
            params![child.get(), practitioner.get(), on.to_string(), activity, minutes],
            |row| Ok(row.get(0)?),
        )
    }

    /// Tells whether any time was ever recorded.
    pub fn has_time(&self) -> Result<bool> {
        let any = self.query_one("SELECT 1 FROM time_spent LIMIT 1", [], |_| Ok(()))?;
        Ok(any.is_some())
    }

    /// Lists what stands of everybody's time from one day to another, with whose it is and the child. It
    /// reads all time: an import asks it once.
    pub fn times_between(
        &self,
        first: Day,
        last: Day,
    ) -> Result<Vec<(PractitionerId, ChildId, Code, RecordedTime)>> {
        self.query_all(
            "SELECT t.number, w.code, t.worked_on, t.minutes, t.activity, t.practitioner_id, t.child_id, c.child_ref
               FROM time_standing t
               JOIN practitioner w ON w.practitioner_id = t.practitioner_id
               JOIN child c ON c.child_id = t.child_id
              WHERE t.worked_on BETWEEN ? AND ? ORDER BY t.number",
            params![first.to_string(), last.to_string()],
            |row| {
                let whose = (PractitionerId::new(row.get(5)?), ChildId::new(row.get(6)?), parsed(row, 7)?);
                Ok((whose.0, whose.1, whose.2, time_of_row(row)?))
            },
        )
    }

    /// Reads the minutes that an event recorded.
    pub fn recorded_time(&self, event: i64) -> Result<Option<RecordedTime>> {
        self.query_one(
            "SELECT t.event, w.code, t.worked_on, t.minutes, t.activity
               FROM time_spent t JOIN practitioner w ON w.practitioner_id = t.practitioner_id WHERE t.event = ?",
            [event],
            time_of_row,
        )
    }
}

fn time_of_row(row: &rusqlite::Row<'_>) -> Result<RecordedTime> {
    Ok(RecordedTime {
        number: row.get(0)?,
        practitioner: parsed(row, 1)?,
        on: parsed(row, 2)?,
        minutes: row.get(3)?,
        activity: parsed(row, 4)?,
    })
}
