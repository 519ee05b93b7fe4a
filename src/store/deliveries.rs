//! What became of what was commissioned.

use super::lookup::{optional, parsed};
use super::{Reader, Result};
use domain::plan::{Completeness, Delivery, Expected};
use domain::{EntryId, Units};

impl Reader<'_> {
    /// Reads what a commission is expected to bring, and what has come of it.
    pub fn expected_delivery(&self, commission: EntryId) -> Result<Option<Expected>> {
        self.expected_besides(commission, 0)
    }

    /// Reads the same as it would be without what one event recorded.
    pub fn expected_besides(&self, commission: EntryId, event: i64) -> Result<Option<Expected>> {
        self.query_one(
            "SELECT k.placed_on,
                    coalesce((SELECT u.units_thousandths FROM units_agreed u
                               WHERE u.commission_id = k.commission_id ORDER BY u.event DESC LIMIT 1), k.units_thousandths),
                    (SELECT coalesce(sum(d.units_thousandths), 0) FROM delivery_standing d
                      WHERE d.commission_id = k.commission_id AND d.event <> ?2),
                    coalesce((SELECT d.delivered_on FROM delivery_standing d
                               WHERE d.commission_id = k.commission_id AND d.event <> ?2 AND d.complete = 1),
                             iif(e.kind = 'buy', k.placed_on, NULL)),
                    iif(k.committed_pence + k.spent_pence = 0, k.closed_by, NULL),
                    (SELECT max(d.delivered_on) FROM delivery_standing d
                      WHERE d.commission_id = k.commission_id AND d.event <> ?2)
               FROM commission k JOIN entry e ON e.entry_id = k.commission_id
              WHERE k.commission_id = ?1",
            [commission.get(), event],
            |row| {
                let (commissioned, delivered): (Option<i64>, i64) = (row.get(1)?, row.get(2)?);
                // Fewer may have been agreed since: then what came is all of it.
                let last_on = optional(row, 5)?.filter(|_| commissioned == Some(delivered));
                Ok(Expected {
                    commission,
                    placed_on: parsed(row, 0)?,
                    commissioned: commissioned.and_then(Units::from_thousandths),
                    delivered,
                    complete: optional(row, 3)?.or(last_on),
                    let_go: row.get::<_, Option<i64>>(4)?.map(EntryId::new),
                })
            },
        )
    }

    /// Finds how many units a commission was for before an event agreed others; `None` where it did not.
    pub fn units_before(&self, commission: EntryId, event: EntryId) -> Result<Option<Option<Units>>> {
        self.query_one(
            "SELECT coalesce((SELECT o.units_thousandths FROM units_agreed o
                               WHERE o.commission_id = u.commission_id AND o.event < u.event ORDER BY o.event DESC LIMIT 1),
                             k.units_thousandths)
               FROM units_agreed u JOIN commission k ON k.commission_id = u.commission_id
              WHERE u.commission_id = ? AND u.event = ?",
            [commission.get(), event.get()],
            |row| Ok(row.get::<_, Option<i64>>(0)?.and_then(Units::from_thousandths)),
        )
    }

    /// Reads the delivery that an event recorded.
    pub fn recorded_delivery(&self, event: i64) -> Result<Option<Delivery>> {
        self.query_one(
            "SELECT commission_id, delivered_on, units_thousandths, complete FROM delivery WHERE event = ?",
            [event],
            |row| {
                Ok(Delivery {
                    commission: EntryId::new(row.get(0)?),
                    on: parsed(row, 1)?,
                    units: row.get::<_, Option<i64>>(2)?.and_then(Units::from_thousandths),
                    completeness: if row.get(3)? { Completeness::Complete } else { Completeness::Partial },
                })
            },
        )
    }
}
