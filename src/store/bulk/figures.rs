//! The running figures of a load, added up from the rows that it wrote.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rusqlite::{Connection, Statement, params};

use super::super::rules::Judge;
use super::super::{Result, StoreError, lookup};
use domain::AccountKind;

/// An account as it stands while the transfers are followed.
struct Account {
    kind: AccountKind,
    child: Option<i64>,
    pence: i64,
    /// The last transfer that moved it; none of the load's where it is older.
    last: (i64, i64),
}

/// A commission while its entries are followed: committed, spent, invoiced, paid.
#[derive(Default)]
struct Commission {
    id: i64,
    closed_by: Option<i64>,
    pence: [i64; 4],
    last: (i64, i64),
}

impl Commission {
    /// Counts it as a purchase while it holds or has spent money.
    const fn counts(&self) -> i64 {
        let [committed, spent, ..] = self.pence;
        if committed + spent == 0 { 0 } else { 1 }
    }

    /// Writes its figures when its entries were followed.
    fn leave(&self, left: &mut Statement<'_>) -> Result<()> {
        let Self { id, closed_by, pence: [committed, spent, invoiced, paid], last } = *self;
        if id != 0 {
            left.execute(params![closed_by, committed, spent, invoiced, paid, last.0, last.1, id])?;
        }
        Ok(())
    }
}

/// What is added to a month: allocated, committed, spent, paid; and purchases.
#[derive(Default)]
struct Month {
    pence: [i64; 4],
    purchases: i64,
    last: (i64, i64),
}

pub(super) struct KeptFigures {
    since: i64,
    accounts: HashMap<i64, Account>,
    months: BTreeMap<String, Month>,
    children: BTreeSet<i64>,
}

const KEPT: &str = "
    SELECT commission_id, closed_by,
           committed_pence, spent_pence, invoiced_pence, paid_pence, moved_entry, moved_line
      FROM commission WHERE commission_id = ?";
const LEFT: &str = "
    UPDATE commission SET closed_by = ?, committed_pence = ?, spent_pence = ?, invoiced_pence = ?, paid_pence = ?,
           moved_entry = ?, moved_line = ?
     WHERE commission_id = ?";
const TRANSFERS: &str = "
    SELECT t.entry_id, t.line, t.debit_account_id, t.credit_account_id, t.amount_pence, e.commission_id,
           substr(e.effective_on, 1, 7)
      FROM transfer t LEFT JOIN entry e ON e.entry_id = t.entry_id
     WHERE t.entry_id > ? ORDER BY t.entry_id, t.line";

/// A rule that a row breaks, as the schema names it.
fn broken<T>(token: &str, row: impl std::fmt::Display) -> Result<T> {
    Err(StoreError::Refused(format!("{token}: {row}")))
}

