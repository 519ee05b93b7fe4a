//! Money in other hands: what was agreed with payees, what they hold, and what they have not accounted for.

use rusqlite::{params, params_from_iter};

use super::lookup::parsed;
use super::value::Bound;
use super::{Reader, Result};
use domain::plan::{Agreement, InHand, Unaccounted};
use domain::row::Row as _;
use domain::{AccountName, ChildId, Code, Day, EntryId, Month, Pence, ProviderId, rows};

/// Money in other hands, by commission.
const HANDS: &str = include_str!("query/fragment/hands.sql");

/// Money in other hands, of one commission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InOtherHands {
    pub commission: i64,
    /// The payee's code.
    pub payee: Code,
    pub kind: String,
    /// The day it was first paid or advanced.
    pub given_on: Day,
    /// The day by which it is to be accounted for.
    pub due_on: Day,
    /// What was paid or advanced.
    pub given: Pence,
    /// What of it receipts account for.
    pub accounted: Pence,
    pub returned: Pence,
    pub owed_back: Pence,
    pub written_off: Pence,
    /// What is left of it.
    pub open: Pence,
    /// What of that is more than may be kept.
    pub to_ask: Pence,
}

/// What of a payee's payments for a child is neither accounted for nor written off, by commission.
const UNACCOUNTED: &str = "
    SELECT o.commission_id, m.spent_pence AS pence
      FROM commission o
      JOIN entry y ON y.child_id = o.child_id AND y.commission_id = o.commission_id
      JOIN entry u ON u.entry_id = coalesce(y.reverses_id, y.entry_id) AND u.kind <> 'debt.write-off'
      JOIN transfer_effect m ON m.entry_id = y.entry_id
     WHERE o.child_id = ?1 AND o.provider_id = ?2
     UNION ALL
    SELECT o.commission_id, -r.amount_pence
      FROM commission o JOIN receipt_standing r USING (commission_id)
     WHERE o.child_id = ?1 AND o.provider_id = ?2 AND r.amount_pence IS NOT NULL";

