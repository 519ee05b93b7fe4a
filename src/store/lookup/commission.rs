//! What was commissioned or bought, and how it stands.

use rusqlite::params;

use super::{account, damaged, optional, parsed};
use crate::value::read;
use crate::{Reader, Result, StoreError};
use domain::plan::RecordedLine;
use domain::{
    Account, AccountId, Amount, CategoryId, Child, ChildId, Code, Commission, CommissionDetails,
    CommissionTerms, Considered, Day, EntryId, EntryKind, FundId, Pence, PractitionerId, ProviderId, Share,
    Text,
};

/// What was commissioned or bought, as codes.
#[derive(Clone, Debug)]
pub struct RecordedTerms {
    pub child: Code,
    pub practitioner: Code,
    pub provider: Code,
    pub category: Code,
    pub description: Option<Text>,
    pub amount: Amount,
    pub details: CommissionDetails,
}

impl Reader<'_> {
    /// Reads a commission, with its child and the code of its category.
    pub fn commission(&self, id: EntryId) -> Result<Option<(Commission, Child, Code)>> {
        let found = self.query_one(
            "SELECT k.category_id, c.code, cost.account_id, cost.kind, owed.account_id, owed.kind, k.placed_on,
                    k.closed_by, k.invoiced_pence, k.paid_pence, ch.child_ref,
                    k.practitioner_id, k.provider_id, k.limit_pence, k.approved_pence, k.waiting,
                    (SELECT sum(m.committed_pence + m.spent_pence)
                       FROM entry x JOIN transfer_effect m ON m.entry_id = x.entry_id
                      WHERE x.child_id = k.child_id AND x.commission_id = k.commission_id
                        AND x.entry_id <= (SELECT max(y.entry_id) FROM entry y LEFT JOIN entry o ON o.entry_id = y.reverses_id
                                            WHERE y.child_id = k.child_id AND y.commission_id = k.commission_id
                                              AND (y.kind = 'buy' OR y.kind GLOB 'commission.*' OR o.kind GLOB 'commission.*'))),
                    k.estimate_pence,
                    k.estimate_pence - (SELECT sum(t.amount_pence) FROM transfer t
                                          JOIN account d ON d.account_id = t.debit_account_id
                                         WHERE t.entry_id = k.commission_id AND d.kind IN ('committed', 'spent')),
                    iif('invoice.record' = (SELECT kind FROM entry WHERE entry_id = k.closed_by),
                        (SELECT coalesce(sum(m.invoiced_pence), 0)
                           FROM entry x JOIN transfer_effect m ON m.entry_id = x.entry_id
                          WHERE x.child_id = k.child_id AND x.commission_id = k.commission_id
                            AND x.entry_id < k.closed_by), NULL)
               FROM commission k
               JOIN category c ON c.category_id = k.category_id
               JOIN provider p ON p.provider_id = k.provider_id
               JOIN account cost ON cost.name = 'cost:' || c.code
               JOIN account owed ON owed.name = 'creditor:' || p.code
               JOIN child ch ON ch.child_id = k.child_id
              WHERE k.commission_id = ?",
            [id.get()],
            |row| {
                let child_ref: Code = parsed(row, 10)?;
                let commission = Commission {
                    id,
                    child: ChildId::new(0),
                    category: CategoryId::new(row.get(0)?),
                    cost: account(row, 2, 3)?,
                    creditor: account(row, 4, 5)?,
                    placed_on: parsed(row, 6)?,
                    estimate: Pence::new(row.get(17)?).amount().ok_or_else(|| damaged(17))?,
                    vat: Pence::new(row.get(18)?),
                    practitioner: PractitionerId::new(row.get(11)?),
                    provider: ProviderId::new(row.get(12)?),
                    limit: row.get::<_, Option<i64>>(13)?.map(Pence::new),
                    approved: Pence::new(row.get(14)?),
                    waiting: row.get::<_, Option<i64>>(15)?.map(EntryId::new),
                    closed_by: row.get::<_, Option<i64>>(7)?.map(EntryId::new),
                    before_last: row.get::<_, Option<i64>>(19)?.map(Pence::new),
                    commissioned: Pence::new(row.get(16)?),
                    invoiced: Pence::new(row.get(8)?),
                    paid: Pence::new(row.get(9)?),
                    shares: Vec::new(),
                };
                Ok((commission, child_ref, parsed::<Code>(row, 1)?))
            },
        )?;
        let Some((mut commission, child_ref, category)) = found else {
            return Ok(None);
        };
        let child = self
            .child(&child_ref)?
            .ok_or_else(|| StoreError::Damaged(format!("commission {id} has no child")))?;
        commission.child = child.id;
        commission.shares = self.shares(child.id, id)?;
        Ok(Some((commission, child, category)))
    }

    /// Finds the last commission or purchase of a child with this provider, category, price and day that
    /// holds or has spent money.
    pub fn same_that_day(&self, child: ChildId, terms: &CommissionTerms, on: Day) -> Result<Option<EntryId>> {
        self.query_one(
            "SELECT commission_id FROM commission
              WHERE child_id = ? AND category_id = ? AND provider_id = ? AND estimate_pence = ? AND placed_on = ?
                AND committed_pence + spent_pence > 0
              ORDER BY commission_id DESC LIMIT 1",
            params![
                child.get(),
                terms.category.get(),
                terms.provider.get(),
                terms.amount.pence().get(),
                on.to_string()
            ],
            |row| Ok(EntryId::new(row.get(0)?)),
        )
    }

    /// Finds the account that a commission was last paid from.
    pub fn last_paid_from(&self, child: ChildId, commission: EntryId) -> Result<Option<Account>> {
        self.query_one(
            "SELECT c.account_id, c.kind
               FROM entry e JOIN transfer t ON t.entry_id = e.entry_id
               JOIN account c ON c.account_id = t.credit_account_id
              WHERE e.child_id = ? AND e.commission_id = ? AND e.reverses_id IS NULL AND c.kind IN ('bank', 'card', 'imprest', 'pocket')
              ORDER BY e.entry_id DESC, t.line DESC LIMIT 1",
            params![child.get(), commission.get()],
            |row| account(row, 0, 1),
        )
    }

    /// Finds a refund of this amount on a commission on this day, that was not undone.
    pub fn refunded(
        &self,
        child: ChildId,
        commission: EntryId,
        on: Day,
        amount: Amount,
    ) -> Result<Option<EntryId>> {
        self.query_one(
            "SELECT e.entry_id FROM entry e
              WHERE e.child_id = ? AND e.commission_id = ? AND e.kind = 'refund.record' AND e.effective_on = ?
                AND (SELECT sum(amount_pence) FROM transfer WHERE entry_id = e.entry_id AND book = 'cash') = ?
                AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.entry_id)
              ORDER BY e.entry_id LIMIT 1",
            params![child.get(), commission.get(), on.to_string(), amount.pence().get()],
            |row| Ok(EntryId::new(row.get(0)?)),
        )
    }

    /// Tells whether there is a commission of this number.
    pub fn has_commission(&self, id: EntryId) -> Result<bool> {
        let found =
            self.query_one("SELECT 1 FROM commission WHERE commission_id = ?", [id.get()], |_| Ok(()))?;
        Ok(found.is_some())
    }

    /// Adds up a commission's pots by fund, from its own few transfers.
    fn shares(&self, child: ChildId, commission: EntryId) -> Result<Vec<Share>> {
        self.query_all(
            "SELECT a.fund_id,
                    sum(iif(a.kind = 'committed', iif(a.account_id = t.debit_account_id, t.amount_pence, -t.amount_pence), 0)),
                    sum(iif(a.kind = 'spent', iif(a.account_id = t.debit_account_id, t.amount_pence, -t.amount_pence), 0))
               FROM entry e
               JOIN transfer t ON t.entry_id = e.entry_id
               JOIN account a ON a.account_id IN (t.debit_account_id, t.credit_account_id)
              WHERE e.child_id = ? AND e.commission_id = ? AND a.kind IN ('committed', 'spent')
              GROUP BY a.fund_id",
            params![child.get(), commission.get()],
            |row| {
                Ok(Share {
                    fund: FundId::new(row.get(0)?),
                    committed: Pence::new(row.get(1)?),
                    spent: Pence::new(row.get(2)?),
                })
            },
        )
    }

    /// Lists the lines of a provider's documents of a number, without case and blanks, that were not undone.
    pub fn document_lines(&self, provider: ProviderId, number: &Text) -> Result<Vec<RecordedLine>> {
        self.query_all(
            "SELECT coalesce(l.document_id, e.entry_id), e.entry_id, e.kind, e.commission_id, e.effective_on,
                    (SELECT sum(amount_pence) FROM transfer WHERE entry_id = e.entry_id AND book = 'cash')
               FROM entry e JOIN commission k ON k.commission_id = e.commission_id
               LEFT JOIN document_line l ON l.event = e.entry_id
              WHERE e.reference IS NOT NULL AND k.provider_id = ?1
                AND upper(replace(e.reference, ' ', '')) = upper(replace(?2, ' ', ''))
                AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.entry_id)
              ORDER BY e.entry_id",
            params![provider.get(), number.as_str()],
            |row| {
                Ok(RecordedLine {
                    document: EntryId::new(row.get(0)?),
                    entry: EntryId::new(row.get(1)?),
                    kind: super::entry::kind(row, 2)?,
                    commission: EntryId::new(row.get(3)?),
                    on: parsed(row, 4)?,
                    amount: Pence::new(row.get(5)?),
                })
            },
        )
    }

    /// Finds what stands of a provider's documents of a number: of commissions, and of the pilot itself.
    pub fn documents(&self, provider: ProviderId, number: &Text) -> Result<Vec<RecordedLine>> {
        let mut lines = self.document_lines(provider, number)?;
        lines.extend(self.query_all(
            "SELECT e.entry_id, e.effective_on, t.amount_pence
               FROM entry e
               JOIN transfer t ON t.entry_id = e.entry_id
               JOIN account a ON a.account_id = t.debit_account_id AND a.kind = 'creditor' AND a.provider_id = ?1
              WHERE e.reference IS NOT NULL AND e.kind = 'cost.record'
                AND upper(replace(e.reference, ' ', '')) = upper(replace(?2, ' ', ''))
                AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.entry_id)
              ORDER BY e.entry_id",
            params![provider.get(), number.as_str()],
            |row| {
                let entry = EntryId::new(row.get(0)?);
                let (kind, on) = (EntryKind::CostRecord, parsed(row, 1)?);
                let amount = Pence::new(row.get(2)?);
                Ok(RecordedLine { document: entry, entry, kind, commission: entry, on, amount })
            },
        )?);
        Ok(lines)
    }

    /// Finds the document of several lines that an entry is one of.
    pub fn document_of(&self, entry: EntryId) -> Result<Option<EntryId>> {
        self.query_one(
            "SELECT document_id FROM document_line WHERE event = ?1
              UNION ALL SELECT document_id FROM document WHERE document_id = ?1",
            [entry.get()],
            |row| Ok(EntryId::new(row.get(0)?)),
        )
    }

    /// Finds the lines that stand of the document that an entry is one of, in order.
    pub fn lines_standing(&self, entry: EntryId) -> Result<Vec<EntryId>> {
        let Some(document) = self.document_of(entry)? else { return Ok(Vec::new()) };
        self.query_all(
            "SELECT e.entry_id FROM (SELECT ?1 AS entry_id UNION ALL SELECT event FROM document_line WHERE document_id = ?1) e
              WHERE NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.entry_id) ORDER BY e.entry_id",
            [document.get()],
            |row| Ok(EntryId::new(row.get(0)?)),
        )
    }

    /// Finds the payment that was recorded right after an invoice, on its commission: its entry, day, account
    /// and amount.
    pub fn paid_next(&self, invoice: EntryId) -> Result<Option<(EntryId, Day, AccountId, Pence)>> {
        self.query_one(
            "SELECT p.entry_id, p.effective_on, t.credit_account_id, t.amount_pence
               FROM entry e JOIN entry p ON p.entry_id = e.entry_id + 1 AND p.commission_id = e.commission_id
               JOIN transfer t ON t.entry_id = p.entry_id AND t.line = 1
              WHERE e.entry_id = ? AND p.kind = 'payment.record'",
            [invoice.get()],
            |row| {
                let account = AccountId::new(row.get(2)?);
                Ok((EntryId::new(row.get(0)?), parsed(row, 1)?, account, Pence::new(row.get(3)?)))
            },
        )
    }

    /// Lists what else was looked at before something was commissioned or bought.
    fn options(&self, id: EntryId) -> Result<Vec<Considered>> {
        self.query_all(
            "SELECT provider, price_pence, wait_days, why_not FROM option_considered WHERE event = ? ORDER BY line",
            [id.get()],
            |row| {
                Ok(Considered {
                    provider: parsed(row, 0)?,
                    price: row.get::<_, Option<i64>>(1)?.map(Pence::new),
                    wait_days: row.get(2)?,
                    why_not: optional(row, 3)?,
                })
            },
        )
    }

    /// Reads what was commissioned or bought, as codes.
    ///
    /// # Errors
    /// A failure of the file; a commission that is not there.
    pub fn commission_terms(&self, id: EntryId) -> Result<RecordedTerms> {
        let columns: String =
            CommissionDetails::COLUMNS.iter().map(|it| format!(", k.{}", it.name)).collect();
        let sql = format!(
            "SELECT ch.child_ref, w.code, p.code, c.code, k.description, k.estimate_pence{columns}
               FROM commission k
               JOIN child ch ON ch.child_id = k.child_id
               JOIN practitioner w ON w.practitioner_id = k.practitioner_id
               JOIN provider p ON p.provider_id = k.provider_id
               JOIN category c ON c.category_id = k.category_id
              WHERE k.commission_id = ?"
        );
        let found = self.query_one(&sql, [id.get()], |row| {
            let values = (6..).map_while(|place| row.get_ref(place).ok()).map(read);
            let details = CommissionDetails::read(values).ok_or_else(|| damaged(6))?;
            Ok(RecordedTerms {
                child: parsed(row, 0)?,
                practitioner: parsed(row, 1)?,
                provider: parsed(row, 2)?,
                category: parsed(row, 3)?,
                description: optional(row, 4)?,
                amount: Amount::new(row.get(5)?).ok_or_else(|| damaged(5))?,
                details: CommissionDetails { options: self.options(id)?, ..details },
            })
        })?;
        found.ok_or_else(|| StoreError::Damaged(format!("commission {id} is missing")))
    }
}