impl KeptFigures {
    /// Follows every transfer recorded since an event, with what the entries closed, in their order.
    /// Accounts, commissions and months are written as they are known; [`KeptFigures::write_budgets`] has to
    /// follow when the indexes are there.
    ///
    /// # Errors
    /// A pot or a commission below zero, a transfer that is out of order, of no entry or of no account.
    pub fn follow(
        conn: &Connection,
        judge: &mut Judge<'_>,
        since: i64,
        closings: &[(i64, bool)],
    ) -> Result<Self> {
        let mut figures =
            Self { since, accounts: accounts(conn)?, months: BTreeMap::new(), children: BTreeSet::new() };
        let mut transfers = conn.prepare(TRANSFERS)?;
        let mut rows = transfers.query([since])?;
        let (mut kept, mut left) = (conn.prepare(KEPT)?, conn.prepare(LEFT)?);
        let (mut commission, mut last) = (Commission::default(), (0_i64, 0_i64));
        let mut closings = closings.iter().peekable();
        while let Some(row) = rows.next()? {
            let now: (i64, i64) = (row.get(0)?, row.get(1)?);
            let month = row.get_ref(6)?.as_str_or_null().unwrap_or_default();
            let Some(month) = month else {
                return broken("TRANSFER_WITHOUT_ENTRY", format_args!("entry {}", now.0));
            };
            if now.1 != if now.0 == last.0 { last.1 + 1 } else { 1 } {
                return broken("TRANSFER_OUT_OF_ORDER", format_args!("entry {}", now.0));
            }
            if now.0 != last.0 {
                figures.after_entry(judge, last.0, &commission)?;
            }
            last = now;
            let of: Option<i64> = row.get(5)?;
            if of.unwrap_or(0) != commission.id {
                commission.leave(&mut left)?;
                commission = begin(&mut kept, of.unwrap_or(0))?;
            }
            if let Some((_, closed)) = closings.next_if(|(entry, _)| *entry == now.0) {
                commission.closed_by = closed.then_some(now.0);
            }
            let (sides, pence) = ([row.get(2)?, row.get(3)?], row.get(4)?);
            let moved = figures.moves(sides, pence, now)?;
            judge.moved(now.0, sides.map(|id| figures.kind_and_child(id)), pence)?;
            let before = commission.counts();
            if of.is_some() {
                for (figure, moved) in commission.pence.iter_mut().zip(moved.commission) {
                    *figure += moved;
                }
                commission.last = now;
            }
            if !figures.months.contains_key(month) {
                figures.months.insert(month.to_owned(), Month::default());
            }
            let month = figures.months.get_mut(month).expect("it was put there above");
            let [committed, spent, ..] = moved.commission;
            let paid = if of.is_some() { moved.paid_in_cash } else { 0 };
            for (figure, moved) in month.pence.iter_mut().zip([moved.allocated, committed, spent, paid]) {
                *figure += moved;
            }
            month.purchases += commission.counts() - before;
            month.last = now;
        }
        figures.after_entry(judge, last.0, &commission)?;
        commission.leave(&mut left)?;
        figures.write_accounts(conn)?;
        figures.write_months(conn)?;
        Ok(figures)
    }

    /// Moves money between two accounts, out before in; no pot or float goes below zero.
    fn moves(&mut self, [debit, credit]: [i64; 2], pence: i64, now: (i64, i64)) -> Result<TransferEffect> {
        let mut moved = TransferEffect::default();
        for (id, sign) in [(credit, -1), (debit, 1)] {
            let Some(account) = self.accounts.get_mut(&id) else {
                return broken("TRANSFER_CROSSES_BOOKS", format_args!("entry {}", now.0));
            };
            account.pence += sign * pence;
            account.last = now;
            if account.kind.overstepped(account.pence) {
                let token = match account.kind {
                    AccountKind::Imprest | AccountKind::Held => "FLOAT_BELOW_ZERO",
                    AccountKind::Pocket => "POCKET_ABOVE_ZERO",
                    _ => "POT_BELOW_ZERO",
                };
                return broken(token, format_args!("account {id} after entry {}", now.0));
            }
            let is = |kind: AccountKind| i64::from(account.kind == kind) * sign * pence;
            let own = i64::from(account.kind.is_own()) * -sign * pence;
            let figures = [
                is(AccountKind::Committed),
                i64::from(account.child.is_some()) * is(AccountKind::Spent),
                is(AccountKind::Cost) + is(AccountKind::Vat),
                own,
            ];
            moved.paid_in_cash += i64::from(account.kind.pays_cash()) * -sign * pence;
            for (figure, pence) in moved.commission.iter_mut().zip(figures) {
                *figure += pence;
            }
            if let Some(child) = account.child {
                moved.allocated += sign * pence;
                self.children.insert(child);
            }
        }
        Ok(moved)
    }

    /// What the rules ask of an account that was moved.
    fn kind_and_child(&self, id: i64) -> (AccountKind, Option<i64>) {
        let Account { kind, child, .. } = self.accounts[&id];
        (kind, child)
    }

    /// Notes what an entry left of its commission, which is not less than nothing.
    fn after_entry(&self, judge: &mut Judge<'_>, entry: i64, commission: &Commission) -> Result<()> {
        if commission.id == 0 {
            return Ok(());
        }
        if commission.pence.iter().any(|pence| *pence < 0) {
            return broken("COMMISSION_BELOW_ZERO", format_args!("commission {}", commission.id));
        }
        judge.left(entry, (commission.id, commission.closed_by), commission.pence)
    }

