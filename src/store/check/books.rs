//! The two books: each balances by itself, and they agree on every entry.

use rusqlite::Connection;

use super::accounts::{Accounts, Facts, add, format_pence};
use super::findings::Findings;
use crate::Result;
use domain::{AccountKind, Book};

pub(super) fn books(conn: &Connection, findings: &mut Findings) -> Result<()> {
    let accounts = Accounts::load(conn)?;
    sums(conn, &accounts, findings)?;
    transfers(conn, &accounts, findings)
}

/// The kept balances of each book sum to zero.
fn sums(conn: &Connection, accounts: &Accounts, findings: &mut Findings) -> Result<()> {
    let (mut budget, mut cash) = (0, 0);
    let mut statement = conn.prepare("SELECT balance_pence FROM account ORDER BY account_id")?;
    let mut rows = statement.query([])?;
    for (_, facts) in accounts.places() {
        let row = rows.next()?.expect("the accounts are read twice in one view");
        match facts.kind.book() {
            Book::Budget => add(&mut budget, row.get(0)?),
            Book::Cash => add(&mut cash, row.get(0)?),
        }
    }
    for (book, sum) in [(Book::Budget, budget), (Book::Cash, cash)] {
        if sum != 0 {
            findings.add(format!("the {} book sums to {}, not to nothing", book.as_str(), format_pence(sum)));
        }
    }
    Ok(())
}

/// What an entry has done to both books so far.
#[derive(Default)]
struct Entry {
    id: i64,
    lines: i64,
    spent: i64,
    cost: i64,
}

fn transfers(conn: &Connection, accounts: &Accounts, findings: &mut Findings) -> Result<()> {
    let mut statement = conn.prepare(
        "SELECT entry_id, line, book, debit_account_id, credit_account_id, amount_pence FROM transfer ORDER BY 1, 2",
    )?;
    let mut rows = statement.query([])?;
    let mut entry = Entry::default();
    while let Some(row) = rows.next()? {
        let (id, line): (i64, i64) = (row.get(0)?, row.get(1)?);
        if id != entry.id {
            agrees(&entry, findings);
            entry = Entry { id, ..Entry::default() };
        }
        entry.lines += 1;
        if line != entry.lines {
            findings.add(format!("entry {id}: transfer {} is missing", entry.lines));
            entry.lines = line;
        }
        let (debit, credit): (i64, i64) = (row.get(3)?, row.get(4)?);
        let places = (accounts.place(debit), accounts.place(credit));
        let (Some(debit), Some(credit)) = places else {
            findings.add(format!("entry {id}: transfer {line} names an account that is not there"));
            continue;
        };
        let (debit, credit) = (accounts.at(debit), accounts.at(credit));
        if let Some(what) = crosses(row.get_ref(2)?.as_str().unwrap_or_default(), debit, credit) {
            findings.add(format!("entry {id}: transfer {line} {what}"));
        }
        let pence: i64 = row.get(5)?;
        let direction = |kind| i64::from(debit.kind == kind) - i64::from(credit.kind == kind);
        add(&mut entry.spent, pence.saturating_mul(direction(AccountKind::Spent)));
        add(&mut entry.cost, pence.saturating_mul(direction(AccountKind::Cost)));
    }
    agrees(&entry, findings);
    Ok(())
}

/// Says what a transfer joins that no transfer may join.
fn crosses(book: &str, debit: Facts, credit: Facts) -> Option<&'static str> {
    let books = (debit.kind.book(), credit.kind.book());
    if books.0 != books.1 || books.0.as_str() != book {
        return Some("crosses books");
    }
    (books.0 == Book::Budget && debit.fund != credit.fund).then_some("crosses funds")
}

fn agrees(entry: &Entry, findings: &mut Findings) {
    let Entry { id, spent, cost, .. } = *entry;
    if spent != cost {
        let (spent, cost) = (format_pence(spent), format_pence(cost));
        findings
            .add(format!("entry {id}: spends {spent} in the budget book and costs {cost} in the cash book"));
    }
}
