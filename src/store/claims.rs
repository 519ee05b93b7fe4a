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

    /// Adds up what is claimed from an account and neither refused nor paid.
    pub fn claimed(&self, pocket: AccountId) -> Result<Pence> {
        let claimed = self.query_one(
            "SELECT coalesce(sum(q.amount_pence), 0)
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
