//! What became of what was commissioned.

use super::lookup::{optional, parsed};
use super::{Reader, Result};
use domain::plan::Expected;
use domain::{EntryId, Units};

impl Reader<'_> {
    /// Reads what a commission is expected to bring, and what has come of it.
    pub fn expected_delivery(&self, commission: EntryId) -> Result<Option<Expected>> {
        self.query_one(
            "SELECT k.placed_on, k.units_thousandths,
                    (SELECT coalesce(sum(d.units_thousandths), 0) FROM delivery d WHERE d.commission_id = k.commission_id),
                    coalesce((SELECT d.delivered_on FROM delivery d WHERE d.commission_id = k.commission_id AND d.complete = 1),
                             iif(e.kind = 'buy', k.placed_on, NULL)),
                    iif(k.committed_pence + k.spent_pence = 0, k.closed_by, NULL)
               FROM commission k JOIN entry e ON e.entry_id = k.commission_id
              WHERE k.commission_id = ?",
            [commission.get()],
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
}
