//! The pilot's settings and its months.

use std::collections::BTreeSet;

use super::{damaged, parsed};
use crate::{Reader, Result, StoreError};
use domain::plan::Calendar;
use domain::{Amount, Day, Pilot};

impl Reader<'_> {
    /// Returns the latest day of any entry; the pilot's first where there is none.
    pub fn last_entry_on(&self) -> Result<Day> {
        let found = self.query_one(
            "SELECT coalesce((SELECT max(effective_on) FROM entry), starts_on) FROM pilot",
            [],
            |row| parsed(row, 0),
        )?;
        found.ok_or_else(|| StoreError::Damaged("it has no pilot".into()))
    }

    /// Reads the pilot's settings and the closed months.
    pub fn calendar(&self) -> Result<Calendar> {
        let pilot = self
            .query_one(
                "SELECT name, authority, starts_on, ends_on, budget_min_pence, budget_max_pence,
                        settling_up_months FROM pilot",
                [],
                |row| {
                    let amount = |column| -> Result<Amount> {
                        Amount::new(row.get(column)?).ok_or_else(|| damaged(column))
                    };
                    Ok(Pilot {
                        name: parsed(row, 0)?,
                        authority: parsed(row, 1)?,
                        starts_on: parsed(row, 2)?,
                        ends_on: parsed(row, 3)?,
                        budget_min_pence: amount(4)?,
                        budget_max_pence: amount(5)?,
                        settling_up_months: row.get(6)?,
                    })
                },
            )?
            .ok_or_else(|| StoreError::Damaged("it has no pilot".into()))?;
        let closed = self.query_all(
            "SELECT month FROM month_mark m
              WHERE mark = 'closed' AND event = (SELECT max(event) FROM month_mark WHERE month = m.month)",
            [],
            |row| parsed(row, 0),
        )?;
        Ok(Calendar {
            pilot,
            closed: closed.into_iter().collect::<BTreeSet<_>>(),
            today: None,
            belongs_to: None,
        })
    }
}
