//! What practitioners paid from their own pocket and asked to be paid back.

use super::lookup::{damaged, parsed};
use super::{Reader, Result};
use domain::plan::Claim;
use domain::{Account, AccountId, AccountKind, Amount, EntryId, Pence, PractitionerId};

impl Reader<'_> {
    /// Finds a claim, with what became of it.
    pub fn claim(&self, id: EntryId) -> Result<Option<Claim>> {
        self.query_one(
            "SELECT q.account_id, a.name, a.holder_id, v.actor_id, q.claimed_on, q.amount_pence, d.event, d.verdict,
                    (SELECT p.event FROM claim_payment p
                      WHERE p.claim = q.event AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = p.event))
               FROM claim q
               JOIN account a ON a.account_id = q.account_id
               JOIN event v ON v.seq = q.event
               LEFT JOIN claim_decision d ON d.claim = q.event
              WHERE q.event = ?",
            [id.get()],
            |row| {
                let decided = row.get::<_, Option<i64>>(6)?.map(EntryId::new);
                Ok(Claim {
                    id,
                    pocket: Account::new(AccountId::new(row.get(0)?), AccountKind::Pocket),
                    name: parsed(row, 1)?,
                    holder: PractitionerId::new(row.get(2)?),
                    claimed_by: PractitionerId::new(row.get(3)?),
                    claimed_on: parsed(row, 4)?,
                    amount: Amount::new(row.get(5)?).ok_or_else(|| damaged(5))?,
                    decision: match decided {
                        Some(event) => Some((event, parsed(row, 7)?)),
                        None => None,
                    },
                    paid_by: row.get::<_, Option<i64>>(8)?.map(EntryId::new),
                })
            },
        )
    }

    /// Finds the claim that an entry paid.
    pub fn claim_paid_by(&self, entry: EntryId) -> Result<Option<Claim>> {
        let sql = "SELECT claim FROM claim_payment WHERE event = ?";
        match self.query_one(sql, [entry.get()], |row| Ok(EntryId::new(row.get(0)?)))? {
            Some(claim) => self.claim(claim),
            None => Ok(None),
        }
    }

    /// Returns what a claim would pay now.
    pub fn claim_owed(&self, claim: EntryId) -> Result<Pence> {
        let sql = "SELECT owed_pence FROM claim_owed WHERE claim = ?";
        let owed = self.query_one(sql, [claim.get()], |row| Ok(row.get(0)?))?;
        Ok(owed.map_or(Pence::ZERO, Pence::new))
    }

    /// Lists what is claimed from an account, neither refused nor paid, and more than it would pay now: the
    /// claim, what it claims, and what it would pay.
    pub fn claims_above_owed(&self, pocket: AccountId) -> Result<Vec<(EntryId, Pence, Pence)>> {
        self.query_all(
            "SELECT q.event, q.amount_pence, w.owed_pence
               FROM claim q JOIN claim_owed w ON w.claim = q.event LEFT JOIN claim_decision d ON d.claim = q.event
              WHERE q.account_id = ? AND coalesce(d.verdict, 'approved') = 'approved'
                AND NOT EXISTS (SELECT 1 FROM claim_payment p
                                 WHERE p.claim = q.event
                                   AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = p.event))
                AND w.owed_pence < q.amount_pence
              ORDER BY q.event",
            [pocket.get()],
            |row| Ok((EntryId::new(row.get(0)?), Pence::new(row.get(1)?), Pence::new(row.get(2)?))),
        )
    }

    /// Adds up what is claimed from an account and neither refused nor paid, as far as it is owed.
    pub fn claimed(&self, pocket: AccountId) -> Result<Pence> {
        let claimed = self.query_one(
            "SELECT coalesce(sum((SELECT w.owed_pence FROM claim_owed w WHERE w.claim = q.event)), 0)
               FROM claim q LEFT JOIN claim_decision d ON d.claim = q.event
              WHERE q.account_id = ? AND coalesce(d.verdict, 'approved') = 'approved'
                AND NOT EXISTS (SELECT 1 FROM claim_payment p
                                 WHERE p.claim = q.event
                                   AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = p.event))",
            [pocket.get()],
            |row| Ok(row.get(0)?),
        )?;
        Ok(claimed.map_or(Pence::ZERO, Pence::new))
    }
}
