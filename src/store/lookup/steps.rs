//! The steps of a commission after its order: what it was invoiced, and what was paid on it.

use rusqlite::params;

use super::{optional, parsed};
use crate::{Reader, Result};
use domain::{AccountName, ChildId, Day, EntryId, EntryKind, Pence, Text};

/// An invoice or a payment of a commission.
#[derive(Clone, Debug)]
pub struct RecordedStep {
    pub entry: EntryId,
    pub kind: EntryKind,
    /// The day it happened: of a late one, the day it belongs to.
    pub on: Day,
    /// What it comes to, gross.
    pub amount: Pence,
    /// The VAT in it that is recovered.
    pub vat: Pence,
    /// The number of an invoice.
    pub number: Option<Text>,
    /// What a payment was paid from.
    pub account: Option<AccountName>,
    /// The entry that undid it.
    pub undone: Option<EntryId>,
}

impl Reader<'_> {
    /// Lists the invoices and payments of a commission, in their order.
    pub fn steps(&self, child: ChildId, commission: EntryId) -> Result<Vec<RecordedStep>> {
        self.query_all(
            "SELECT e.entry_id, e.kind, coalesce(e.belongs_on, e.effective_on), e.reference,
                    (SELECT coalesce(sum(t.amount_pence), 0) FROM transfer t JOIN account a ON a.account_id = t.debit_account_id
                      WHERE t.entry_id = e.entry_id
                        AND (a.kind IN ('cost', 'vat') OR e.kind = 'payment.record' AND a.kind = 'creditor')),
                    (SELECT coalesce(sum(t.amount_pence), 0) FROM transfer t JOIN account a ON a.account_id = t.debit_account_id
                      WHERE t.entry_id = e.entry_id AND a.kind = 'vat'),
                    (SELECT a.name FROM transfer t JOIN account a ON a.account_id = t.credit_account_id
                      WHERE e.kind = 'payment.record' AND t.entry_id = e.entry_id ORDER BY t.line LIMIT 1),
                    (SELECT r.entry_id FROM entry r WHERE r.reverses_id = e.entry_id)
               FROM entry e
              WHERE e.child_id = ? AND e.commission_id = ? AND e.kind IN ('invoice.record', 'payment.record')
              ORDER BY e.entry_id",
            params![child.get(), commission.get()],
            |row| {
                Ok(RecordedStep {
                    entry: EntryId::new(row.get(0)?),
                    kind: super::entry::kind(row, 1)?,
                    on: parsed(row, 2)?,
                    number: optional(row, 3)?,
                    amount: Pence::new(row.get(4)?),
                    vat: Pence::new(row.get(5)?),
                    account: optional(row, 6)?,
                    undone: row.get::<_, Option<i64>>(7)?.map(EntryId::new),
                })
            },
        )
    }

    /// Finds the commission that stands for one: where its order was corrected, the one in its place.
    pub fn standing_commission(&self, commission: EntryId) -> Result<EntryId> {
        let mut stands = commission;
        while let Some(next) = self.corrected_order(stands)? {
            stands = next;
        }
        Ok(stands)
    }

    /// Finds the order that a correction recorded right after the reversal of another.
    fn corrected_order(&self, commission: EntryId) -> Result<Option<EntryId>> {
        self.query_one(
            "SELECT n.entry_id
               FROM entry r
               JOIN event undoing ON undoing.seq = r.entry_id
               JOIN entry n ON n.entry_id = r.entry_id + 1 AND n.kind = 'commission.place'
               JOIN event anew ON anew.seq = n.entry_id
              WHERE r.reverses_id = ? AND undoing.payload -> '$.asked.category' IS NOT NULL
                AND (anew.actor_id, anew.recorded_at) = (undoing.actor_id, undoing.recorded_at)",
            [commission.get()],
            |row| Ok(EntryId::new(row.get(0)?)),
        )
    }
}
