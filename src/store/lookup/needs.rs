//! What a child needs.

use super::{optional, parsed};
use crate::{Reader, Result};
use domain::need::Need;
use domain::{Amount, ChildId, MeasureId, NeedId, Pence, Score, rows};

impl Reader<'_> {
    /// Finds a need by its number, as it stands.
    pub fn need(&self, id: NeedId) -> Result<Option<Need>> {
        self.query_one(
            "SELECT n.child_id, c.child_ref, n.what, n.likely_pence FROM need n JOIN child c USING (child_id)
              WHERE n.need_id = coalesce((SELECT max(k.event) FROM correction k WHERE k.fact = ?1), ?1)",
            [id.get()],
            |row| {
                Ok(Need {
                    id,
                    child: ChildId::new(row.get(0)?),
                    child_ref: parsed(row, 1)?,
                    what: parsed(row, 2)?,
                    likely: row.get::<_, Option<i64>>(3)?.map(Pence::new),
                })
            },
        )
    }

    /// Reads the need that an event recorded.
    pub fn recorded_need(&self, event: i64) -> Result<Option<rows::Need>> {
        self.query_one(
            "SELECT n.need_id, n.child_id, n.what, n.domain, n.aim, n.likely_pence, n.outcome, n.measure_id, n.item,
                    n.target_thousandths, n.due_on
               FROM need n WHERE n.need_id = ?",
            [event],
            |row| {
                Ok(rows::Need {
                    need_id: NeedId::new(row.get(0)?),
                    child_id: ChildId::new(row.get(1)?),
                    what: parsed(row, 2)?,
                    domain: parsed(row, 3)?,
                    aim: parsed(row, 4)?,
                    likely_pence: row.get::<_, Option<i64>>(5)?.and_then(Amount::new),
                    outcome: optional(row, 6)?,
                    measure_id: row.get::<_, Option<i64>>(7)?.map(MeasureId::new),
                    item: row.get(8)?,
                    target_thousandths: row.get::<_, Option<i64>>(9)?.map(Score::from_thousandths),
                    due_on: optional(row, 10)?,
                })
            },
        )
    }
}
