//! What one month holds: movements of the cash book, VAT, funds, and what should be looked at.

use std::collections::BTreeMap;

use rusqlite::{Row, params};

use super::super::in_force::{stands, stood};
use super::super::lookup::{optional, parsed};
use super::super::matching::with_statements;
use super::super::{Reader, Result};
use domain::matching::ItemId;
use domain::policy::CodedCategories;
use domain::{Day, EntryId, LineId, Month, Pence};

/// What a month brought to the budgets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthMoved {
    pub month: Month,
    /// Given to children's budgets, less what was taken back.
    pub budget: Pence,
    /// Spent from them, net of recoverable VAT.
    pub spent: Pence,
}

/// What an entry does to one account of the cash book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Movement {
    pub entry: i64,
    pub on: Day,
    /// What it records.
    pub kind: String,
    pub account: String,
    /// The category, where it is a cost account.
    pub category: Option<i64>,
    /// Whether it is VAT that cannot be recovered, or such VAT taken back.
    pub charges_vat: bool,
    /// Debits less credits, never 0.
    pub pence: Pence,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FundFacts {
    pub id: i64,
    pub code: String,
    pub name: String,
    pub contributor: String,
    pub notional: bool,
    pub cohort: Option<String>,
    pub from_on: Option<Day>,
    pub until_on: Option<Day>,
    /// `incurred` or `defrayed`.
    pub claim_basis: String,
    pub claim_by: Option<Day>,
    pub categories: Vec<String>,
}

/// What moved in a kind of a fund's pots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FundMove {
    pub fund: i64,
    /// `grant`, `pool`, `available`, `committed` or `spent`.
    pub pot: String,
    /// Debits less credits.
    pub pence: Pence,
}

/// A purchase without a receipt or a reason, above what the policy asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purchase {
    pub commission: i64,
    pub on: Day,
    pub invoiced: Pence,
    pub limit: Pence,
}

/// A fact of an earlier month that was recorded in this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Late {
    pub entry: i64,
    pub on: Day,
    pub belongs_on: Day,
    pub kind: String,
    pub moved: Pence,
}

/// An entry that was undone in the month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    pub entry: i64,
    pub on: Day,
    pub undid: i64,
    pub undid_on: Day,
    pub moved: Pence,
}

/// A statement line without an entry, or an entry without a line, and what was said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOver {
    pub item: ItemId,
    pub on: Day,
    pub account: String,
    pub pence: Pence,
    /// The newest answer: its verdict, and the code of why; never its words.
    pub answer: Option<(String, Option<String>)>,
}

fn pence(row: &Row<'_>, column: usize) -> Result<Pence> {
    Ok(Pence::new(row.get(column)?))
}

fn days(month: Month) -> [String; 2] {
    [month.first().to_string(), month.last().to_string()]
}

