//! Purchases, and what became of each: read in order and joined in memory.

use rusqlite::{Row, params};

use super::reader_at::{Places, ReaderAt, money};
use crate::Result;
use crate::lookup::{optional, parsed};
use domain::{Day, Pence};
use evaluate::data::{Additionality, Purchase, Tariff};

/// Whom and what purchases name.
pub(super) struct Registers {
    pub whom: Places,
    pub payees: Places,
    pub kinds: Places,
    pub people: Places,
    pub plans: Places,
}

/// Purchases in the order of their numbers, so that one is found by halving.
struct Numbered(Vec<Purchase>);

impl Numbered {
    fn get(&mut self, number: i64) -> Option<&mut Purchase> {
        let place = self.0.binary_search_by_key(&number, |purchase| purchase.number).ok()?;
        self.0.get_mut(place)
    }
}

impl ReaderAt<'_> {
    /// Every purchase that stands, by child.
    pub(super) fn purchases(&self, registers: &Registers) -> Result<Vec<Purchase>> {
        let sql = "SELECT count(*) FROM commission_position WHERE committed_pence + spent_pence > 0";
        let count: Option<u32> = self.reader.query_one(sql, [], |row| Ok(row.get(0)?))?;
        let mut purchases =
            Vec::with_capacity(count.and_then(|count| usize::try_from(count).ok()).unwrap_or(0));
        self.reader.query_all(
            include_str!("purchases.sql"),
            params![self.limits.as_at, self.limits.known],
            |row| {
                purchases.push(purchase(row, registers)?);
                Ok(())
            },
        )?;
        let mut numbered = Numbered(purchases);
        self.arrivals(&mut numbered)?;
        self.deliveries(&mut numbered)?;
        self.tariffs(&mut numbered)?;
        let mut purchases = numbered.0;
        purchases.sort_unstable_by_key(|purchase| (purchase.child, purchase.number));
        Ok(purchases)
    }

    /// Bought at once or invoiced: it has come by then.
    fn arrivals(&self, purchases: &mut Numbered) -> Result<()> {
        self.reader.query_all(
            include_str!("arrivals.sql"),
            params![self.limits.as_at, self.limits.known],
            |row| {
                if let Some(purchase) = purchases.get(row.get(0)?) {
                    let on: Day = parsed(row, 1)?;
                    purchase.delivered_on = Some(purchase.delivered_on.map_or(on, |first| first.min(on)));
                }
                Ok(())
            },
        )?;
        Ok(())
    }

    /// What was recorded as delivered goes before what an invoice shows.
    fn deliveries(&self, purchases: &mut Numbered) -> Result<()> {
        let sql = "SELECT commission_id, min(delivered_on), sum(units_thousandths) FROM delivery_standing
                    WHERE delivered_on <= ?1 AND event <= ?2 GROUP BY commission_id";
        self.reader.query_all(sql, params![self.limits.as_at, self.limits.known], |row| {
            if let Some(purchase) = purchases.get(row.get(0)?) {
                purchase.delivered_on = optional(row, 1)?;
                purchase.units_delivered = row.get(2)?;
            }
            Ok(())
        })?;
        Ok(())
    }

    fn tariffs(&self, purchases: &mut Numbered) -> Result<()> {
        let sql = "SELECT t.event, t.held_pence, t.due_on,
                          (SELECT min(o.observed_on) FROM tariff_reached o
                            WHERE o.commission_id = t.event AND o.observed_on <= ?1 AND o.event <= ?2
                              AND o.undone_by IS NULL)
                     FROM tariff t WHERE t.event <= ?2";
        self.reader.query_all(sql, params![self.limits.as_at, self.limits.known], |row| {
            if let Some(purchase) = purchases.get(row.get(0)?) {
                let held = Pence::new(row.get(1)?);
                purchase.tariff =
                    Some(Tariff { held, due_on: parsed(row, 2)?, earned_on: optional(row, 3)? });
            }
            Ok(())
        })?;
        Ok(())
    }
}

fn purchase(row: &Row<'_>, registers: &Registers) -> Result<Purchase> {
    let need: Option<i64> = row.get(19)?;
    let beside: Option<String> = row.get(16)?;
    Ok(Purchase {
        number: row.get(0)?,
        child: registers.whom.read(row, 1)?,
        provider: registers.payees.read(row, 2)?,
        category: registers.kinds.read(row, 3)?,
        buyer: registers.people.read(row, 4)?,
        requested_on: optional(row, 5)?,
        needed_on: optional(row, 6)?,
        placed_on: parsed(row, 7)?,
        delivered_on: None,
        estimate: Pence::new(row.get(8)?),
        committed: Pence::new(row.get(9)?),
        spent: Pence::new(row.get(10)?),
        invoiced: Pence::new(row.get(11)?),
        units: row.get(12)?,
        units_delivered: None,
        unit_price: money(row, 13)?,
        options: row.get(14)?,
        chosen_by: optional(row, 15)?,
        beside: beside
            .map(|word| if word == "added" { Additionality::Added } else { Additionality::Replaced }),
        mainstream_wait_days: row.get(17)?,
        contribution: money(row, 18)?,
        // A need that was recorded later is not known yet.
        need: need.and_then(|need| registers.plans.of(need).ok()),
        delivered_to: optional(row, 20)?,
        tariff: None,
    })
}
