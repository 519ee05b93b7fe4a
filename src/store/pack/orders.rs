//! Which orders hold promised money or are owed at a month's end, and what is known of each.

use std::collections::BTreeMap;

use rusqlite::Row;

use super::super::facts::{parsed, perhaps};
use super::super::{Look, Result};
use crate::domain::{Day, Month, Pence};

/// What an order holds at a month's end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OrderAt {
    /// Promised, net of recoverable VAT.
    pub committed: Pence,
    /// Billed and not paid, gross; negative where the provider owes.
    pub owed: Pence,
}

/// What is said of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderFacts {
    /// The child's number, by which its entries are found.
    pub child: i64,
    /// The day it was placed.
    pub placed_on: Day,
    /// The day it is needed.
    pub needed_on: Option<Day>,
    /// The category's number and code.
    pub category: (i64, String),
    /// The provider's code and name.
    pub provider: (String, String),
    /// Who ordered it, by code.
    pub buyer: String,
}

/// An entry that bills an order or pays for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bill {
    /// Its day.
    pub on: Day,
    /// The provider's document number.
    pub document: Option<String>,
    /// What it bills; negative for a credit note.
    pub invoiced: Pence,
    /// What it pays; negative for money back.
    pub paid: Pence,
}

/// What each transfer does to its order, as the schema's `transfer_effect`, by day.
macro_rules! effects {
    ($from:literal, $where:literal, $group:literal) => {
        concat!(
            "SELECT e.commission_id,
                    sum(t.amount_pence * ((d.kind = 'committed') - (c.kind = 'committed'))),
                    sum(t.amount_pence * ((d.kind IN ('cost', 'vat')) - (c.kind IN ('cost', 'vat')))),
                    sum(t.amount_pence * ((c.kind IN ('bank', 'card', 'imprest', 'notional'))
                                          - (d.kind IN ('bank', 'card', 'imprest', 'notional')))),
                    sum(t.amount_pence * ((d.kind = 'spent') - (c.kind = 'spent'))),
                    e.effective_on, e.reference
               FROM entry e ",
            $from,
            " CROSS JOIN transfer t ON t.entry_id = e.entry_id
              CROSS JOIN account d ON d.account_id = t.debit_account_id
              CROSS JOIN account c ON c.account_id = t.credit_account_id
              WHERE e.commission_id IS NOT NULL AND ",
            $where,
            " GROUP BY ",
            $group
        )
    };
}
pub(super) use effects;

const MOVED: &str =
    effects!("INDEXED BY entry_by_day", "e.effective_on > ?1 AND e.effective_on <= ?2", "e.commission_id");

impl Look<'_> {
    /// Finds every order that holds promised money or is owed at a month's end: from the list that the
    /// newest closed month carried forward, moved by the entries since; where no month was ever closed,
    /// from all orders as they stand, less what moved them later.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn orders_held_at(&self, month: Month) -> Result<BTreeMap<i64, OrderAt>> {
        let until = month.last();
        let base: Option<(Month, i64)> = self.one(
            "SELECT m.month, m.event FROM month_mark m JOIN month_end n ON n.event = m.event
              WHERE m.month <= ?1 AND m.mark = 'closed'
                AND m.event = (SELECT max(event) FROM month_mark WHERE month = m.month)
              ORDER BY m.month DESC LIMIT 1",
            [month.to_string()],
            |row| Ok((parsed(row, 0)?, row.get(1)?)),
        )?;
        let read = |row: &Row<'_>| {
            let (committed, owed) = (Pence::new(row.get(1)?), Pence::new(row.get(2)?));
            Ok((row.get(0)?, OrderAt { committed, owed }))
        };
        let mut orders: BTreeMap<i64, OrderAt> = match base {
            Some((_, event)) => self.all(
                "SELECT commission_id, committed_pence, owed_pence FROM carried_order WHERE event = ?",
                [event],
                read,
            )?,
            None => self.all(
                "SELECT commission_id, committed_pence, invoiced_pence - paid_pence FROM commission
                  WHERE committed_pence <> 0 OR invoiced_pence <> paid_pence",
                [],
                read,
            )?,
        }
        .into_iter()
        .collect();
        let (from, to, sign) = match base {
            Some((carried, _)) => (carried.last().to_string(), until.to_string(), 1),
            None => (until.to_string(), "9999-12-31".to_owned(), -1),
        };
        if from < to {
            for (commission, committed, owed) in self.all(MOVED, [from, to], |row| {
                let (invoiced, paid): (i64, i64) = (row.get(2)?, row.get(3)?);
                Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, invoiced - paid))
            })? {
                let order = orders.entry(commission).or_default();
                order.committed += Pence::new(sign * committed);
                order.owed += Pence::new(sign * owed);
            }
        }
        orders.retain(|_, order| *order != OrderAt::default());
        Ok(orders)
    }

    /// Reads what is said of an order.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn order_facts(&self, commission: i64) -> Result<Option<OrderFacts>> {
        self.one(
            "SELECT k.child_id, k.placed_on, k.needed_on, k.category_id, g.code, v.code, v.name, p.code
               FROM commission k
               JOIN category g ON g.category_id = k.category_id
               JOIN provider v ON v.provider_id = k.provider_id
               JOIN practitioner p ON p.practitioner_id = k.practitioner_id
              WHERE k.commission_id = ?",
            [commission],
            |row| {
                Ok(OrderFacts {
                    child: row.get(0)?,
                    placed_on: parsed(row, 1)?,
                    needed_on: perhaps(row, 2)?,
                    category: (row.get(3)?, row.get(4)?),
                    provider: (row.get(5)?, row.get(6)?),
                    buyer: row.get(7)?,
                })
            },
        )
    }

    /// Reads what billed an order and paid for it up to a day, the oldest first.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn bills(&self, child: i64, commission: i64, until: Day) -> Result<Vec<Bill>> {
        const BILLS: &str = effects!(
            "INDEXED BY entry_by_child",
            "e.child_id = ?1 AND e.commission_id = ?2 AND e.effective_on <= ?3",
            "e.entry_id ORDER BY e.effective_on, e.entry_id"
        );
        self.all(BILLS, rusqlite::params![child, commission, until.to_string()], |row| {
            Ok(Bill {
                on: parsed(row, 5)?,
                document: row.get(6)?,
                invoiced: Pence::new(row.get(2)?),
                paid: Pence::new(row.get(3)?),
            })
        })
    }
}
