//! What areas are to reach.

use rusqlite::params;

use super::parsed;
use crate::{Reader, Result};
use domain::rows::AreaTarget;
use domain::{Code, Day, MeasureId, Score, Text};

impl Reader<'_> {
    /// Finds the newest target of a name, and its number.
    pub fn named_target(
        &self,
        area: Option<&Text>,
        aim: &Code,
        indicator: &Code,
    ) -> Result<Option<(i64, AreaTarget)>> {
        self.query_one(
            "SELECT event, measure_id, better, baseline_thousandths, floor_thousandths, target_thousandths,
                    predicted_thousandths, weight, due_on
               FROM area_target WHERE aim = ? AND indicator = ? AND area IS ? ORDER BY event DESC LIMIT 1",
            params![aim.as_str(), indicator.as_str(), area.map(Text::as_str)],
            |row| {
                let score =
                    |place| row.get(place).map(|score: Option<i64>| score.map(Score::from_thousandths));
                let target = AreaTarget {
                    area: area.cloned(),
                    aim: aim.clone(),
                    indicator: indicator.clone(),
                    measure_id: row.get::<_, Option<i64>>(1)?.map(MeasureId::new),
                    better: parsed(row, 2)?,
                    baseline_thousandths: Score::from_thousandths(row.get(3)?),
                    floor_thousandths: score(4)?,
                    target_thousandths: Score::from_thousandths(row.get(5)?),
                    predicted_thousandths: score(6)?,
                    weight: row.get(7)?,
                    due_on: parsed(row, 8)?,
                };
                Ok((row.get(0)?, target))
            },
        )
    }

    /// Finds what an indicator was on a day, under any target of the name that a target has.
    pub fn area_actual(&self, target: i64, on: Day) -> Result<Option<Score>> {
        self.query_one(
            "SELECT a.value_thousandths
               FROM area_target n
               JOIN area_target t ON t.aim = n.aim AND t.indicator = n.indicator AND t.area IS n.area
               JOIN area_actual a ON a.target = t.event AND a.observed_on = ?2
              WHERE n.event = ?1 ORDER BY a.event DESC LIMIT 1",
            params![target, on.to_string()],
            |row| Ok(Score::from_thousandths(row.get(0)?)),
        )
    }

    /// Reads the areas in which there are children.
    pub fn areas(&self) -> Result<Vec<Text>> {
        self.query_all("SELECT DISTINCT area FROM child ORDER BY area", [], |row| parsed(row, 0))
    }
}
