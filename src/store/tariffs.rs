//! Orders of which a part is paid only when an outcome is recorded.

use super::lookup::{optional, parsed};
use super::{Reader, Result};
use domain::plan::Tariff;
use domain::{EntryId, Pence};

impl Reader<'_> {
    /// Finds the commissions of which more than the base was invoiced, whose outcome was reached by the
    /// score of an event that stands no more, and by no other.
    pub fn tariffs_unearned_by(&self, event: i64) -> Result<Vec<i64>> {
        self.query_all(
            "SELECT f.event FROM outcome o
               JOIN commission k ON k.child_id = o.child_id
               JOIN tariff f ON f.event = k.commission_id
              WHERE o.event = ?1 AND f.measure_id = o.measure_id AND k.invoiced_pence > f.base_pence
                AND EXISTS (SELECT 1 FROM tariff_reached r WHERE r.commission_id = f.event AND r.event = ?1)
                AND NOT EXISTS (SELECT 1 FROM tariff_reached r
                                 WHERE r.commission_id = f.event AND r.undone_by IS NULL)
              ORDER BY f.event",
            [event],
            |row| Ok(row.get(0)?),
        )
    }

    /// Reads the tariff of a commission as it stands.
    pub fn tariff(&self, commission: EntryId) -> Result<Option<Tariff>> {
        let sql = format!(
            "SELECT s.base_pence, s.held_net_pence, {}, s.due_on, s.earned_on, s.lapsed_by,
                    n.base_pence + n.held_pence
               FROM tariff_standing s
               JOIN tariff n ON n.event = s.commission_id
               JOIN measure g ON g.measure_id = n.measure_id
              WHERE s.commission_id = ?",
            include_str!("query/fragment/target.sql")
        );
        self.query_one(&sql, [commission.get()], |row| {
            Ok(Tariff {
                base: Pence::new(row.get(0)?),
                price: Pence::new(row.get(6)?),
                held_net: Pence::new(row.get(1)?),
                when: row.get(2)?,
                due_on: parsed(row, 3)?,
                earned_on: optional(row, 4)?,
                lapsed_by: row.get::<_, Option<i64>>(5)?.map(EntryId::new),
            })
        })
    }
}
