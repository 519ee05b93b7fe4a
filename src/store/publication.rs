//! What was paid in a quarter, with what decides how it may be published; and what was published.

use std::collections::{BTreeMap, HashSet};

use rusqlite::Row;

use super::lookup::{entry_kind, optional, parsed};
use super::query::assemble;
use super::value::sql_list;
use super::{Filter, Reader, Result, StoreError};
use domain::publication::{Quarter, Withheld};
use domain::{AccountKind, AccountName, Code, Day, EntryKind, Pence, Sector};

/// Every entry of the commissions on which something was paid in the quarter: what it paid, invoiced and
/// had of VAT, from the first, for VAT is reported by invoices and payments follow them. Who was paid for a
/// child whose whereabouts must not be found, or shared with one, is told as an individual is, and so is a
/// family that is paid: never by name.
const MOVES: &str = "
    SELECT e.commission_id, e.entry_id, e.effective_on,
           sum(m.paid_pence), sum(m.invoiced_pence),
           sum(t.amount_pence * ((c.kind = 'notional') - (d.kind = 'notional'))),
           sum(t.amount_pence * ((d.kind = 'vat') - (c.kind = 'vat'))),
           max(CASE WHEN d.kind IN ({own}) THEN d.name WHEN c.kind IN ({own}) THEN c.name END),
           iif(y.commission_id IS NULL, k.provider_id, 0), iif(y.commission_id IS NULL, v.name, '(not shown)'),
           iif(y.commission_id IS NULL AND NOT EXISTS (SELECT 1 FROM agreement_standing a WHERE a.provider_id = k.provider_id AND a.basis IS NOT NULL),
               v.sector, 'individual'), iif(y.commission_id IS NULL, v.companies_house, NULL),
           iif(y.commission_id IS NULL, v.charity_number, NULL), iif(y.commission_id IS NULL, v.ukprn, NULL), g.code, g.label,
           iif(y.commission_id IS NULL, ch.area, '(not shown)'),
           (SELECT r.effective_on FROM entry r WHERE r.reverses_id = e.entry_id),
           (SELECT o.effective_on FROM entry o WHERE o.entry_id = e.reverses_id),
           EXISTS (SELECT 1 FROM vat_charge x WHERE x.event = coalesce(e.reverses_id, e.entry_id))
      FROM (SELECT DISTINCT p.child_id, p.commission_id
              FROM entry p
             WHERE p.effective_on BETWEEN ?1 AND ?2 AND p.commission_id IS NOT NULL) q
      JOIN entry e ON e.child_id = q.child_id AND e.commission_id = q.commission_id
      JOIN commission k ON k.commission_id = q.commission_id
      JOIN provider v ON v.provider_id = k.provider_id
      JOIN category g ON g.category_id = k.category_id
      JOIN child ch ON ch.child_id = k.child_id
      LEFT JOIN {hidden} y ON y.commission_id = k.commission_id
      JOIN transfer t ON t.entry_id = e.entry_id AND t.book = 'cash'
      JOIN transfer_effect m ON m.entry_id = t.entry_id AND m.line = t.line
      JOIN account d ON d.account_id = t.debit_account_id
      JOIN account c ON c.account_id = t.credit_account_id
     GROUP BY e.commission_id, e.entry_id
     ORDER BY e.commission_id, e.entry_id";