impl Reader<'_> {
    /// Reads what each month brought to the budgets, from the pilot's first up to one: a row a month.
    pub fn months_moved(&self, until: Month) -> Result<Vec<MonthMoved>> {
        self.query_all(
            "SELECT month, allocated_pence, spent_pence FROM month_position WHERE month <= ?1 ORDER BY month",
            [until.to_string()],
            |row| {
                let (budget, spent) = (Pence::new(row.get(1)?), Pence::new(row.get(2)?));
                Ok(MonthMoved { month: parsed(row, 0)?, budget, spent })
            },
        )
    }

    /// Reads what each entry of a month, recorded after one event and up to another, does to each account
    /// of the cash book: by day, entry, then account.
    pub fn cash_movements(&self, month: Month, after: i64, up_to: i64) -> Result<Vec<Movement>> {
        let [first, last] = days(month);
        let mut movements = Vec::new();
        let mut entry: BTreeMap<String, Movement> = BTreeMap::new();
        let mut open = 0;
        let read = self.query_all(
            "SELECT e.entry_id, e.effective_on, e.kind, t.amount_pence, d.name, d.category_id, c.name, c.category_id,
                    EXISTS (SELECT 1 FROM vat_charge v WHERE v.event = coalesce(e.reverses_id, e.entry_id))
               FROM entry e INDEXED BY entry_by_day
              CROSS JOIN transfer t ON t.entry_id = e.entry_id
              CROSS JOIN account d ON d.account_id = t.debit_account_id
              CROSS JOIN account c ON c.account_id = t.credit_account_id
              WHERE e.effective_on >= ?1 AND e.effective_on <= ?2 AND e.entry_id > ?3 AND e.entry_id <= ?4
                AND t.book = 'cash'
              ORDER BY e.effective_on, e.entry_id",
            params![first, last, after, up_to],
            |row| {
                let (number, on): (i64, Day) = (row.get(0)?, parsed(row, 1)?);
                let (kind, amount): (String, i64) = (row.get(2)?, row.get(3)?);
                let charges_vat = row.get(8)?;
                let side = |name: usize, sign: i64| -> Result<Movement> {
                    let (account, category) = (row.get(name)?, row.get(name + 1)?);
                    let (entry, kind) = (number, kind.clone());
                    let pence = Pence::new(sign * amount);
                    Ok(Movement { entry, on, kind, account, category, charges_vat, pence })
                };
                Ok([side(4, 1)?, side(6, -1)?])
            },
        )?;
        for side in read.into_iter().flatten() {
            if side.entry != open {
                movements.extend(std::mem::take(&mut entry).into_values());
                open = side.entry;
            }
            match entry.get_mut(&side.account) {
                Some(known) => known.pence += side.pence,
                None => {
                    entry.insert(side.account.clone(), side);
                }
            }
        }
        movements.extend(entry.into_values());
        movements.retain(|movement| movement.pence != Pence::ZERO);
        Ok(movements)
    }

    /// Reads how the policy codes categories, in all its versions.
    pub fn coded_categories(&self) -> Result<CodedCategories> {
        let versions = self.query_all(
            "SELECT policy_id, from_on, event FROM policy ORDER BY policy_id DESC",
            [],
            |row| Ok((row.get(0)?, parsed(row, 1)?, row.get(2)?)),
        )?;
        let codes = self.query_all(
            "SELECT policy_id, category_id, cost_centre, subjective FROM policy_category",
            [],
            |row| Ok(((row.get(0)?, row.get(1)?), (row.get(2)?, row.get(3)?))),
        )?;
        Ok(CodedCategories::new(versions, codes))
    }

    /// Reads every fund that was registered by an event.
    pub fn fund_facts(&self, known: i64) -> Result<Vec<FundFacts>> {
        self.query_all(
            "SELECT f.fund_id, f.code, f.name, f.contributor, f.nature = 'notional', f.cohort, f.from_on, f.until_on,
                    (SELECT group_concat(code, ' ') FROM (SELECT g.code FROM fund_category c JOIN category g USING (category_id)
                      WHERE c.fund_id = f.fund_id ORDER BY g.code)),
                    f.claim_basis, f.claim_by
               FROM fund f WHERE f.event <= ? ORDER BY f.code",
            [known],
            |row| {
                let categories: Option<String> = row.get(8)?;
                Ok(FundFacts {
                    id: row.get(0)?,
                    code: row.get(1)?,
                    name: row.get(2)?,
                    contributor: row.get(3)?,
                    notional: row.get(4)?,
                    cohort: row.get(5)?,
                    from_on: optional(row, 6)?,
                    until_on: optional(row, 7)?,
                    claim_basis: row.get(9)?,
                    claim_by: optional(row, 10)?,
                    categories: categories
                        .map_or_else(Vec::new, |all| all.split(' ').map(Into::into).collect()),
                })
            },
        )
    }

    /// Reads what stood in each kind of pot of each fund at a month's end: what the newest closed month
    /// carried forward, moved by the entries since; where no month was ever closed, by all entries.
    pub fn funds_at(&self, month: Month) -> Result<Vec<FundMove>> {
        let base = self.carried_from(month.last())?;
        let mut pots: BTreeMap<(i64, String), Pence> = BTreeMap::new();
        let mut since = self.calendar()?.pilot.starts_on;
        if let Some(base) = base {
            since = base.month.next().first();
            let carried = "SELECT fund_id, pot, balance_pence FROM carried_fund WHERE event = ?";
            for (fund, pot, held) in self.query_all(carried, [base.event.get()], |row| {
                Ok((row.get(0)?, row.get(1)?, pence(row, 2)?))
            })? {
                pots.insert((fund, pot), held);
            }
        }
        for moved in self.fund_moves(since, month.last())? {
            *pots.entry((moved.fund, moved.pot)).or_default() += moved.pence;
        }
        let held = pots.into_iter().filter(|(_, pence)| *pence != Pence::ZERO);
        Ok(held.map(|((fund, pot), pence)| FundMove { fund, pot, pence }).collect())
    }

    /// Adds up what moved in each kind of pot of each fund from a day to another.
    pub fn fund_moves(&self, since: Day, until: Day) -> Result<Vec<FundMove>> {
        self.query_all(
            "SELECT d.fund_id, a.kind, sum(iif(a.account_id = t.debit_account_id, t.amount_pence, -t.amount_pence))
               FROM entry e INDEXED BY entry_by_day
              CROSS JOIN transfer t ON t.entry_id = e.entry_id
              CROSS JOIN account d ON d.account_id = t.debit_account_id
              CROSS JOIN account a ON a.account_id IN (t.debit_account_id, t.credit_account_id)
              WHERE e.effective_on >= ?1 AND e.effective_on <= ?2 AND t.book = 'budget'
              GROUP BY d.fund_id, a.kind",
            [since.to_string(), until.to_string()],
            |row| Ok(FundMove { fund: row.get(0)?, pot: row.get(1)?, pence: pence(row, 2)? }),
        )
    }

    /// Finds what was invoiced or bought in a month and should have a receipt by the policy of its day, and
    /// has neither one nor a reason.
    pub fn receipts_missing_in(&self, month: Month) -> Result<Vec<Purchase>> {
        self.query_all(
            "SELECT k.commission_id, min(e.effective_on), k.invoiced_pence, coalesce(y.evidence_pence, 0)
               FROM entry e INDEXED BY entry_by_day
              CROSS JOIN commission k ON k.commission_id = e.commission_id
               JOIN policy y ON y.policy_id = (SELECT p.policy_id FROM policy p
                                                     WHERE p.from_on <= k.placed_on AND p.event < k.commission_id
                                                     ORDER BY p.policy_id DESC LIMIT 1)
              WHERE e.effective_on >= ?1 AND e.effective_on <= ?2 AND (e.kind = 'buy' OR e.kind = 'invoice.record')
                AND k.spent_pence > 0 AND k.invoiced_pence > coalesce(y.evidence_pence, 0)
                AND NOT EXISTS (SELECT 1 FROM receipt_standing r WHERE r.commission_id = k.commission_id)
              GROUP BY k.commission_id ORDER BY k.commission_id",
            days(month),
            |row| {
                let (invoiced, limit) = (pence(row, 2)?, pence(row, 3)?);
                Ok(Purchase { commission: row.get(0)?, on: parsed(row, 1)?, invoiced, limit })
            },
        )
    }

    /// Finds facts of earlier months that were recorded in a month.
    pub fn late_facts(&self, month: Month) -> Result<Vec<Late>> {
        self.query_all(
            "SELECT e.entry_id, e.effective_on, e.belongs_on, e.kind,
                    (SELECT coalesce(max(t.amount_pence), 0) FROM transfer t WHERE t.entry_id = e.entry_id)
               FROM entry e INDEXED BY entry_by_day
              WHERE e.effective_on >= ?1 AND e.effective_on <= ?2 AND e.belongs_on IS NOT NULL
              ORDER BY e.entry_id",
            days(month),
            |row| {
                let (entry, on, belongs_on) = (row.get(0)?, parsed(row, 1)?, parsed(row, 2)?);
                Ok(Late { entry, on, belongs_on, kind: row.get(3)?, moved: pence(row, 4)? })
            },
        )
    }

    /// Finds entries that were undone in a month.
    pub fn undone_in(&self, month: Month) -> Result<Vec<Undone>> {
        self.query_all(
            "SELECT e.entry_id, e.effective_on, o.entry_id, o.effective_on,
                    (SELECT coalesce(max(t.amount_pence), 0) FROM transfer t WHERE t.entry_id = e.entry_id)
               FROM entry e INDEXED BY entry_by_day
              CROSS JOIN entry o ON o.entry_id = e.reverses_id
              WHERE e.effective_on >= ?1 AND e.effective_on <= ?2
              ORDER BY e.entry_id",
            days(month),
            |row| {
                let (entry, on) = (row.get(0)?, parsed(row, 1)?);
                Ok(Undone { entry, on, undid: row.get(2)?, undid_on: parsed(row, 3)?, moved: pence(row, 4)? })
            },
        )
    }

    /// Finds commissions that wait for approval and were placed by a month's end.
    pub fn orders_waiting(&self, month: Month) -> Result<Vec<(i64, Day, Pence)>> {
        self.query_all(
            "SELECT commission_id, placed_on, committed_pence FROM commission INDEXED BY commission_that_waits
              WHERE waiting IS NOT NULL AND placed_on <= ? ORDER BY commission_id",
            [month.last().to_string()],
            |row| Ok((row.get(0)?, parsed(row, 1)?, pence(row, 2)?)),
        )
    }

    /// Counts budgets with money free and no purchase for as long as the policy of the month's last day
    /// calls idle, as they stand now, and adds up that money; `None` where it calls nothing idle.
    pub fn idle_budgets(&self, month: Month) -> Result<Option<(i64, Pence)>> {
        self.query_one(
            "SELECT count(*), coalesce(sum(b.allocated_pence - b.committed_pence - b.spent_pence), 0)
               FROM (SELECT idle_days FROM policy WHERE from_on <= ?1 ORDER BY policy_id DESC LIMIT 1) y
               JOIN budget b
              WHERE y.idle_days IS NOT NULL AND b.closed_on IS NULL
                AND b.allocated_pence > b.committed_pence + b.spent_pence
                AND coalesce(b.last_on, b.opened_on) < date(?1, '-' || y.idle_days || ' days')
             HAVING count(*) > 0",
            [month.last().to_string()],
            |row| Ok((row.get(0)?, pence(row, 1)?)),
        )
    }

    /// Finds what stays on one side only: of a closed month what it carried forward, else the month's
    /// statement lines without an entry.
    pub fn left_over(&self, month: Month, closed_by: Option<i64>) -> Result<Vec<LeftOver>> {
        let read = |row: &Row<'_>| -> Result<LeftOver> {
            let answer = match row.get::<_, Option<String>>(5)? {
                Some(verdict) => Some((verdict, row.get(6)?)),
                None => None,
            };
            let item = match row.get(0)? {
                true => ItemId::Bank(LineId::new(row.get(1)?)),
                false => ItemId::Book(EntryId::new(row.get(1)?)),
            };
            Ok(LeftOver { item, on: parsed(row, 2)?, account: row.get(3)?, pence: pence(row, 4)?, answer })
        };
        let Some(event) = closed_by else {
            let sql = format!(
                "SELECT 1, l.line_id, l.counted_on, a.name, l.amount_pence, n.verdict, n.because
                   FROM account a
                  CROSS JOIN statement_line l ON l.account_id = a.account_id
                   LEFT JOIN answer n ON n.event = (SELECT max(event) FROM answer WHERE line_id = l.line_id) AND {}
                  WHERE a.kind IN ({}) AND l.counted_on >= ?1 AND l.counted_on <= ?2
                    AND NOT EXISTS (SELECT 1 FROM matching_line m WHERE m.line_id = l.line_id AND m.undone_by IS NULL)
                  ORDER BY l.line_id",
                stands(),
                with_statements()
            );
            return self.query_all(&sql, days(month), read);
        };
        let stood = stood("?1 - 1");
        let sql = format!(
            "SELECT 1, l.line_id, l.counted_on, a.name, l.amount_pence, n.verdict, n.because
               FROM carried_line c JOIN statement_line l USING (line_id) JOIN account a USING (account_id)
               LEFT JOIN answer n ON n.event = (SELECT max(event) FROM answer WHERE line_id = l.line_id AND event < ?1)
                                 AND {stood}
              WHERE c.event = ?1
             UNION ALL
             SELECT 0, e.entry_id, e.effective_on, a.name, c.amount_pence, n.verdict, n.because
               FROM carried_item c JOIN entry e USING (entry_id) JOIN account a USING (account_id)
               LEFT JOIN answer n ON n.event = (SELECT max(event) FROM answer
                                                 WHERE entry_id = c.entry_id AND account_id = c.account_id AND event < ?1)
                                 AND {stood}
              WHERE c.event = ?1
             ORDER BY 1 DESC, 2"
        );
        self.query_all(&sql, [event], read)
    }
}
