//! Orders at 31 March, each with what was delivered, billed and paid by then.

use super::super::{Look, Result};
use super::month::FundMove;
use super::orders::effects;
use domain::{Day, Pence};

/// What an order came to by a day, as known at an event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields are what they say")]
pub struct OrderFigures {
    pub committed: Pence,
    pub spent: Pence,
    pub invoiced: Pence,
    pub paid: Pence,
}

/// What came of an order by a day, as known at an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearEndOrder {
    /// What it came to.
    pub figures: OrderFigures,
    /// Units ordered, in thousandths.
    pub ordered: Option<i64>,
    /// Units that came by the day, in thousandths; `None` where a delivery did not say how many.
    pub units: Option<i64>,
    /// Whether anything came by the day, and on which last day.
    pub delivered_on: Option<Day>,
    /// Whether all came by the day.
    pub complete: bool,
    /// Whether any delivery of it is recorded at all: without one, what is billed counts as delivered.
    pub recorded: bool,
}

const FIGURES: &str = effects!(
    "INDEXED BY entry_by_child",
    "e.child_id = ?1 AND e.commission_id = ?2 AND e.effective_on <= ?3 AND e.entry_id <= ?4",
    "e.commission_id"
);

impl Look<'_> {
    /// Reads what came of an order by a day, as known at an event.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn year_end_order(
        &self,
        child: i64,
        commission: i64,
        until: Day,
        known: i64,
    ) -> Result<YearEndOrder> {
        let day = until.to_string();
        let figures = self.one(FIGURES, rusqlite::params![child, commission, day, known], |row| {
            Ok(OrderFigures {
                committed: Pence::new(row.get(1)?),
                spent: Pence::new(row.get(4)?),
                invoiced: Pence::new(row.get(2)?),
                paid: Pence::new(row.get(3)?),
            })
        })?;
        let came = self.one(
            "SELECT k.units_thousandths,
                    iif(count(d.event) FILTER (WHERE d.delivered_on <= ?2)
                        = count(d.units_thousandths) FILTER (WHERE d.delivered_on <= ?2),
                        sum(d.units_thousandths) FILTER (WHERE d.delivered_on <= ?2), NULL),
                    max(d.delivered_on) FILTER (WHERE d.delivered_on <= ?2),
                    coalesce(max(d.complete) FILTER (WHERE d.delivered_on <= ?2), 0),
                    count(d.event)
               FROM commission k LEFT JOIN delivery d ON d.commission_id = k.commission_id AND d.event <= ?3
              WHERE k.commission_id = ?1",
            rusqlite::params![commission, day, known],
            |row| {
                Ok(YearEndOrder {
                    figures: figures.unwrap_or_default(),
                    ordered: row.get(0)?,
                    units: row.get(1)?,
                    delivered_on: super::super::facts::perhaps(row, 2)?,
                    complete: row.get(3)?,
                    recorded: row.get::<_, i64>(4)? > 0,
                })
            },
        )?;
        Ok(came.expect("an aggregate of a commission that is there"))
    }

    /// Reads what an order holds and used of each fund by a day, as known at an event: fund, promised, used.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn order_shares(
        &self,
        (child, commission): (i64, i64),
        until: Day,
        known: i64,
    ) -> Result<Vec<(i64, Pence, Pence)>> {
        self.all(
            "SELECT d.fund_id, sum(t.amount_pence * ((d.kind = 'committed') - (c.kind = 'committed'))),
                    sum(t.amount_pence * ((d.kind = 'spent') - (c.kind = 'spent')))
               FROM entry e INDEXED BY entry_by_child
              CROSS JOIN transfer t ON t.entry_id = e.entry_id
              CROSS JOIN account d ON d.account_id = t.debit_account_id
              CROSS JOIN account c ON c.account_id = t.credit_account_id
              WHERE e.child_id = ?1 AND e.commission_id = ?2 AND e.effective_on <= ?3 AND e.entry_id <= ?4
                AND t.book = 'budget'
              GROUP BY d.fund_id ORDER BY d.fund_id",
            rusqlite::params![child, commission, until.to_string(), known],
            |row| Ok((row.get(0)?, Pence::new(row.get(1)?), Pence::new(row.get(2)?))),
        )
    }

    /// Adds up what entries recorded after an event, effective by a day, moved in each kind of pot of each
    /// fund.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn fund_moves_known_later(&self, known: i64, until: Day) -> Result<Vec<FundMove>> {
        self.all(
            "SELECT d.fund_id, a.kind, sum(iif(a.account_id = t.debit_account_id, t.amount_pence, -t.amount_pence))
               FROM entry e
              CROSS JOIN transfer t ON t.entry_id = e.entry_id
              CROSS JOIN account d ON d.account_id = t.debit_account_id
              CROSS JOIN account a ON a.account_id IN (t.debit_account_id, t.credit_account_id)
              WHERE e.entry_id > ?1 AND e.effective_on <= ?2 AND t.book = 'budget'
              GROUP BY d.fund_id, a.kind",
            rusqlite::params![known, until.to_string()],
            |row| Ok(FundMove { fund: row.get(0)?, pot: row.get(1)?, pence: Pence::new(row.get(2)?) }),
        )
    }

    /// Finds orders with deliveries recorded that were not all there by a day: what was paid for them may
    /// be paid in advance. It reads every delivery, once a year.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn delivered_later(&self, until: Day) -> Result<Vec<i64>> {
        self.all(
            "SELECT commission_id FROM delivery GROUP BY commission_id
             HAVING max(complete * (delivered_on <= ?1)) = 0 ORDER BY commission_id",
            [until.to_string()],
            |row| Ok(row.get(0)?),
        )
    }

    /// Finds the orders that entries recorded after an event moved, effective by a day.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn orders_moved_after(&self, known: i64, until: Day) -> Result<Vec<i64>> {
        self.all(
            "SELECT DISTINCT commission_id FROM entry
              WHERE entry_id > ?1 AND effective_on <= ?2 AND commission_id IS NOT NULL ORDER BY commission_id",
            rusqlite::params![known, until.to_string()],
            |row| Ok(row.get(0)?),
        )
    }
}