/// What the pilot itself cost and somebody was paid for in the quarter, in the same columns: each cost, and
/// what undid it, under the number of the cost.
const COSTS: &str = "
    SELECT k.entry_id, e.entry_id, e.effective_on,
           sum(t.amount_pence * ((c.kind IN ({own}, 'notional')) - (d.kind IN ({own}, 'notional')))),
           sum(t.amount_pence * ((d.kind IN ('cost', 'vat')) - (c.kind IN ('cost', 'vat')))),
           sum(t.amount_pence * ((c.kind = 'notional') - (d.kind = 'notional'))),
           sum(t.amount_pence * ((d.kind = 'vat') - (c.kind = 'vat'))),
           max(CASE WHEN d.kind IN ({own}) THEN d.name WHEN c.kind IN ({own}) THEN c.name END),
           v.provider_id, v.name, v.sector, v.companies_house, v.charity_number, v.ukprn, g.code, g.label, NULL,
           (SELECT r.effective_on FROM entry r WHERE r.reverses_id = e.entry_id),
           iif(e.entry_id = k.entry_id, NULL, k.effective_on), 0
      FROM entry k INDEXED BY entry_of_fund
      JOIN entry e ON e.entry_id = k.entry_id OR e.reverses_id = k.entry_id
      JOIN transfer t ON t.entry_id = e.entry_id AND t.book = 'cash'
      JOIN account d ON d.account_id = t.debit_account_id
      JOIN account c ON c.account_id = t.credit_account_id
      JOIN provider v ON v.provider_id = (
           SELECT a.provider_id FROM transfer p JOIN account a ON a.account_id = p.credit_account_id
            WHERE p.entry_id = k.entry_id AND a.kind = 'creditor')
      JOIN category g ON g.category_id = (
           SELECT a.category_id FROM transfer p JOIN account a ON a.account_id = p.debit_account_id
            WHERE p.entry_id = k.entry_id AND a.kind = 'cost')
     WHERE k.kind = 'cost.record' AND e.effective_on BETWEEN ?1 AND ?2
     GROUP BY k.entry_id, e.entry_id
     ORDER BY k.entry_id, e.entry_id";

/// What is no purchase and nobody's invoice: what banks charged, and what the pilot itself cost of the
/// authority's own.
const UNPUBLISHED: &str = "
    SELECT k.kind, e.entry_id, e.effective_on, sum(t.amount_pence * ((d.kind IN ('charge', 'cost')) - (c.kind IN ('charge', 'cost'))))
      FROM entry e
      LEFT JOIN entry o ON o.entry_id = e.reverses_id AND o.kind = 'cost.record'
      JOIN entry k ON k.entry_id = coalesce(o.entry_id, e.entry_id)
      JOIN transfer t ON t.entry_id = e.entry_id AND t.book = 'cash'
      JOIN account d ON d.account_id = t.debit_account_id
      JOIN account c ON c.account_id = t.credit_account_id
     WHERE e.effective_on BETWEEN ?1 AND ?2
       AND (k.kind = 'charge.record'
            OR k.kind = 'cost.record'
               AND NOT EXISTS (SELECT 1 FROM transfer p JOIN account a ON a.account_id = p.credit_account_id
                                WHERE p.entry_id = k.entry_id AND a.kind = 'creditor'))
     GROUP BY e.entry_id";

/// What one entry did to what is owed and paid on a commission.
#[derive(Clone, Debug)]
pub struct PaidMove {
    pub commission: i64,
    pub entry: i64,
    pub on: Day,
    /// What was paid by it in cash, with VAT; negative: what came back.
    pub paid: Pence,
    /// What was invoiced by it to be paid in cash, with VAT.
    pub invoiced: Pence,
    /// What funds gave of it in kind.
    pub in_kind: Pence,
    /// The recoverable VAT in that.
    pub vat: Pence,
    /// Whether it charges VAT that cannot be recovered, or takes that back.
    pub charges_vat: bool,
    /// The account cash was paid from.
    pub account: Option<AccountName>,
    /// Who was paid.
    pub payee: Payee,
    /// The category's code.
    pub category: Code,
    /// The category's label.
    pub label: String,
    /// The child's area; `None` where it is the pilot itself.
    pub area: Option<String>,
    /// The day of the entry that undid it.
    pub undone_on: Option<Day>,
    /// The day of the entry that it undoes.
    pub undoes_on: Option<Day>,
}

/// Who was paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payee {
    pub id: i64,
    pub name: String,
    pub sector: Sector,
    pub companies_house: Option<String>,
    pub charity_number: Option<String>,
    pub ukprn: Option<String>,
}

/// What a publication is made of.
#[derive(Clone, Debug)]
pub struct Spending {
    /// The moves of every commission paid on in the quarter, in order.
    pub moves: Vec<PaidMove>,
    /// What is never published: what was recorded, entry, day, amount.
    pub unpublished: Vec<(EntryKind, i64, Day, Pence)>,
    /// For how many children each provider has worked by the quarter's end.
    pub children_of: BTreeMap<i64, i64>,
    /// How many children each area has.
    pub children_in: BTreeMap<String, i64>,
    /// What is published nowhere: references of children, names and codes of those who act.
    pub withheld: Withheld,
    /// The hash of the ledger's first event, which nobody outside knows.
    pub secret: Vec<u8>,
}

