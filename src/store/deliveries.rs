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
            "SELECT k.placed_on, k.units_thousandths,
                    (SELECT coalesce(sum(d.units_thousandths), 0) FROM delivery_standing d
                      WHERE d.commission_id = k.commission_id AND d.event <> ?2),
                    coalesce((SELECT d.delivered_on FROM delivery_standing d
                               WHERE d.commission_id = k.commission_id AND d.event <> ?2 AND d.complete = 1),
                             iif(e.kind = 'buy', k.placed_on, NULL)),
                    iif(k.committed_pence + k.spent_pence = 0, k.closed_by, NULL)
               FROM commission k JOIN entry e ON e.entry_id = k.commission_id
              WHERE k.commission_id = ?1",
            [commission.get(), event],
            |row| {
                Ok(Expected {
                    commission,
                    placed_on: parsed(row, 0)?,
                    commissioned: row.get::<_, Option<i64>>(1)?.and_then(Units::from_thousandths),
                    delivered: row.get(2)?,
                    complete: optional(row, 3)?,
                    let_go: row.get::<_, Option<i64>>(4)?.map(EntryId::new),
                })
            },
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
