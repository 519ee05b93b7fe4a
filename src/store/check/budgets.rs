//! What is kept for each child's budget.

use std::collections::HashMap;

use rusqlite::{Connection, Row};

use super::accounts::{Accounts, PlacedTransfer, add, format_pence};
use super::findings::Findings;
use crate::Result;
use domain::AccountKind;

/// What a child's pots hold, by the transfers.
#[derive(Clone, Copy, Default)]
struct Pots {
    available: i64,
    committed: i64,
    spent: i64,
}

pub(super) fn budgets(conn: &Connection, findings: &mut Findings) -> Result<()> {
    let accounts = Accounts::load(conn)?;
    let balances = balances(conn, &accounts)?;
    let mut children: HashMap<u32, Pots> = HashMap::new();
    for ((_, facts), balance) in accounts.places().zip(balances) {
        if facts.child == 0 {
            continue;
        }
        let pots = children.entry(facts.child).or_default();
        match facts.kind {
            AccountKind::Available => add(&mut pots.available, balance),
            AccountKind::Committed => add(&mut pots.committed, balance),
            AccountKind::Spent => add(&mut pots.spent, balance),
            _ => {}
        }
    }
    let mut purchases = conn.prepare(
        "SELECT count(*), min(placed_on), max(placed_on) FROM commission
          WHERE child_id = ? AND committed_pence + spent_pence > 0",
    )?;
    let mut statement = conn.prepare(
        "SELECT c.child_ref, b.child_id, b.allocated_pence, b.committed_pence, b.spent_pence, b.purchases,
                b.first_on, b.last_on
           FROM budget b JOIN child c ON c.child_id = b.child_id ORDER BY b.child_id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let child: u32 = row.get(1)?;
        money(row, children.remove(&child).unwrap_or_default(), findings)?;
        let counted = purchases.query_row([child], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        times(row, &counted, findings)?;
    }
    for (child, Pots { available, committed, spent }) in children {
        if [available, committed, spent] != [0; 3] {
            findings.add(format!("child {child} has money in pots, and no budget"));
        }
    }
    Ok(())
}

/// Compares the money kept with a budget.
fn money(row: &Row<'_>, pots: Pots, findings: &mut Findings) -> Result<()> {
    let Pots { available, committed, spent } = pots;
    let mut allocated = 0;
    for part in [available, committed, spent] {
        add(&mut allocated, part);
    }
    for (what, column, made) in
        [("allocated", 2, allocated), ("committed", 3, committed), ("spent", 4, spent)]
    {
        let kept: i64 = row.get(column)?;
        if kept != made {
            let (child, kept, made) = (row.get::<_, String>(0)?, format_pence(kept), format_pence(made));
            findings.add(format!("budget {child}: {what} kept as {kept}, its transfers make {made}"));
        }
    }
    Ok(())
}

/// How many purchases, and the days of the first and the last.
type Times = (i64, Option<String>, Option<String>);

/// Compares what is kept of a budget's purchases.
fn times(row: &Row<'_>, counted: &Times, findings: &mut Findings) -> Result<()> {
    let kept: Times = (row.get(5)?, row.get(6)?, row.get(7)?);
    if kept != *counted {
        let said = |(number, first, last): &Times| {
            let day = |day: &Option<String>| day.clone().unwrap_or_else(|| "no day".into());
            format!("{number} in number, from {} to {}", day(first), day(last))
        };
        let (child, kept, counted) = (row.get::<_, String>(0)?, said(&kept), said(counted));
        findings.add(format!("budget {child}: purchases kept as {kept}; its commissions are {counted}"));
    }
    Ok(())
}

/// Adds up every transfer: what each account holds, by place.
fn balances(conn: &Connection, accounts: &Accounts) -> Result<Vec<i64>> {
    let mut balances = vec![0; accounts.places().count()];
    accounts.each_transfer(conn, |PlacedTransfer { debit, credit, pence, .. }| {
        add(&mut balances[credit], -pence);
        add(&mut balances[debit], pence);
        Ok(())
    })?;
    Ok(balances)
}
