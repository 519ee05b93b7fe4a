//! Money in other hands: what was agreed with payees, what they hold, and what they have not accounted for.

use rusqlite::{params, params_from_iter};

use super::lookup::parsed;
use super::position::Limits;
use super::value::Bound;
use super::{Reader, Result};
use domain::plan::{Agreement, Debt, InHand, Unaccounted};
use domain::row::Row as _;
use domain::{
    AccountName, ChildId, Code, Day, EntryId, Month, Payee, Pence, PractitionerId, ProviderId, rows,
};

/// Money in other hands, by commission.
const HANDS: &str = include_str!("query/fragment/hands.sql");

/// Money in other hands, of one commission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InOtherHands {
    pub commission: i64,
    /// The payee's code.
    pub payee: Code,
    pub kind: String,
    /// The day it was paid or advanced: the oldest of what is not accounted for.
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
    /// What of that was due before the day.
    pub late: Pence,
}

/// What a payee was paid at once for a child and has not given back, and what receipts account for, by
/// commission.
const UNACCOUNTED: &str = "
    SELECT o.commission_id, min(sum(p.cost_pence), sum(p.paid_pence)) AS paid,
           (SELECT coalesce(sum(r.amount_pence), 0) FROM receipt_standing r
             WHERE r.commission_id = o.commission_id) AS accounted
      FROM commission o
      JOIN paid_at_once p ON p.child_id = o.child_id AND p.commission_id = o.commission_id
     WHERE o.child_id = ?1 AND o.provider_id = ?2
     GROUP BY o.commission_id";

