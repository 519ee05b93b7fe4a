//! Orders at 31 March, each with what was delivered, invoiced and paid by then.

use super::super::lookup::parsed;
use super::super::{Reader, Result};
use super::month::FundMove;
use domain::plan::{Came, Completeness, Delivery};
use domain::{Day, EntryId, Pence, Units};

/// What a commission came to by a day, as known at an event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CommissionFigures {
    pub committed: Pence,
    pub spent: Pence,
    pub invoiced: Pence,
    pub paid: Pence,
}

/// What became of a commission by a day, as known at an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearEndCommission {
    /// What it came to.
    pub figures: CommissionFigures,
    /// Units commissioned, in thousandths.
    pub commissioned: Option<i64>,
    /// What of it had come.
    pub came: Came,
}

const FIGURES: &str = "
    SELECT sum(m.committed_pence), sum(m.spent_pence), sum(m.invoiced_pence), sum(m.paid_pence)
      FROM entry e INDEXED BY entry_by_child CROSS JOIN transfer_effect m ON m.entry_id = e.entry_id
     WHERE e.child_id = ?1 AND e.commission_id = ?2 AND e.effective_on <= ?3 AND e.entry_id <= ?4
     GROUP BY e.commission_id";

impl Reader<'_> {
    /// Reads what became of a commission by a day, as known at an event.
    pub fn year_end_order(
        &self,
        child: i64,
        commission: i64,
        until: Day,
        known: i64,
    ) -> Result<YearEndCommission> {
        let day = until.to_string();
        let figures = self.query_one(FIGURES, rusqlite::params![child, commission, day, known], |row| {
            Ok(CommissionFigures {
                committed: Pence::new(row.get(0)?),
                spent: Pence::new(row.get(1)?),
                invoiced: Pence::new(row.get(2)?),
                paid: Pence::new(row.get(3)?),
            })
        })?;
        let commissioned = self.query_one(
            "SELECT coalesce((SELECT u.units_thousandths FROM units_agreed u
                               WHERE u.commission_id = k.commission_id AND u.event <= ?2 AND u.agreed_on <= ?3
                               ORDER BY u.event DESC LIMIT 1),
                             k.units_thousandths)
               FROM commission k WHERE k.commission_id = ?1",
            rusqlite::params![commission, known, day],
            |row| Ok(row.get(0)?),
        )?;
        let deliveries = self.query_all(
            "SELECT d.delivered_on, d.units_thousandths, d.complete FROM delivery d
              WHERE d.commission_id = ?1 AND d.event <= ?2
                AND NOT EXISTS (SELECT 1 FROM correction c WHERE c.undoes = d.event AND c.event <= ?2)",
            [commission, known],
            |row| {
                Ok(Delivery {
                    commission: EntryId::new(commission),
                    on: parsed(row, 0)?,
                    units: row.get::<_, Option<i64>>(1)?.and_then(Units::from_thousandths),
                    completeness: if row.get(2)? { Completeness::Complete } else { Completeness::Partial },
                })
            },
        )?;
        let (figures, commissioned) = (figures.unwrap_or_default(), commissioned.flatten());
        Ok(YearEndCommission { figures, commissioned, came: Came::by(until, &deliveries) })
    }

    /// Reads what a commission holds and used of each fund by a day, as known at an event: fund, promised,
    /// used.
    pub fn commission_shares(
        &self,
        (child, commission): (i64, i64),
        until: Day,
        known: i64,
    ) -> Result<Vec<(i64, Pence, Pence)>> {
        self.query_all(
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
    pub fn fund_moves_known_later(&self, known: i64, until: Day) -> Result<Vec<FundMove>> {
        self.query_all(
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

    /// Finds commissions with deliveries recorded that were not all there by a day: what was paid for them
    /// may be paid in advance. It reads every delivery, once a year.
    pub fn delivered_later(&self, until: Day) -> Result<Vec<i64>> {
        self.query_all(
            "SELECT commission_id FROM delivery_standing GROUP BY commission_id
             HAVING max(complete * (delivered_on <= ?1)) = 0 ORDER BY commission_id",
            [until.to_string()],
            |row| Ok(row.get(0)?),
        )
    }

    /// Finds the commissions that entries recorded after an event moved, effective by a day.
    pub fn orders_moved_after(&self, known: i64, until: Day) -> Result<Vec<i64>> {
        self.query_all(
            "SELECT DISTINCT commission_id FROM entry
              WHERE entry_id > ?1 AND effective_on <= ?2 AND commission_id IS NOT NULL ORDER BY commission_id",
            rusqlite::params![known, until.to_string()],
            |row| Ok(row.get(0)?),
        )
    }
}