    fn write_accounts(&self, conn: &Connection) -> Result<()> {
        let mut update = conn.prepare(
            "UPDATE account SET balance_pence = ?, moved_entry = ?, moved_line = ? WHERE account_id = ?",
        )?;
        let mut moved: Vec<_> =
            self.accounts.iter().filter(|(_, account)| account.last.0 > self.since).collect();
        moved.sort_unstable_by_key(|(id, _)| **id);
        for (id, account) in moved {
            update.execute(params![account.pence, account.last.0, account.last.1, id])?;
        }
        Ok(())
    }

    fn write_months(&self, conn: &Connection) -> Result<()> {
        let mut insert = conn.prepare("INSERT OR IGNORE INTO month_total (month) VALUES (?)")?;
        let mut update = conn.prepare(
            "UPDATE month_total
                SET allocated_pence = allocated_pence + ?, committed_pence = committed_pence + ?,
                    spent_pence = spent_pence + ?, paid_pence = paid_pence + ?, purchases = purchases + ?,
                    moved_entry = max(moved_entry, ?),
                    moved_line = iif(?6 > moved_entry, ?7, moved_line)
              WHERE month = ?",
        )?;
        for (month, Month { pence: [allocated, committed, spent, paid], purchases, last }) in &self.months {
            insert.execute([month])?;
            update.execute(params![allocated, committed, spent, paid, purchases, last.0, last.1, month])?;
        }
        Ok(())
    }

    /// Writes what was approved of the commissions that were asked about: in a load none goes on waiting.
    pub(super) fn write_approved(&self, conn: &Connection) -> Result<()> {
        conn.execute(
            "UPDATE commission
                SET approved_pence = (SELECT max(q.asked_pence) FROM request q JOIN decision d ON d.request = q.event
                                       WHERE q.commission_id = commission.commission_id AND d.verdict = 'approved')
              WHERE commission_id IN (SELECT q.commission_id FROM request q JOIN decision d ON d.request = q.event
                                       WHERE q.event > ? AND d.verdict = 'approved')",
            [self.since],
        )?;
        Ok(())
    }

    /// Writes the figures of every budget whose pots moved, from its pots and purchases.
    pub(super) fn write_budgets(&self, conn: &Connection) -> Result<()> {
        let mut update = conn.prepare(
            "UPDATE budget
                SET (allocated_pence, committed_pence, spent_pence) =
                    (SELECT sum(balance_pence), sum(balance_pence * (kind = 'committed')), sum(balance_pence * (kind = 'spent'))
                       FROM account WHERE child_id = ?1),
                    (purchases, first_on, last_on) =
                    (SELECT count(*), min(placed_on), max(placed_on)
                       FROM commission WHERE child_id = ?1 AND committed_pence + spent_pence > 0)
              WHERE child_id = ?1",
        )?;
        for child in &self.children {
            update.execute([child])?;
        }
        Ok(())
    }
}

/// What one transfer does to a commission (committed, spent, invoiced, paid) and to what children were given.
#[derive(Default)]
struct TransferEffect {
    commission: [i64; 4],
    /// Of what was paid.
    paid_in_cash: i64,
    allocated: i64,
}

fn accounts(conn: &Connection) -> Result<HashMap<i64, Account>> {
    let mut found = HashMap::new();
    let mut statement = conn
        .prepare("SELECT account_id, kind, child_id, balance_pence, moved_entry, moved_line FROM account")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let kind = lookup::kind(row.get_ref(1)?.as_str().unwrap_or_default())?;
        let last = (row.get(4)?, row.get(5)?);
        found.insert(row.get(0)?, Account { kind, child: row.get(2)?, pence: row.get(3)?, last });
    }
    Ok(found)
}

/// Begins with a commission as it is kept; number 0 is none.
fn begin(kept: &mut Statement<'_>, id: i64) -> Result<Commission> {
    if id == 0 {
        return Ok(Commission::default());
    }
    let mut rows = kept.query([id])?;
    let Some(row) = rows.next()? else {
        return broken("COMMISSION_MISSING", format_args!("commission {id}"));
    };
    Ok(Commission {
        id: row.get(0)?,
        closed_by: row.get(1)?,
        pence: [row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?],
        last: (row.get(6)?, row.get(7)?),
    })
}