impl Reader<'_> {
    /// Finds what holds between a payee and a child on a day: what was agreed last by then.
    pub fn agreement(&self, child: ChildId, payee: ProviderId, on: Day) -> Result<Option<Agreement>> {
        self.query_one(
            "SELECT payee, basis, accounts_months, coalesce(contingency_weeks * weekly_pence, 0), repayable,
                    on_benefit, other_ways IS NOT NULL
               FROM agreement
              WHERE provider_id = ? AND child_id = ? AND agreed_on <= ? ORDER BY event DESC LIMIT 1",
            params![payee.get(), child.get(), on.to_string()],
            |row| {
                Ok(Agreement {
                    payee: parsed(row, 0)?,
                    basis: super::lookup::optional(row, 1)?,
                    accounts_months: row.get(2)?,
                    allowed: Pence::new(row.get(3)?),
                    repayable: row.get(4)?,
                    on_benefit: row.get(5)?,
                    card: row.get(6)?,
                })
            },
        )
    }

    /// Tells whether just this was agreed already.
    pub fn agreed_already(&self, agreed: &rows::Agreement<'_>) -> Result<bool> {
        let columns = rows::Agreement::TABLE.columns.iter().map(|column| column.name);
        let same: Vec<String> =
            columns.filter(|column| *column != "event").map(|column| format!("{column} IS ?")).collect();
        let sql = format!("SELECT 1 FROM agreement WHERE {} LIMIT 1", same.join(" AND "));
        let values = agreed.values();
        let found = self.query_one(&sql, params_from_iter(values.iter().map(Bound)), |_| Ok(()))?;
        Ok(found.is_some())
    }

    /// Tells whether anything was agreed with a provider as a payee.
    pub fn is_payee(&self, provider: ProviderId) -> Result<bool> {
        let sql = "SELECT 1 FROM agreement WHERE provider_id = ? LIMIT 1";
        Ok(self.query_one(sql, [provider.get()], |_| Ok(()))?.is_some())
    }

    /// Tells whether the payee whose money is in an account agreed that its statement comes in.
    pub fn statement_agreed(&self, held: &AccountName) -> Result<bool> {
        let agreed = self.query_one(
            "SELECT g.statements FROM agreement g JOIN account a USING (provider_id)
              WHERE a.name = ? ORDER BY g.event DESC LIMIT 1",
            [held.to_string()],
            |row| Ok(row.get(0)?),
        )?;
        Ok(agreed.unwrap_or_default())
    }

    /// Reads what is in other hands on a day, as known at an event, by payee and commission.
    pub fn in_other_hands(&self, day: Day, known: i64) -> Result<Vec<InOtherHands>> {
        self.query_all(
            &format!(
                "SELECT h.commission_id, v.code, h.payee, h.since_on, h.due_on, h.paid_pence,
                        h.accounted_pence, h.back_pence, h.debt_pence,
                        h.off_pence, h.left_pence, h.due_pence
                   FROM ({HANDS}) h JOIN provider v USING (provider_id)
                  WHERE h.since_on IS NOT NULL
                  ORDER BY v.code, h.commission_id"
            ),
            rusqlite::named_params! { ":day": day.to_string(), ":known": known },
            |row| {
                let pence = |place| Ok::<_, super::StoreError>(Pence::new(row.get(place)?));
                Ok(InOtherHands {
                    commission: row.get(0)?,
                    payee: parsed(row, 1)?,
                    kind: row.get(2)?,
                    given_on: parsed(row, 3)?,
                    due_on: parsed(row, 4)?,
                    given: pence(5)?,
                    accounted: pence(6)?,
                    returned: pence(7)?,
                    owed_back: pence(8)?,
                    written_off: pence(9)?,
                    open: pence(10)?,
                    to_ask: pence(11)?,
                })
            },
        )
    }

    /// Reads what a payee has not accounted for though it was due by a day, and what they owe back.
    pub fn overdue(&self, payee: (ProviderId, &Code), day: Day) -> Result<Vec<InOtherHands>> {
        if !self.is_payee(payee.0)? {
            return Ok(Vec::new());
        }
        let mut hands = self.in_other_hands(day, i64::MAX)?;
        let late = |hand: &InOtherHands| hand.to_ask > Pence::ZERO && hand.due_on < day;
        hands.retain(|hand| hand.payee == *payee.1 && (late(hand) || hand.owed_back > Pence::ZERO));
        Ok(hands)
    }

    /// Reads what a payee holds of a commission, where anything was agreed with them.
    pub fn in_hand(&self, commission: EntryId) -> Result<Option<InHand>> {
        self.query_one(
            "SELECT k.committed_pence,
                    (SELECT coalesce(sum(t.amount_pence * ((d.kind = 'held') - (c.kind = 'held'))), 0)
                       FROM entry e
                       JOIN transfer t ON t.entry_id = e.entry_id
                       JOIN account d ON d.account_id = t.debit_account_id
                       JOIN account c ON c.account_id = t.credit_account_id
                      WHERE e.child_id = k.child_id AND e.commission_id = k.commission_id)
               FROM commission k
              WHERE k.commission_id = ? AND EXISTS (SELECT 1 FROM agreement g WHERE g.provider_id = k.provider_id)",
            [commission.get()],
            |row| {
                let [committed, held] = [row.get(0)?, row.get(1)?].map(Pence::new);
                Ok(InHand { commission, held, committed })
            },
        )
    }

    /// Adds up what a payee has not accounted for: of one payment, and of all for the child.
    pub fn unaccounted(
        &self,
        (child, payee): (ChildId, ProviderId),
        commission: EntryId,
    ) -> Result<Unaccounted> {
        let sql = format!(
            "SELECT coalesce(sum(pence * (commission_id = ?3)), 0), coalesce(sum(pence), 0) FROM ({UNACCOUNTED})"
        );
        let found = self.query_one(&sql, params![child.get(), payee.get(), commission.get()], |row| {
            Ok(Unaccounted { of_it: Pence::new(row.get(0)?), in_all: Pence::new(row.get(1)?) })
        })?;
        Ok(found.unwrap_or(Unaccounted { of_it: Pence::ZERO, in_all: Pence::ZERO }))
    }

    /// Reads what a direct payment asks of a child: the need, and the month of birth.
    pub fn need_and_birth(&self, child: ChildId) -> Result<Option<(Code, Month)>> {
        let sql = "SELECT need, born FROM child WHERE child_id = ?";
        self.query_one(sql, [child.get()], |row| Ok((parsed(row, 0)?, parsed(row, 1)?)))
    }
}
