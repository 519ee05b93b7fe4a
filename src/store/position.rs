//! Positions as at a day, as known at a day.
//!
//! Reports read the `*_position` views, which show the kept figures. For another moment the same
//! names are given to temporary tables, added up here from the transfers: a temporary name goes
//! before a view's, so the report's query stays as it is. This is also a second way to the figures:
//! as at the last day it must agree with what the triggers kept.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use super::{Look, Result, facts};
use crate::domain::{AccountKind, Day};

/// The moment a report answers for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Entries effective up to this day; all when `None`.
    pub as_at: Option<Day>,
    /// Entries recorded up to the end of this day; all when `None`.
    pub known_at: Option<Day>,
}

/// A moment as the queries understand it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Limits {
    /// The last effective day that counts.
    pub as_at: String,
    /// The last event that was known.
    pub known: i64,
}

/// The last day that can be written.
const NO_LATER_DAY: &str = "9999-12-31";

/// Temporary tables that stand before the views, in the order they are made.
const TABLES: &str = "
    DROP TABLE IF EXISTS temp.account_position;
    DROP TABLE IF EXISTS temp.budget_position;
    DROP TABLE IF EXISTS temp.commission_position;
    DROP TABLE IF EXISTS temp.month_position;
    DROP TABLE IF EXISTS temp.commission_move;
    CREATE TEMP TABLE account_position (
        account_id INTEGER PRIMARY KEY, book, kind, name, fund_id, child_id, provider_id, category_id,
        holder_id, balance_pence);
    CREATE TEMP TABLE budget_position (
        child_id INTEGER PRIMARY KEY, allocated_pence, available_pence, committed_pence, spent_pence,
        purchases, first_on, last_on);
    CREATE TEMP TABLE commission_position (
        commission_id INTEGER PRIMARY KEY, child_id, practitioner_id, provider_id, category_id, placed_on,
        committed_pence, spent_pence, invoiced_pence, paid_pence);
    CREATE TEMP TABLE month_position (
        month TEXT PRIMARY KEY, allocated_pence, committed_pence, spent_pence, paid_pence, purchases);
    CREATE TEMP TABLE commission_move (commission_id, committed, spent, invoiced, paid);
";

const COMMISSIONS: &str = "
    INSERT INTO temp.commission_position
    SELECT c.commission_id, c.child_id, c.practitioner_id, c.provider_id, c.category_id, c.placed_on,
           m.committed, m.spent, m.invoiced, m.paid
      FROM (SELECT commission_id, sum(committed) AS committed, sum(spent) AS spent,
                   sum(invoiced) AS invoiced, sum(paid) AS paid
              FROM temp.commission_move GROUP BY commission_id) m
      JOIN main.commission c USING (commission_id);
    DROP TABLE temp.commission_move;
    CREATE INDEX temp.commission_position_by_child
        ON commission_position (child_id, category_id, spent_pence, committed_pence);
";

const BUDGETS: &str = "
    INSERT INTO temp.budget_position
    SELECT b.child_id, p.available + p.committed + p.spent, p.available, p.committed, p.spent,
           coalesce(k.purchases, 0), k.first_on, k.last_on
      FROM main.budget b
      JOIN (SELECT child_id,
                   sum(iif(kind = 'available', balance_pence, 0)) AS available,
                   sum(iif(kind = 'committed', balance_pence, 0)) AS committed,
                   sum(iif(kind = 'spent', balance_pence, 0)) AS spent
              FROM temp.account_position WHERE child_id IS NOT NULL GROUP BY child_id) p USING (child_id)
      LEFT JOIN (SELECT child_id, count(*) AS purchases, min(placed_on) AS first_on, max(placed_on) AS last_on
                   FROM temp.commission_position WHERE committed_pence + spent_pence > 0
                  GROUP BY child_id) k USING (child_id)
     WHERE b.opened_on <= ?";

const MONTH_PURCHASES: &str = "
    UPDATE temp.month_position
       SET purchases = (SELECT count(*) FROM temp.commission_position k
                         WHERE k.committed_pence + k.spent_pence > 0
                           AND substr(k.placed_on, 1, 7) = month_position.month)";

impl Look<'_> {
    /// Says where a scope ends; `None` for the ledger as it stands.
    pub(super) fn limits(&self, scope: Scope) -> Result<Option<Limits>> {
        if scope == Scope::default() {
            return Ok(None);
        }
        let known = match scope.known_at {
            Some(day) => self.last_known(day)?,
            None => i64::MAX,
        };
        let as_at = scope.as_at.map_or_else(|| NO_LATER_DAY.to_owned(), |day| day.to_string());
        Ok(Some(Limits { as_at, known }))
    }

    /// Finds the last event recorded by the end of a day. Time never runs backwards along the
    /// trail, so halving it finds the place without an index.
    fn last_known(&self, day: Day) -> Result<i64> {
        let mut known = 0;
        let mut unknown: i64 =
            self.conn.query_row("SELECT coalesce(max(seq), 0) + 1 FROM event", [], |row| row.get(0))?;
        let day = day.to_string();
        let mut recorded = self.conn.prepare("SELECT substr(recorded_at, 1, 10) FROM event WHERE seq = ?")?;
        while known + 1 < unknown {
            let middle = known + (unknown - known) / 2;
            let on: String = recorded.query_row([middle], |row| row.get(0))?;
            if on <= day { known = middle } else { unknown = middle }
        }
        Ok(known)
    }

    /// Puts the positions of another moment before the views, where a query reads positions at all.
    pub(super) fn stand_at(&self, limits: &Limits, sql: &str) -> Result<()> {
        if !sql.contains("_position") {
            return Ok(());
        }
        // A connection that only reads may not write temporary tables either: it may for these.
        let query_only: bool = self.conn.pragma_query_value(None, "query_only", |row| row.get(0))?;
        self.conn.pragma_update(None, "query_only", false)?;
        let stood = self.add_up_to(limits);
        self.conn.pragma_update(None, "query_only", query_only)?;
        stood
    }

    fn add_up_to(&self, limits: &Limits) -> Result<()> {
        self.conn.execute_batch(TABLES)?;
        Adding::new(self.conn, limits)?.add_up(self.conn, limits)?;
        self.conn.execute_batch(COMMISSIONS)?;
        self.conn.execute(BUDGETS, [&limits.as_at])?;
        self.conn.execute(MONTH_PURCHASES, [])?;
        Ok(())
    }
}