impl Reader<'_> {
    /// Finds what holds between a payee and a child on a day: what was agreed last by then.
    pub fn agreement(&self, child: ChildId, payee: ProviderId, on: Day) -> Result<Option<Agreement>> {
        self.query_one(
            "SELECT payee, basis, accounts_months, coalesce(contingency_weeks * weekly_pence, 0), repayable,
                    on_benefit, other_ways IS NOT NULL
               FROM agreement_standing
              WHERE provider_id = ? AND child_id = ? AND agreed_on <= ? ORDER BY agreed_on DESC, event DESC LIMIT 1",
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

    /// Finds what a provider is as a payee, where anything was agreed with them.
    pub fn payee(&self, provider: ProviderId) -> Result<Option<Payee>> {
        let sql = "SELECT payee FROM agreement_standing WHERE provider_id = ? ORDER BY event DESC LIMIT 1";
        self.query_one(sql, [provider.get()], |row| parsed(row, 0))
    }

    /// Finds a child for whom a payee is agreed, and who shares no family with another.
    pub fn paid_for_another(&self, child: ChildId, payee: ProviderId) -> Result<Option<Code>> {
        self.query_one(
            "SELECT ch.child_ref FROM agreement_standing g JOIN child ch ON ch.child_id = g.child_id
              WHERE g.provider_id = ?2 AND g.child_id <> ?1
                AND NOT EXISTS (SELECT 1 FROM family_member_standing a JOIN family_member_standing b
                                    ON b.family_ref = a.family_ref
                                 WHERE a.child_id = ?1 AND b.child_id = g.child_id)
              ORDER BY g.event LIMIT 1",
            [child.get(), payee.get()],
            |row| parsed(row, 0),
        )
    }

    /// Finds the payee of an agreement and a commission for which they were handed money or asked for it
    /// back, where nothing else was agreed with them for the child.
    pub fn handed_by_it_alone(&self, agreement: i64) -> Result<Option<(Code, i64)>> {
        self.query_one(
            "SELECT v.code, e.commission_id
               FROM agreement g
               JOIN provider v ON v.provider_id = g.provider_id
               JOIN commission k ON k.child_id = g.child_id AND k.provider_id = g.provider_id
               JOIN entry e ON e.child_id = k.child_id AND e.commission_id = k.commission_id
              WHERE g.event = ? AND e.kind IN ('account.move', 'debt.record')
                AND NOT EXISTS (SELECT 1 FROM agreement_standing n
                                 WHERE n.provider_id = g.provider_id AND n.child_id = g.child_id AND n.event <> g.event)
              ORDER BY e.entry_id LIMIT 1",
            [agreement],
            |row| Ok((parsed(row, 0)?, row.get(1)?)),
        )
    }

    /// Tells whether for every child whose money is in an account it was agreed that its statement comes in.
    pub fn statement_agreed(&self, held: &AccountName) -> Result<bool> {
        let agreed = self.query_one(
            "SELECT coalesce(min(g.statements), 0) FROM account a JOIN agreement_standing g USING (provider_id)
              WHERE a.name = ? AND (g.basis IS NULL OR g.other_ways IS NOT NULL)
                AND g.event = (SELECT n.event FROM agreement_standing n
                                WHERE n.provider_id = g.provider_id AND n.child_id = g.child_id
                                ORDER BY n.agreed_on DESC, n.event DESC LIMIT 1)",
            [held.to_string()],
            |row| Ok(row.get(0)?),
        )?;
        Ok(agreed.unwrap_or_default())
    }

    /// Reads what is in other hands on a day, as known at an event, by payee and commission.
    pub fn in_other_hands(&self, day: Day, known: i64) -> Result<Vec<InOtherHands>> {
        if known < i64::MAX {
            self.stand_at(&Limits { as_at: day.to_string(), known }, HANDS)?;
        }
        self.query_all(
            &format!(
                "SELECT h.commission_id, v.code, h.payee, h.since_on, h.due_on, h.paid_pence,
                        h.accounted_pence, h.back_pence, h.debt_pence,
                        h.off_pence, h.left_pence, h.due_pence, h.late_pence
                   FROM ({HANDS}) h JOIN provider v USING (provider_id)
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
                    late: pence(12)?,
                })
            },
        )
    }

    /// Reads what a payee has not accounted for though it was due by a day, and what they owe back.
    pub fn overdue(&self, payee: (ProviderId, &Code), day: Day) -> Result<Vec<InOtherHands>> {
        if self.payee(payee.0)?.is_none() {
            return Ok(Vec::new());
        }
        let mut hands = self.in_other_hands(day, i64::MAX)?;
        hands.retain(|hand| {
            hand.payee == *payee.1 && (hand.late > Pence::ZERO || hand.owed_back > Pence::ZERO)
        });
        Ok(hands)
    }

    /// Reads what a payee holds of a commission in all and at least from a day on, where anything was agreed
    /// with them.
    pub fn in_hand(&self, commission: EntryId, on: Day) -> Result<Option<InHand>> {
        self.query_one(
            "SELECT k.committed_pence, coalesce(sum(h.pence), 0),
                    coalesce(min(sum(iif(h.day <= ?2, h.pence, 0)),
                                 coalesce(min(iif(h.day > ?2, h.held, NULL)), sum(h.pence))), 0)
               FROM commission k
               LEFT JOIN (SELECT day, pence, sum(pence) OVER (ORDER BY day) AS held
                            FROM (SELECT e.effective_on AS day,
                                         sum(t.amount_pence * ((d.kind = 'held') - (c.kind = 'held'))) AS pence
                                    FROM entry e
                                    JOIN transfer t ON t.entry_id = e.entry_id
                                    JOIN account d ON d.account_id = t.debit_account_id
                                    JOIN account c ON c.account_id = t.credit_account_id
                                   WHERE e.child_id = (SELECT child_id FROM commission WHERE commission_id = ?1)
                                     AND e.commission_id = ?1
                                   GROUP BY e.effective_on)) h
              WHERE k.commission_id = ?1 AND EXISTS (SELECT 1 FROM agreement g WHERE g.provider_id = k.provider_id)
              GROUP BY k.commission_id",
            params![commission.get(), on.to_string()],
            |row| {
                let [committed, held, lowest] = [row.get(0)?, row.get(1)?, row.get(2)?].map(Pence::new);
                Ok(InHand { commission, held, lowest, committed })
            },
        )
    }

    /// Adds up what a payee was paid at once and has not accounted for: of one payment, and of all for the
    /// child.
    pub fn unaccounted(
        &self,
        (child, payee): (ChildId, ProviderId),
        commission: EntryId,
    ) -> Result<Unaccounted> {
        let sql = format!(
            "SELECT coalesce(sum(paid * (commission_id = ?3)), 0), coalesce(sum(accounted * (commission_id = ?3)), 0),
                    coalesce(sum(max(0, paid - accounted)), 0),
                    (SELECT min(p.effective_on) FROM entry p
                      WHERE p.child_id = ?1 AND p.commission_id = ?3 AND p.kind IN ('buy', 'payment.record'))
               FROM ({UNACCOUNTED})"
        );
        let found = self.query_one(&sql, params![child.get(), payee.get(), commission.get()], |row| {
            let [paid, accounted, in_all] = [row.get(0)?, row.get(1)?, row.get(2)?].map(Pence::new);
            Ok(Unaccounted { paid_on: super::lookup::optional(row, 3)?, paid, accounted, in_all })
        })?;
        Ok(found.unwrap_or_default())
    }

    /// Reads what a family was asked for of a payment by a day, what of it was written off, and whether
    /// somebody recorded the payment.
    pub fn debt(
        &self,
        (child, commission): (ChildId, EntryId),
        on: Day,
        who: PractitionerId,
    ) -> Result<Debt> {
        let found = self.query_one(
            "SELECT min(iif(kind = 'debt.record' AND NOT undone, day, NULL)),
                    coalesce(sum(pence * (of = 'debt.record' AND day <= ?3)), 0),
                    coalesce(-sum(pence * (of = 'debt.write-off')), 0),
                    coalesce(max(kind IN ('buy', 'payment.record') AND actor_id = ?4), 0)
               FROM (SELECT e.kind, e.effective_on AS day, o.kind AS of, v.actor_id,
                            EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.entry_id) AS undone,
                            (SELECT sum(t.amount_pence * ((d.kind = 'creditor') - (c.kind = 'creditor')))
                               FROM transfer t
                               JOIN account d ON d.account_id = t.debit_account_id
                               JOIN account c ON c.account_id = t.credit_account_id
                              WHERE t.entry_id = e.entry_id) AS pence
                       FROM entry e
                       JOIN event v ON v.seq = e.entry_id
                       JOIN entry o ON o.entry_id = coalesce(e.reverses_id, e.entry_id)
                      WHERE e.child_id = ?1 AND e.commission_id = ?2)",
            params![child.get(), commission.get(), on.to_string(), who.get()],
            |row| {
                Ok(Debt {
                    since: super::lookup::optional(row, 0)?,
                    asked: Pence::new(row.get(1)?),
                    written_off: Pence::new(row.get(2)?),
                    paid_by_them: row.get(3)?,
                })
            },
        )?;
        Ok(found.expect("sums of nothing are a row"))
    }

    /// Reads what a direct payment asks of a child: the need, and the month of birth.
    pub fn need_and_birth(&self, child: ChildId) -> Result<Option<(Code, Month)>> {
        let sql = "SELECT need, born FROM child WHERE child_id = ?";
        self.query_one(sql, [child.get()], |row| Ok((parsed(row, 0)?, parsed(row, 1)?)))
    }
}
