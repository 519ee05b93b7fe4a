//! Positions as at a day, as known at a day.
//!
//! Reports read the `*_position` views, which show the kept figures. For another moment the same
//! names are given to temporary tables, added up here from the transfers: a temporary name goes
//! before a view's, so the report's query stays as it is. This is also a second way to the figures:
//! as at the last day it must agree with what the triggers kept.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Connection, params};

use super::guards::views;
use super::{Reader, Result, lookup};
use domain::{AccountKind, Day, EntryId};

/// The moment a report answers for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Entries effective up to this day; all when `None`.
    pub as_at: Option<Day>,
    /// Entries recorded up to the end of this day; all when `None`.
    pub known_at: Option<Day>,
    /// Entries recorded up to this event, whichever day that was.
    pub known_event: Option<EntryId>,
}

/// A moment as the queries understand it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Limits {
    /// The last effective day that counts.
    pub as_at: String,
    /// The last event that was known.
    pub known: i64,
}

impl Limits {
    /// No limit: the ledger as it stands.
    pub fn none() -> Self {
        Self { as_at: NO_LATER_DAY.to_owned(), known: i64::MAX }
    }

    pub fn admits(&self, day: Day) -> bool {
        day.to_string() <= self.as_at
    }
}

/// The last day that can be written.
const NO_LATER_DAY: &str = "9999-12-31";

/// Temporary tables that stand before the views. Their columns have the types of the schema's: between
/// columns of different types SQLite compares without an index.
const TABLES: &str = "
    DROP TABLE IF EXISTS temp.account_position;
    DROP TABLE IF EXISTS temp.budget_position;
    DROP TABLE IF EXISTS temp.commission_position;
    DROP TABLE IF EXISTS temp.month_position;
    DROP TABLE IF EXISTS temp.commission_move;
    CREATE TEMP TABLE account_position (
        account_id INTEGER PRIMARY KEY, book TEXT, kind TEXT, name TEXT, fund_id INTEGER, child_id INTEGER,
        provider_id INTEGER, category_id INTEGER, holder_id INTEGER, balance_pence INTEGER);
    CREATE INDEX temp.account_position_by_child
        ON account_position (child_id, fund_id, kind) WHERE child_id IS NOT NULL;
    CREATE TEMP TABLE budget_position (
        child_id INTEGER PRIMARY KEY, allocated_pence INTEGER, available_pence INTEGER,
        committed_pence INTEGER, spent_pence INTEGER, purchases INTEGER, first_on TEXT, last_on TEXT);
    CREATE TEMP TABLE commission_position (
        commission_id INTEGER PRIMARY KEY, child_id INTEGER, practitioner_id INTEGER, provider_id INTEGER,
        category_id INTEGER, placed_on TEXT, committed_pence INTEGER, spent_pence INTEGER,
        invoiced_pence INTEGER, paid_pence INTEGER);
    CREATE TEMP TABLE month_position (
        month TEXT PRIMARY KEY, allocated_pence INTEGER, committed_pence INTEGER, spent_pence INTEGER,
        paid_pence INTEGER, purchases INTEGER);
    CREATE TEMP TABLE commission_move (
        commission_id INTEGER, committed INTEGER, spent INTEGER, invoiced INTEGER, paid INTEGER);
";

const COMMISSIONS: &str = "
    INSERT INTO temp.commission_position
    SELECT c.commission_id, c.child_id, c.practitioner_id, c.provider_id, c.category_id, c.placed_on,
           m.committed, m.spent, m.invoiced, m.paid
      FROM (SELECT commission_id, sum(committed) AS committed, sum(spent) AS spent,
                   sum(invoiced) AS invoiced, sum(paid) AS paid
              FROM temp.commission_move GROUP BY commission_id) m
     CROSS JOIN main.commission c USING (commission_id);
    DROP TABLE temp.commission_move;
    CREATE INDEX temp.commission_position_by_child
        ON commission_position (child_id, category_id, spent_pence, committed_pence, placed_on);
";

/// Child by child, from indexes: a join of sums would be as the square of the children.
const BUDGETS: &str = "
    INSERT INTO temp.budget_position
    SELECT b.child_id, sum(a.balance_pence),
           sum(iif(a.kind = 'available', a.balance_pence, 0)),
           sum(iif(a.kind = 'committed', a.balance_pence, 0)),
           sum(iif(a.kind = 'spent', a.balance_pence, 0)),
           (SELECT count(*) FROM temp.commission_position k
             WHERE k.child_id = b.child_id AND k.committed_pence + k.spent_pence > 0),
           (SELECT min(k.placed_on) FROM temp.commission_position k
             WHERE k.child_id = b.child_id AND k.committed_pence + k.spent_pence > 0),
           (SELECT max(k.placed_on) FROM temp.commission_position k
             WHERE k.child_id = b.child_id AND k.committed_pence + k.spent_pence > 0)
      FROM main.budget b
     CROSS JOIN temp.account_position a USING (child_id)
     WHERE b.opened_on <= ?
     GROUP BY b.child_id";