/// An account known at the moment, and what has come to it so far.
#[derive(Clone, Copy)]
struct Known {
    kind: AccountKind,
    of_child: bool,
    balance: i64,
}

/// What is added up while the transfers go by.
struct Adding {
    /// By account number: numbers are given one after another, so a plain list serves.
    accounts: Vec<Option<Known>>,
    months: BTreeMap<String, Moved>,
}

/// Sums of one month, or of one entry.
#[derive(Clone, Copy, Default)]
struct Moved {
    allocated: i64,
    committed: i64,
    spent: i64,
    invoiced: i64,
    paid: i64,
}

impl Adding {
    fn new(conn: &Connection, limits: &Limits) -> Result<Self> {
        let mut accounts = Vec::new();
        let mut statement =
            conn.prepare("SELECT account_id, kind, child_id IS NOT NULL FROM main.account WHERE event <= ?")?;
        let mut rows = statement.query([limits.known])?;
        while let Some(row) = rows.next()? {
            let place = usize::try_from(row.get::<_, i64>(0)?).expect("account numbers are positive");
            if accounts.len() <= place {
                accounts.resize(place + 1, None);
            }
            let kind = facts::kind(&row.get::<_, String>(1)?)?;
            accounts[place] = Some(Known { kind, of_child: row.get(2)?, balance: 0 });
        }
        Ok(Self { accounts, months: BTreeMap::new() })
    }

    /// Reads every transfer that counts, then writes what was added up.
    fn add_up(mut self, conn: &Connection, limits: &Limits) -> Result<()> {
        let mut entries = conn.prepare(
            "SELECT entry_id, substr(effective_on, 1, 7), commission_id FROM main.entry
              WHERE entry_id <= ? AND effective_on <= ?",
        )?;
        let mut transfers = conn.prepare(
            "SELECT debit_account_id, credit_account_id, amount_pence FROM main.transfer WHERE entry_id = ?",
        )?;
        let mut keep = conn.prepare("INSERT INTO temp.commission_move VALUES (?, ?, ?, ?, ?)")?;
        let mut rows = entries.query(params![limits.known, limits.as_at])?;
        while let Some(row) = rows.next()? {
            let commission: Option<i64> = row.get(2)?;
            let mut moved = Moved::default();
            let mut lines = transfers.query([row.get::<_, i64>(0)?])?;
            while let Some(line) = lines.next()? {
                self.follow(line.get(0)?, line.get(1)?, line.get(2)?, &mut moved);
            }
            self.month(row.get_ref(1)?.as_str().unwrap_or_default(), commission.is_some(), moved);
            if let Some(commission) = commission {
                keep.execute([commission, moved.committed, moved.spent, moved.invoiced, moved.paid])?;
            }
        }
        self.write(conn)
    }

    /// Moves an amount between two accounts.
    fn follow(&mut self, debit: i64, credit: i64, pence: i64, moved: &mut Moved) {
        for (account, pence) in [(debit, pence), (credit, -pence)] {
            let place = usize::try_from(account).expect("account numbers are positive");
            let account = self.accounts[place].as_mut().expect("an account is known before its transfers");
            account.balance += pence;
            if account.of_child {
                moved.allocated += pence;
            }
            match account.kind {
                AccountKind::Committed => moved.committed += pence,
                AccountKind::Spent => moved.spent += pence,
                AccountKind::Cost | AccountKind::Vat => moved.invoiced += pence,
                kind if kind.is_own() => moved.paid -= pence,
                _ => {}
            }
        }
    }

    fn month(&mut self, month: &str, pays: bool, moved: Moved) {
        if !self.months.contains_key(month) {
            self.months.insert(month.to_owned(), Moved::default());
        }
        let total = self.months.get_mut(month).expect("the month was added above");
        total.allocated += moved.allocated;
        total.committed += moved.committed;
        total.spent += moved.spent;
        total.paid += if pays { moved.paid } else { 0 };
    }

    fn write(self, conn: &Connection) -> Result<()> {
        let mut insert = conn.prepare(
            "INSERT INTO temp.account_position
             SELECT account_id, book, kind, name, fund_id, child_id, provider_id, category_id, holder_id, ?
               FROM main.account WHERE account_id = ?",
        )?;
        for (id, account) in (0_i64..).zip(&self.accounts) {
            if let Some(account) = account {
                insert.execute([account.balance, id])?;
            }
        }
        let mut insert = conn.prepare("INSERT INTO temp.month_position VALUES (?, ?, ?, ?, ?, 0)")?;
        for (month, moved) in &self.months {
            let Moved { allocated, committed, spent, paid, .. } = *moved;
            insert.execute(params![month, allocated, committed, spent, paid])?;
        }
        Ok(())
    }
}
