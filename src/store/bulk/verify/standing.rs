//! What stood before a load, followed through it: accounts, budgets, months, and the terms that hold.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rusqlite::{Connection, Row};

use super::super::super::{Result, facts};
use super::broken;
use super::rows::{Entry, IsoDay, Moved, day, perhaps_day, text};
use crate::domain::{AccountKind, Cohort, EntryKind};

/// What an account is.
#[derive(Clone, Copy)]
pub(super) struct Account {
    pub kind: AccountKind,
    pub fund: Option<i64>,
    pub child: Option<i64>,
    pence: i64,
    last: (i64, i64),
}

/// Who may buy what, and when.
#[derive(Clone, Copy)]
pub(super) struct Person {
    pub limit: Option<i64>,
    pub joined_on: Option<IsoDay>,
    pub left_on: Option<IsoDay>,
}

/// What a fund is kept for.
struct Fence {
    cohort: Option<Cohort>,
    from_on: Option<IsoDay>,
    until_on: Option<IsoDay>,
    categories: Vec<i64>,
}

/// A child's budget.
struct Budget {
    cohort: Cohort,
    opened_on: IsoDay,
    closed: bool,
    figures: BudgetFigures,
}

/// What a version of the policy says of a cohort's budgets; without a cohort, that it says nothing.
struct Bounds {
    version: i64,
    from_on: IsoDay,
    cohort: Option<Cohort>,
    pence: (i64, i64),
}

/// Allocated, committed, spent; purchases with their first and last day.
#[derive(Clone, Copy, PartialEq, Eq)]
struct BudgetFigures {
    pence: [i64; 3],
    purchases: i64,
    first_on: Option<IsoDay>,
    last_on: Option<IsoDay>,
}

/// Allocated, committed, spent, paid; purchases; the last transfer.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct MonthFigures {
    pence: [i64; 4],
    purchases: i64,
    last: (i64, i64),
}

/// Everything a rule asks about.
pub(super) struct Standing {
    days: (IsoDay, IsoDay),
    bounds: (i64, i64),
    policy: Vec<Bounds>,
    closed_months: BTreeSet<String>,
    accounts: HashMap<i64, Account>,
    budgets: HashMap<i64, Budget>,
    months: BTreeMap<String, MonthFigures>,
    people: HashMap<i64, Person>,
    funds: HashMap<i64, Fence>,
    providers: HashSet<i64>,
    categories: HashSet<i64>,
}

const ACCOUNTS: &str =
    "SELECT account_id, kind, fund_id, child_id, balance_pence, moved_entry, moved_line, event FROM account";
const BUDGETS: &str =
    "SELECT b.child_id, c.cohort, b.opened_on, b.closed_on, b.allocated_pence, b.committed_pence,
        b.spent_pence, b.purchases, b.first_on, b.last_on
   FROM budget b JOIN child c ON c.child_id = b.child_id";
const BOUNDS: &str = "SELECT p.policy_id, p.from_on, c.cohort, c.min_pence, c.max_pence
   FROM policy p LEFT JOIN policy_cohort c USING (policy_id) ORDER BY p.policy_id";
const MONTHS: &str = "SELECT month, allocated_pence, committed_pence, spent_pence, paid_pence, purchases,
        moved_entry, moved_line FROM month_total";

fn each(conn: &Connection, sql: &str, mut read: impl FnMut(&Row<'_>) -> Result<()>) -> Result<()> {
    let mut statement = conn.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        read(row)?;
    }
    Ok(())
}