impl Reader<'_> {
    /// Says where a scope ends; `None` for the ledger as it stands.
    pub(super) fn limits(&self, scope: Scope) -> Result<Option<Limits>> {
        if scope == Scope::default() {
            return Ok(None);
        }
        let known = match scope.known_at {
            Some(day) => self.last_known(day)?,
            None => i64::MAX,
        };
        let known = scope.known_event.map_or(known, |event| known.min(event.get()));
        let as_at = scope.as_at.map_or_else(|| NO_LATER_DAY.to_owned(), |day| day.to_string());
        Ok(Some(Limits { as_at, known }))
    }

    /// Ends a scope without a day at the day it answers for, where something is dated later.
    pub(super) fn no_later(&self, scope: Scope, today: Day) -> Result<Scope> {
        let last: Option<String> =
            self.conn.query_row("SELECT max(effective_on) FROM entry", [], |row| row.get(0))?;
        let later = scope.as_at.is_none() && last.is_some_and(|last| today.to_string() < last);
        Ok(if later { Scope { as_at: Some(today), ..scope } } else { scope })
    }

    /// Finds the last event recorded by the end of a day. Time never runs backwards along the
    /// trail, so halving it finds the place without an index.
    fn last_known(&self, day: Day) -> Result<i64> {
        let mut known = 0;
        let mut unknown: i64 =
            self.conn.query_row("SELECT coalesce(max(seq), 0) + 1 FROM event", [], |row| row.get(0))?;
        let day = day.to_string();
        let mut recorded = self.conn.prepare("SELECT day FROM event WHERE seq = ?")?;
        while known + 1 < unknown {
            let middle = known + (unknown - known) / 2;
            let on: String = recorded.query_row([middle], |row| row.get(0))?;
            if on <= day { known = middle } else { unknown = middle }
        }
        Ok(known)
    }

    /// Puts what stood at another moment before the views: facts, and the positions that a query reads.
    pub(super) fn stand_at(&self, limits: &Limits, sql: &str) -> Result<()> {
        let _temporary = MayWriteTemporary::set(self.conn)?;
        self.make_standing(limits)?;
        if sql.contains("_position") { self.make_positions(limits, sql) } else { Ok(()) }
    }

    /// Puts what stood of facts, by the corrections that were known, before the views of what stands now: the
    /// same views, in which `correction` means those.
    fn make_standing(&self, limits: &Limits) -> Result<()> {
        let standing =
            || views().filter(|(name, ..)| name.ends_with("_standing") || *name == "tariff_reached");
        let known = limits.known;
        let mut made = String::from("DROP VIEW IF EXISTS temp.correction;");
        for (name, ..) in standing() {
            made.push_str(&format!("DROP VIEW IF EXISTS temp.{name};"));
        }
        if known < i64::MAX {
            made.push_str(&format!(
                "CREATE TEMP VIEW correction AS
                 SELECT event, kind, fact, undoes, withdrawn, reason FROM main.correction WHERE event <= {known};"
            ));
            for (name, _, question) in standing() {
                made.push_str(&format!("CREATE TEMP VIEW {name} AS {question};"));
            }
        }
        Ok(self.conn.execute_batch(&made)?)
    }

    fn make_positions(&self, limits: &Limits, sql: &str) -> Result<()> {
        self.conn.execute_batch(TABLES)?;
        let adding = Adding::new(self.conn, limits)?;
        let accounts_only = !["commission_position", "budget_position", "month_position"]
            .iter()
            .any(|name| sql.contains(name));
        if accounts_only {
            return adding.add_up(self.conn, limits, |_, _| Ok(()));
        }
        let mut keep = self.conn.prepare("INSERT INTO temp.commission_move VALUES (?, ?, ?, ?, ?)")?;
        adding.add_up(self.conn, limits, |commission, moved| {
            let MonthSums { committed, spent, invoiced, paid, .. } = *moved;
            keep.execute([commission, committed, spent, invoiced, paid])?;
            Ok(())
        })?;
        drop(keep); // SQLite changes no table that a statement still names.
        self.conn.execute_batch(COMMISSIONS)?;
        self.conn.execute(BUDGETS, [&limits.as_at])?;
        Ok(())
    }
}

/// An account known at the moment, and what has come to it so far.
#[derive(Clone, Copy)]
struct AccountBalance {
    kind: AccountKind,
    of_child: bool,
    balance: i64,
}

/// The entry whose transfers are going by.
#[derive(Default)]
struct Current {
    entry: i64,
    commission: Option<i64>,
    month: String,
    moved: MonthSums,
}

/// What is added up while the transfers go by.
struct Adding {
    /// By account number: numbers are given one after another, so a plain list serves.
    accounts: Vec<Option<AccountBalance>>,
    months: BTreeMap<String, MonthSums>,
    /// What each commission holds or has spent: it counts as a purchase while that is something.
    held: HashMap<i64, i64>,
}

