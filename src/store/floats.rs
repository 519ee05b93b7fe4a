//! Floats: what was counted, and what is out as advances.

use rusqlite::params;

use super::lookup::{optional, parsed};
use super::{Reader, Result};
use domain::{AccountId, Code, Day, EntryId, Pence, PractitionerId};

/// Cash of a float in somebody's hands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advance {
    /// Whose hands.
    pub to: Code,
    /// How much.
    pub amount: Pence,
    /// Since when.
    pub given_on: Day,
    /// The day it came back.
    pub back_on: Option<Day>,
}

impl Reader<'_> {
    /// Finds whose hands a float or a card is in.
    pub fn holder_of(&self, account: AccountId) -> Result<Option<PractitionerId>> {
        let holder = "SELECT holder_id FROM account WHERE account_id = ? AND holder_id IS NOT NULL";
        self.query_one(holder, [account.get()], |row| Ok(PractitionerId::new(row.get(0)?)))
    }

    /// Finds the day on which a float was counted last.
    pub fn counted_before(&self, float: AccountId) -> Result<Option<Day>> {
        self.query_one("SELECT max(counted_on) FROM cash_count WHERE account_id = ?", [float.get()], |row| {
            optional(row, 0)
        })
        .map(Option::flatten)
    }

    /// Finds an entry that moved a float after one day and up to another, by one person.
    pub fn paid_from_by(
        &self,
        float: AccountId,
        actor: PractitionerId,
        since: Option<Day>,
        until: Day,
    ) -> Result<Option<EntryId>> {
        self.query_one(
            "SELECT e.entry_id FROM entry e CROSS JOIN event v ON v.seq = e.entry_id
              WHERE e.effective_on > ?3 AND e.effective_on <= ?4 AND v.actor_id = ?2
                AND EXISTS (SELECT 1 FROM transfer t WHERE t.entry_id = e.entry_id
                               AND (t.debit_account_id = ?1 OR t.credit_account_id = ?1))
              ORDER BY e.effective_on, e.entry_id LIMIT 1",
            params![
                float.get(),
                actor.get(),
                since.map(|day| day.to_string()).unwrap_or_default(),
                until.to_string()
            ],
            |row| Ok(EntryId::new(row.get(0)?)),
        )
    }

    /// Reads what the ledger says of a float on a day: from what it says now, back to that day.
    pub fn float_on(&self, float: AccountId, on: Day) -> Result<Pence> {
        let pence = self.query_one(
            "SELECT balance_pence - coalesce((
                        SELECT sum(iif(t.debit_account_id = ?1, t.amount_pence, -t.amount_pence))
                          FROM entry e CROSS JOIN transfer t ON t.entry_id = e.entry_id
                         WHERE e.effective_on > ?2 AND (t.debit_account_id = ?1 OR t.credit_account_id = ?1)), 0)
               FROM account WHERE account_id = ?1",
            params![float.get(), on.to_string()],
            |row| Ok(Pence::new(row.get(0)?)),
        )?;
        Ok(pence.unwrap_or(Pence::ZERO))
    }

    /// Adds up what of a float is in somebody's hands on a day.
    pub fn advances_out(&self, account: AccountId, on: Day) -> Result<Pence> {
        let sum = self.query_one(
            "SELECT coalesce(sum(a.amount_pence), 0) FROM advance a LEFT JOIN advance_back b ON b.advance = a.event
              WHERE a.account_id = ?1 AND a.given_on <= ?2 AND coalesce(b.back_on > ?2, 1)",
            params![account.get(), on.to_string()],
            |row| Ok(row.get(0)?),
        )?;
        Ok(Pence::new(sum.unwrap_or(0)))
    }

    pub fn advance(&self, number: EntryId) -> Result<Option<Advance>> {
        self.query_one(
            "SELECT p.code, a.amount_pence, a.given_on, b.back_on
               FROM advance a JOIN practitioner p USING (practitioner_id)
               LEFT JOIN advance_back b ON b.advance = a.event WHERE a.event = ?",
            [number.get()],
            |row| {
                Ok(Advance {
                    to: parsed(row, 0)?,
                    amount: Pence::new(row.get(1)?),
                    given_on: parsed(row, 2)?,
                    back_on: optional(row, 3)?,
                })
            },
        )
    }
}