fn keyed<V>(conn: &Connection, sql: &str, read: impl Fn(&Row<'_>) -> Result<V>) -> Result<HashMap<i64, V>> {
    let mut found = HashMap::new();
    each(conn, sql, |row| {
        found.insert(row.get(0)?, read(row)?);
        Ok(())
    })?;
    Ok(found)
}

fn account(row: &Row<'_>) -> Result<Account> {
    let kind = facts::kind(text(row, 1)?)?;
    let last = (row.get(5)?, row.get(6)?);
    Ok(Account { kind, fund: row.get(2)?, child: row.get(3)?, pence: row.get(4)?, last })
}

fn budget_figures(row: &Row<'_>) -> Result<BudgetFigures> {
    Ok(BudgetFigures {
        pence: [row.get(4)?, row.get(5)?, row.get(6)?],
        purchases: row.get(7)?,
        first_on: perhaps_day(row, 8)?,
        last_on: perhaps_day(row, 9)?,
    })
}

fn month_figures(row: &Row<'_>) -> Result<MonthFigures> {
    Ok(MonthFigures {
        pence: [row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?],
        purchases: row.get(5)?,
        last: (row.get(6)?, row.get(7)?),
    })
}

/// The month of a day.
fn month(on: &IsoDay) -> &str {
    std::str::from_utf8(&on[..7]).expect("the schema keeps days as digits and hyphens")
}

impl Standing {
    pub fn load(conn: &Connection, since: i64) -> Result<Self> {
        let sql = "SELECT starts_on, ends_on, budget_min_pence, budget_max_pence FROM pilot";
        let mut pilot = None;
        each(conn, sql, |row| {
            pilot = Some(((day(row, 0)?, day(row, 1)?), (row.get(2)?, row.get(3)?)));
            Ok(())
        })?;
        let (days, bounds) = pilot.ok_or_else(|| super::StoreError::Damaged("it has no pilot".into()))?;
        let mut policy = Vec::new();
        each(conn, BOUNDS, |row| {
            let pence = |column| -> Result<i64> { Ok(row.get::<_, Option<i64>>(column)?.unwrap_or(0)) };
            let (cohort, pence) = (facts::perhaps(row, 2)?, (pence(3)?, pence(4)?));
            policy.push(Bounds { version: row.get(0)?, from_on: day(row, 1)?, cohort, pence });
            Ok(())
        })?;
        let mut closed_months = BTreeSet::new();
        each(conn, "SELECT month, mark FROM month_mark ORDER BY event", |row| {
            let month = text(row, 0)?;
            match text(row, 1)? {
                "closed" => closed_months.insert(month.to_owned()),
                _ => closed_months.remove(month),
            };
            Ok(())
        })?;
        let mut months = BTreeMap::new();
        each(conn, MONTHS, |row| {
            months.insert(text(row, 0)?.to_owned(), month_figures(row)?);
            Ok(())
        })?;
        let ids = |sql| keyed(conn, sql, |_| Ok(())).map(|found| found.into_keys().collect::<HashSet<i64>>());
        Ok(Self {
            days,
            bounds,
            policy,
            closed_months,
            accounts: keyed(conn, ACCOUNTS, |row| new_is_empty(row, since).and_then(|()| account(row)))?,
            budgets: keyed(conn, BUDGETS, |row| {
                let closed = perhaps_day(row, 3)?.is_some();
                let cohort = facts::parsed(row, 1)?;
                Ok(Budget { cohort, opened_on: day(row, 2)?, closed, figures: budget_figures(row)? })
            })?,
            months,
            people: keyed(
                conn,
                "SELECT practitioner_id, sign_off_limit_pence, joined_on, left_on FROM practitioner",
                |row| {
                    let (joined_on, left_on) = (perhaps_day(row, 2)?, perhaps_day(row, 3)?);
                    Ok(Person { limit: row.get(1)?, joined_on, left_on })
                },
            )?,
            funds: funds(conn)?,
            providers: ids("SELECT provider_id FROM provider")?,
            categories: ids("SELECT category_id FROM category")?,
        })
    }

    pub fn account(&self, id: i64, entry: &Entry) -> Result<Account> {
        match self.accounts.get(&id) {
            Some(account) => Ok(*account),
            None => broken("TRANSFER_CROSSES_BOOKS", entry),
        }
    }

    pub fn person(&self, id: i64, event: i64) -> Result<Person> {
        match self.people.get(&id) {
            Some(person) => Ok(*person),
            None => broken("ACTOR_UNKNOWN", format_args!("event {event}")),
        }
    }

    pub fn knows(&self, provider: i64, category: i64, entry: &Entry) -> Result<()> {
        if self.providers.contains(&provider) && self.categories.contains(&category) {
            return Ok(());
        }
        broken("a provider or category is missing", entry)
    }

    /// Judges an entry's day.
    pub fn admits(&self, entry: &Entry) -> Result<()> {
        if entry.on < self.days.0 || self.days.1 < entry.on {
            return broken("EFFECTIVE_OUTSIDE_PILOT", entry);
        }
        if self.closed_months.contains(month(&entry.on)) {
            return broken("MONTH_CLOSED", entry);
        }
        Ok(())
    }

    /// Judges a transfer that touches a child's pots of a fund; `taking` feeds the child or draws for
    /// the category.
    pub fn may_use(
        &self,
        entry: &Entry,
        child: i64,
        fund: Option<i64>,
        category: Option<i64>,
        taking: bool,
    ) -> Result<()> {
        let Some(budget) = self.budgets.get(&child) else {
            return broken("BUDGET_MISSING", entry);
        };
        if entry.on < budget.opened_on {
            return broken("BEFORE_BUDGET_OPENED", entry);
        }
        if !taking {
            return Ok(());
        }
        if budget.closed {
            return broken("BUDGET_CLOSED", entry);
        }
        let Some(fence) = fund.and_then(|fund| self.funds.get(&fund)) else {
            return broken("a fund is missing", entry);
        };
        let outside = |category: i64| {
            fence.from_on.is_some_and(|from| entry.on < from)
                || fence.until_on.is_some_and(|until| until < entry.on)
                || !(fence.categories.is_empty() || fence.categories.contains(&category))
        };
        if fence.cohort.is_some_and(|cohort| cohort != budget.cohort) || category.is_some_and(outside) {
            return broken("FUND_DOES_NOT_FIT", entry);
        }
        Ok(())
    }

    /// The bounds of a cohort's budgets on a day: the policy's, else the pilot's own.
    fn bounds_of(&self, cohort: Cohort, on: &IsoDay) -> (i64, i64) {
        let Some(in_force) = self.policy.iter().rev().find(|bounds| bounds.from_on <= *on) else {
            return self.bounds;
        };
        let of_cohort =
            |bounds: &&Bounds| bounds.version == in_force.version && bounds.cohort == Some(cohort);
        self.policy.iter().find(of_cohort).map_or(self.bounds, |bounds| bounds.pence)
    }

    /// Judges a budget that was given money.
    pub fn within_bounds(&self, entry: &Entry) -> Result<()> {
        let Some(budget) = entry.child.and_then(|child| self.budgets.get(&child)) else {
            return broken("BUDGET_MISSING", entry);
        };
        let ([allocated, ..], (min, max)) = (budget.figures.pence, self.bounds_of(budget.cohort, &entry.on));
        if allocated > max || (entry.kind == EntryKind::BudgetOpen && allocated < min) {
            return broken("BUDGET_OUT_OF_BOUNDS", entry);
        }
        Ok(())
    }

    /// Moves money between two accounts, out before in; no pot goes below zero.
    pub fn moves(&mut self, moved: &Moved, entry: &Entry) -> Result<()> {
        for (id, pence) in [(moved.credit, -moved.pence), (moved.debit, moved.pence)] {
            let Some(account) = self.accounts.get_mut(&id) else {
                return broken("TRANSFER_CROSSES_BOOKS", entry);
            };
            account.pence += pence;
            account.last = (entry.id, moved.line);
            if account.pence < 0 && account.kind.is_pot() {
                return broken("POT_BELOW_ZERO", entry);
            }
        }
        Ok(())
    }

    /// Adds to a child's budget and to the entry's month.
    pub fn adds(
        &mut self,
        entry: &Entry,
        child: Option<i64>,
        pence: [i64; 4],
        last: (i64, i64),
    ) -> Result<()> {
        if let Some(child) = child {
            let Some(budget) = self.budgets.get_mut(&child) else {
                return broken("BUDGET_MISSING", entry);
            };
            for (figure, pence) in budget.figures.pence.iter_mut().zip(pence) {
                *figure += pence;
            }
        }
        let totals = self.month(&entry.on);
        for (figure, pence) in totals.pence.iter_mut().zip(pence) {
            *figure += pence;
        }
        totals.last = last;
        Ok(())
    }

    /// Counts a purchase.
    pub fn counts(&mut self, child: i64, placed_on: IsoDay) -> Result<()> {
        let Some(budget) = self.budgets.get_mut(&child) else {
            return broken("BUDGET_MISSING", format_args!("child {child}"));
        };
        let figures = &mut budget.figures;
        figures.purchases += 1;
        figures.first_on = Some(figures.first_on.map_or(placed_on, |first| first.min(placed_on)));
        figures.last_on = Some(figures.last_on.map_or(placed_on, |last| last.max(placed_on)));
        self.month(&placed_on).purchases += 1;
        Ok(())
    }

    fn month(&mut self, on: &IsoDay) -> &mut MonthFigures {
        let month = month(on);
        if !self.months.contains_key(month) {
            self.months.insert(month.to_owned(), MonthFigures::default());
        }
        self.months.get_mut(month).expect("it was put there above")
    }

    /// Holds every figure that is kept against what was found.
    pub fn agrees(&self, conn: &Connection) -> Result<()> {
        let differs = |what: &str, which: &str| broken("FIGURE_WITHOUT_TRANSFER", format!("{what} {which}"));
        each(conn, ACCOUNTS, |row| {
            let (id, kept): (i64, _) = (row.get(0)?, account(row)?);
            let found = self.accounts.get(&id);
            match found.is_some_and(|found| (found.pence, found.last) == (kept.pence, kept.last)) {
                true => Ok(()),
                false => differs("account", &id.to_string()),
            }
        })?;
        each(conn, BUDGETS, |row| {
            let (id, kept): (i64, _) = (row.get(0)?, budget_figures(row)?);
            match self.budgets.get(&id).is_some_and(|found| found.figures == kept) {
                true => Ok(()),
                false => differs("budget of child", &id.to_string()),
            }
        })?;
        let mut months = 0;
        each(conn, MONTHS, |row| {
            months += 1;
            let kept = month_figures(row)?;
            match self.months.get(text(row, 0)?) == Some(&kept) {
                true => Ok(()),
                false => differs("month", text(row, 0)?),
            }
        })?;
        if months == self.months.len() { Ok(()) } else { differs("month", "missing") }
    }
}

/// An account opened by the load held nothing when it was opened.
fn new_is_empty(row: &Row<'_>, since: i64) -> Result<()> {
    let (pence, last, event): (i64, i64, i64) = (row.get(4)?, row.get(5)?, row.get(7)?);
    if event > since && (pence, last) != (0, 0) {
        return broken("ACCOUNT_NOT_EMPTY", format_args!("event {event}"));
    }
    Ok(())
}

fn funds(conn: &Connection) -> Result<HashMap<i64, Fence>> {
    let mut funds = keyed(conn, "SELECT fund_id, cohort, from_on, until_on FROM fund", |row| {
        let (from_on, until_on) = (perhaps_day(row, 2)?, perhaps_day(row, 3)?);
        Ok(Fence { cohort: facts::perhaps(row, 1)?, from_on, until_on, categories: Vec::new() })
    })?;
    each(conn, "SELECT fund_id, category_id FROM fund_category", |row| {
        if let Some(fence) = funds.get_mut(&row.get(0)?) {
            fence.categories.push(row.get(1)?);
        }
        Ok(())
    })?;
    Ok(funds)
}