/// Sums of one month, or of one entry.
#[derive(Clone, Copy, Default)]
struct MonthSums {
    allocated: i64,
    committed: i64,
    spent: i64,
    invoiced: i64,
    paid: i64,
    /// Of that, in cash.
    paid_in_cash: i64,
    purchases: i64,
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
            let kind = lookup::kind(&row.get::<_, String>(1)?)?;
            accounts[place] = Some(AccountBalance { kind, of_child: row.get(2)?, balance: 0 });
        }
        Ok(Self { accounts, months: BTreeMap::new(), held: HashMap::new() })
    }

    /// Reads every transfer that counts, then writes what was added up. `keep` is told what each
    /// entry did to its commission.
    fn add_up(
        mut self,
        conn: &Connection,
        limits: &Limits,
        mut keep: impl FnMut(i64, &MonthSums) -> Result<()>,
    ) -> Result<()> {
        let mut transfers = conn.prepare(
            "SELECT e.entry_id, t.debit_account_id, t.credit_account_id, t.amount_pence, e.commission_id,
                    substr(e.effective_on, 1, 7)
               FROM main.entry e CROSS JOIN main.transfer t USING (entry_id)
              WHERE e.entry_id <= ? AND +e.effective_on <= ?
              ORDER BY e.entry_id",
        )?;
        let mut end = |this: &mut Self, current: &Current| {
            this.add_to_month(current);
            current.commission.map_or(Ok(()), |commission| keep(commission, &current.moved))
        };
        let mut rows = transfers.query(params![limits.known, limits.as_at])?;
        let mut current = Current::default();
        while let Some(row) = rows.next()? {
            let entry = row.get(0)?;
            if current.entry != entry {
                end(&mut self, &current)?;
                current.entry = entry;
                current.commission = row.get(4)?;
                current.month.clear();
                current.month.push_str(row.get_ref(5)?.as_str().unwrap_or_default());
                current.moved = MonthSums::default();
            }
            self.follow(row.get(1)?, row.get(2)?, row.get(3)?, &mut current.moved);
        }
        end(&mut self, &current)?;
        self.write(conn)
    }

    /// Moves an amount between two accounts.
    fn follow(&mut self, debit: i64, credit: i64, pence: i64, moved: &mut MonthSums) {
        for (account, pence) in [(debit, pence), (credit, -pence)] {
            let place = usize::try_from(account).expect("account numbers are positive");
            let account = self.accounts[place].as_mut().expect("an account is known before its transfers");
            account.balance += pence;
            if account.of_child {
                moved.allocated += pence;
            }
            match account.kind {
                AccountKind::Committed => moved.committed += pence,
                AccountKind::Spent if account.of_child => moved.spent += pence,
                AccountKind::Cost | AccountKind::Vat => moved.invoiced += pence,
                AccountKind::Notional => moved.paid -= pence,
                kind if kind.pays_cash() => {
                    moved.paid -= pence;
                    moved.paid_in_cash -= pence;
                }
                _ => {}
            }
        }
    }

    fn add_to_month(&mut self, current: &Current) {
        let Current { month, moved, commission, .. } = current;
        if month.is_empty() {
            return; // Before the first entry.
        }
        if !self.months.contains_key(month) {
            self.months.insert(month.clone(), MonthSums::default());
        }
        let total = self.months.get_mut(month).expect("the month was added above");
        total.allocated += moved.allocated;
        total.committed += moved.committed;
        total.spent += moved.spent;
        if let Some(commission) = commission {
            total.paid_in_cash += moved.paid_in_cash;
            let held = self.held.entry(*commission).or_default();
            let before = i64::from(*held != 0);
            *held += moved.committed + moved.spent;
            total.purchases += i64::from(*held != 0) - before;
        }
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
        let mut insert = conn.prepare("INSERT INTO temp.month_position VALUES (?, ?, ?, ?, ?, ?)")?;
        for (month, moved) in &self.months {
            let MonthSums { allocated, committed, spent, paid_in_cash, purchases, .. } = *moved;
            insert.execute(params![month, allocated, committed, spent, paid_in_cash, purchases])?;
        }
        Ok(())
    }
}

/// A connection that only reads may not write temporary tables either: it may, until this is dropped.
pub(super) struct MayWriteTemporary<'c> {
    conn: &'c Connection,
    only_reads: bool,
}

impl<'c> MayWriteTemporary<'c> {
    pub(super) fn set(conn: &'c Connection) -> Result<Self> {
        let only_reads = conn.pragma_query_value(None, "query_only", |row| row.get(0))?;
        conn.pragma_update(None, "query_only", false)?;
        Ok(Self { conn, only_reads })
    }
}

impl Drop for MayWriteTemporary<'_> {
    fn drop(&mut self) {
        let back = self.conn.pragma_update(None, "query_only", self.only_reads);
        assert!(back.is_ok(), "settings of an open connection can be put back");
    }
}