/// A publication that was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    pub event: i64,
    /// The SHA-256 of its file.
    pub sha256: String,
    /// Who signed it.
    pub by: String,
    /// When, by day.
    pub on: String,
}

fn paid_move(row: &Row<'_>) -> Result<PaidMove> {
    let pence = |column| -> Result<Pence> { Ok(Pence::new(row.get(column)?)) };
    let in_kind = pence(5)?;
    Ok(PaidMove {
        commission: row.get(0)?,
        entry: row.get(1)?,
        on: parsed(row, 2)?,
        paid: pence(3)? - in_kind,
        invoiced: pence(4)? - in_kind,
        in_kind,
        vat: pence(6)?,
        charges_vat: row.get(19)?,
        account: optional(row, 7)?,
        payee: Payee {
            id: row.get(8)?,
            name: row.get(9)?,
            sector: parsed(row, 10)?,
            companies_house: row.get(11)?,
            charity_number: row.get(12)?,
            ukprn: row.get(13)?,
        },
        category: parsed(row, 14)?,
        label: row.get(15)?,
        area: row.get(16)?,
        undone_on: optional(row, 17)?,
        undoes_on: optional(row, 18)?,
    })
}

impl Reader<'_> {
    /// Reads what was paid in a quarter.
    pub fn spending(&self, quarter: Quarter) -> Result<Spending> {
        let (first, last) = (quarter.first().to_string(), quarter.last().to_string());
        let days = [first.as_str(), last.as_str()];
        let own =
            sql_list(AccountKind::ALL.into_iter().filter(|kind| kind.pays_cash()).map(AccountKind::as_str));
        let unpublished = self.query_all(UNPUBLISHED, days, |row| {
            Ok((entry_kind(row, 0)?, row.get(1)?, parsed(row, 2)?, Pence::new(row.get(3)?)))
        })?;
        let mut moves =
            self.query_all(&assemble(&MOVES.replace("{own}", &own), &Filter::default()), days, paid_move)?;
        moves.extend(self.query_all(&COSTS.replace("{own}", &own), days, paid_move)?);
        let children_of = self.query_all(
            "SELECT provider_id, count(DISTINCT child_id) FROM commission
              WHERE placed_on <= ? AND committed_pence + spent_pence > 0 GROUP BY provider_id",
            [last.as_str()],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        let children_in = self.query_all("SELECT area, count(*) FROM child GROUP BY area", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        let secret = self.query_one("SELECT hash FROM event WHERE seq = 1", [], |row| Ok(row.get(0)?))?;
        Ok(Spending {
            moves,
            unpublished,
            children_of: children_of.into_iter().collect(),
            children_in: children_in.into_iter().collect(),
            withheld: self.withheld()?,
            secret: secret.ok_or_else(|| StoreError::Damaged("it has no first event".into()))?,
        })
    }

    /// Reads what leaves the pilot nowhere.
    pub fn withheld(&self) -> Result<Withheld> {
        Ok(Withheld::new(self.words_withheld()?))
    }

    /// Finds which of some texts hold what leaves the pilot nowhere.
    pub fn withheld_among(&self, texts: HashSet<String>) -> Result<HashSet<String>> {
        Ok(Withheld::among(texts, self.words_withheld()?))
    }

    fn words_withheld(&self) -> Result<Vec<String>> {
        self.query_all(
            "SELECT child_ref FROM child UNION ALL SELECT name FROM practitioner UNION ALL SELECT code FROM practitioner",
            [],
            |row| Ok(row.get(0)?),
        )
    }

    /// Returns the newest publication of a quarter.
    pub fn published(&self, quarter: Quarter) -> Result<Option<Published>> {
        self.query_one(
            "SELECT p.event, p.sha256, w.code, v.day
               FROM publication p JOIN event v ON v.seq = p.event JOIN practitioner w ON w.practitioner_id = v.actor_id
              WHERE p.quarter = ? ORDER BY p.event DESC LIMIT 1",
            [quarter.to_string()],
            |row| Ok(Published { event: row.get(0)?, sha256: row.get(1)?, by: row.get(2)?, on: row.get(3)? }),
        )
    }
}
