//! Who holds a budget, and to whom it is offered.

use rusqlite::params;

use super::{optional, parsed};
use crate::{Reader, Result};
use domain::budget_holder::{Commitment, Holder, Offer};
use domain::{ChildId, Day, EntryId, Pence, PractitionerId};

impl Reader<'_> {
    /// Reads who holds a child's budget on a day: who accepted it last, else who leads the case.
    pub fn holder(&self, child: ChildId, on: Day) -> Result<Option<Holder>> {
        self.query_one(
            "SELECT p.practitioner_id, p.code, h.from_on
               FROM (SELECT practitioner_id, from_on, 1 AS place
                       FROM (SELECT practitioner_id, from_on FROM holder
                              WHERE child_id = ?1 AND from_on <= ?2 ORDER BY event DESC LIMIT 1)
                      UNION ALL
                     SELECT practitioner_id, NULL, 2
                       FROM (SELECT practitioner_id FROM lead
                              WHERE child_id = ?1 ORDER BY max(from_on, ?2), from_on DESC LIMIT 1)
                      ORDER BY place LIMIT 1) h
               JOIN practitioner p USING (practitioner_id)",
            params![child.get(), on.to_string()],
            |row| {
                Ok(Holder {
                    id: PractitionerId::new(row.get(0)?),
                    code: parsed(row, 1)?,
                    from_on: optional(row, 2)?,
                })
            },
        )
    }

    /// Counts the budgets a person was handed and still holds.
    pub fn budgets_held_by(&self, practitioner: PractitionerId) -> Result<i64> {
        let count = self.query_one(
            "SELECT count(*) FROM (SELECT DISTINCT child_id FROM holder WHERE practitioner_id = ?1) mine
               JOIN budget b USING (child_id)
              WHERE b.closed_on IS NULL
                AND ?1 = (SELECT practitioner_id FROM holder h WHERE h.child_id = mine.child_id
                           ORDER BY event DESC LIMIT 1)",
            [practitioner.get()],
            |row| Ok(row.get(0)?),
        )?;
        Ok(count.unwrap_or(0))
    }

    /// Finds the offer of a child's budget that is open: neither accepted nor withdrawn.
    pub fn offer(&self, child: ChildId) -> Result<Option<Offer>> {
        self.query_one(
            "SELECT o.event, p.code, o.offered_on
               FROM holder_offer o JOIN practitioner p USING (practitioner_id)
              WHERE o.event = (SELECT max(event) FROM holder_offer WHERE child_id = ?)
                AND NOT EXISTS (SELECT 1 FROM holder WHERE offer = o.event)",
            [child.get()],
            |row| {
                Ok(Offer { id: EntryId::new(row.get(0)?), to: parsed(row, 1)?, offered_on: parsed(row, 2)? })
            },
        )
    }

    /// Lists the commissions of a child that hold promised money, or held some when the budget was offered.
    pub fn commitments(&self, child: ChildId, offered: Option<EntryId>) -> Result<Vec<Commitment>> {
        let offered = offered.map_or(i64::MAX, EntryId::get);
        self.query_all(
            "SELECT * FROM (
                SELECT k.commission_id, coalesce(k.description, g.label) || ' from ' || v.name, k.committed_pence,
                       (SELECT coalesce(sum(t.amount_pence * ((d.kind = 'committed') - (c.kind = 'committed'))), 0)
                          FROM entry e
                          JOIN transfer t USING (entry_id)
                          JOIN account d ON d.account_id = t.debit_account_id
                          JOIN account c ON c.account_id = t.credit_account_id
                         WHERE e.child_id = k.child_id AND e.commission_id = k.commission_id
                           AND e.entry_id < ?2) AS offered
                  FROM commission k
                  JOIN category g USING (category_id)
                  JOIN provider v USING (provider_id)
                 WHERE k.child_id = ?1)
              WHERE committed_pence > 0 OR offered > 0
              ORDER BY commission_id",
            params![child.get(), offered],
            |row| {
                Ok(Commitment {
                    commission: EntryId::new(row.get(0)?),
                    what: row.get(1)?,
                    committed: Pence::new(row.get(2)?),
                    offered: Pence::new(row.get(3)?),
                })
            },
        )
    }
}
