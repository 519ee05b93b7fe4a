//! Scores and minutes.

use rusqlite::params;

use super::parsed;
use crate::{Reader, Result};
use domain::{ChildId, Day, MeasureId, PractitionerId};

impl Reader<'_> {
    /// Finds a recorded outcome's value in thousandths, with its event.
    pub fn outcome(
        &self,
        child: ChildId,
        measure: MeasureId,
        item: &str,
        informant: &str,
        on: Day,
    ) -> Result<Option<(i64, i64)>> {
        self.query_one(
            "SELECT value_thousandths, event FROM outcome
              WHERE child_id = ? AND measure_id = ? AND item = ? AND informant = ? AND observed_on = ?",
            params![child.get(), measure.get(), item, informant, on.to_string()],
            |row| Ok((row.get(0)?, row.get(1)?)),
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
            "SELECT observed_on FROM outcome
              WHERE child_id = ? AND measure_id = ? AND item = ? AND informant = ? AND observed_on < ?
              ORDER BY observed_on DESC LIMIT 1",
            params![child.get(), measure.get(), item, informant, on.to_string()],
            |row| parsed(row, 0),
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
    ) -> Result<i64> {
        let count = self.query_one(
            "SELECT count(*) FROM time_spent WHERE child_id = ? AND practitioner_id = ? AND worked_on = ?
                AND activity = ? AND minutes = ?",
            params![child.get(), practitioner.get(), on.to_string(), activity, minutes],
            |row| Ok(row.get(0)?),
        )?;
        Ok(count.unwrap_or(0))
    }
}
