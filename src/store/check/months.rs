//! What is kept for each month.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Connection, Row};

use super::accounts::{Accounts, Facts, add, format_pence, last_moved};
use super::findings::Findings;
use crate::Result;
use domain::AccountKind;

/// Allocated, committed, spent, paid; and purchases.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct MonthFigures {
    money: [i64; 4],
    purchases: i64,
    /// The last transfer that moved them.
    last: (i64, i64),
}

pub(super) fn months(conn: &Connection, findings: &mut Findings) -> Result<()> {
    let mut made = BTreeMap::new();
    moved(conn, &mut made)?;
    compare(conn, made, findings)?;
    super::month_ends::month_ends(conn, findings)
}

/// Finds the figures of a row's month.
fn of_month<'m>(made: &'m mut BTreeMap<String, MonthFigures>, row: &Row<'_>) -> Result<&'m mut MonthFigures> {
    let month = row.get_ref(0)?.as_str().unwrap_or_default();
    if !made.contains_key(month) {
        made.insert(month.to_owned(), MonthFigures::default());
    }
    Ok(made.get_mut(month).expect("the month was inserted above"))
}

/// Adds up every transfer by the month its entry counts in.
fn moved(conn: &Connection, made: &mut BTreeMap<String, MonthFigures>) -> Result<()> {
    let accounts = Accounts::load(conn)?;
    let mut statement = conn.prepare(
        "SELECT substr(e.effective_on, 1, 7), e.commission_id, t.debit_account_id, t.credit_account_id,
                t.amount_pence, t.entry_id, t.line
           FROM entry e JOIN transfer t ON t.entry_id = e.entry_id ORDER BY t.entry_id, t.line",
    )?;
    let mut rows = statement.query([])?;
    // What each purchase holds or has spent: it counts while that is something.
    let mut held: HashMap<i64, i64> = HashMap::new();
    while let Some(row) = rows.next()? {
        let month = of_month(made, row)?;
        let purchase: Option<i64> = row.get(1)?;
        let (Some(debit), Some(credit)) = (accounts.place(row.get(2)?), accounts.place(row.get(3)?)) else {
            continue;
        };
        let (debit, credit) = (accounts.at(debit), accounts.at(credit));
        let direction = |is: fn(AccountKind) -> bool| i64::from(is(debit.kind)) - i64::from(is(credit.kind));
        let of_child = |account: Facts| account.kind == AccountKind::Spent && account.child != 0;
        let directions = [
            i64::from(debit.child != 0) - i64::from(credit.child != 0),
            direction(|kind| kind == AccountKind::Committed),
            i64::from(of_child(debit)) - i64::from(of_child(credit)),
            if purchase.is_some() { -direction(AccountKind::pays_cash) } else { 0 },
        ];
        let pence: i64 = row.get(4)?;
        month.last = (row.get(5)?, row.get(6)?);
        for (sum, direction) in month.money.iter_mut().zip(directions) {
            add(sum, pence.saturating_mul(direction));
        }
        if let Some(purchase) = purchase {
            let holds = held.entry(purchase).or_default();
            let before = i64::from(*holds != 0);
            add(holds, pence.saturating_mul(directions[1] + directions[2]));
            month.purchases += i64::from(*holds != 0) - before;
        }
    }
    Ok(())
}

fn compare(
    conn: &Connection,
    mut made: BTreeMap<String, MonthFigures>,
    findings: &mut Findings,
) -> Result<()> {
    let mut statement = conn.prepare(
        "SELECT month, allocated_pence, committed_pence, spent_pence, paid_pence, purchases, moved_entry, moved_line
           FROM month_total",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let month: String = row.get(0)?;
        let money = [row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?];
        let kept = MonthFigures { money, purchases: row.get(5)?, last: (row.get(6)?, row.get(7)?) };
        let made = made.remove(&month).unwrap_or_default();
        let words = ["allocated", "committed", "spent", "paid"];
        for (what, (kept, made)) in words.into_iter().zip(kept.money.into_iter().zip(made.money)) {
            if kept != made {
                let (kept, made) = (format_pence(kept), format_pence(made));
                findings.add(format!("{month}: {what} kept as {kept}, its transfers make {made}"));
            }
        }
        if kept.purchases != made.purchases {
            let (kept, made) = (kept.purchases, made.purchases);
            findings.add(format!("{month}: purchases kept as {kept}, its transfers make {made}"));
        }
        if kept.last != made.last {
            findings.add(format!("{month}: {}", last_moved(kept.last, made.last)));
        }
    }
    for month in made.into_keys() {
        findings.add(format!("{month}: has entries, and no figures are kept for it"));
    }
    Ok(())
}
