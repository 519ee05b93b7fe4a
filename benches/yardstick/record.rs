//! One purchase, written durably: bare, and through the library with every rule on.

use std::path::Path;
use std::time::Instant;

use anyhow::{Result, anyhow};
use domain::CommissionDetails;
use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use service::{Buy, CommissionRequest, Context, PaidWith, Run, record};
use store::{Ledger, Origin};

use crate::open_to_write;

/// Children (with commas between; each buys in turn), category, pence, provider, account, day: known
/// to be right, so nothing is checked.
type What<'a> = [&'a str; 6];

/// As long as the text that `bhlp buy` seals.
const PAYLOAD_BYTES: usize = 900;

/// Writes the rows of a purchase, `times` times, each in a transaction of its own.
pub fn bare(path: &Path, what: &What<'_>, times: usize) -> Result<()> {
    let mut conn = open_to_write(path)?;
    measure_purchases(times, what[0], |child| bare_once(&mut conn, child, what))
}

/// Records a purchase through the library, `times` times.
pub fn ours(path: &Path, user: &str, what: &What<'_>, times: usize) -> Result<()> {
    let [children, category, pence, provider, account, day] = *what;
    let mut ledger = Ledger::open(path)?;
    let pence: u64 = pence.parse()?;
    let amount = format!("{}.{:02}", pence / 100, pence % 100);
    let context = Context {
        user: user.parse()?,
        now: "2007-12-31T12:00:00Z".parse()?,
        run: Run::Real,
        key: None,
        belongs_to: None,
        origin: Origin::default(),
    };
    let commission = CommissionRequest {
        child: children.split(',').next().unwrap_or_default().parse()?,
        category: category.parse()?,
        amount: amount.parse()?,
        provider: provider.to_owned(),
        vat: "0".parse()?,
        what: None,
        practitioner: None,
        details: CommissionDetails::default(),
    };
    let mut buy = Buy {
        commission,
        paid: PaidWith { account: Some(account.parse()?), ..PaidWith::default() },
        invoice: None,
        again: None,
        on: Some(day.parse()?),
        note: None,
        receipt: None,
        evidence: None,
    };
    measure_purchases(times, children, |child| {
        buy.commission.child = child.parse()?;
        record(&mut ledger, &context, &buy)?;
        Ok(())
    })
}

/// Does it `times` times. When more than once, prints how many, and in nanoseconds: all together,
/// the median one, the longest one.
fn measure_purchases(times: usize, children: &str, mut once: impl FnMut(&str) -> Result<()>) -> Result<()> {
    let children: Vec<&str> = children.split(',').collect();
    let begin = Instant::now();
    let mut waits = Vec::with_capacity(times);
    for child in children.iter().cycle().take(times) {
        let one = Instant::now();
        once(child)?;
        waits.push(one.elapsed().as_nanos());
    }
    let all = begin.elapsed().as_nanos();
    waits.sort_unstable();
    if let [_, .., worst] = waits[..] {
        println!("{times} {all} {} {worst}", waits[times / 2]);
    }
    Ok(())
}

fn bare_once(conn: &mut Connection, child: &str, what: &What<'_>) -> Result<()> {
    let [_, category, pence, provider, account, day] = *what;
    let pence: i64 = pence.parse()?;
    let tx = Transaction::new(conn, TransactionBehavior::Immediate)?;
    let id: i64 = one(&tx, "SELECT seq + 1 FROM event ORDER BY seq DESC LIMIT 1", "")?;
    let child_id: i64 = one(&tx, "SELECT child_id FROM child WHERE child_ref = ?1", child)?;
    let category_id: i64 = one(&tx, "SELECT category_id FROM category WHERE code = ?1", category)?;
    let provider_id: i64 = one(&tx, "SELECT provider_id FROM provider WHERE code = ?1", provider)?;
    let by_name = "SELECT account_id FROM account WHERE name = ?1";
    let cost: i64 = one(&tx, by_name, &format!("cost:{category}"))?;
    let paid_from: i64 = one(&tx, by_name, account)?;
    let (available, spent) = tx
        .prepare_cached(
            "SELECT max(account_id) FILTER (WHERE kind = 'available'), max(account_id) FILTER (WHERE kind = 'spent')
               FROM account WHERE child_id = ? GROUP BY fund_id",
        )?
        .query_row([child_id], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?;
    let payload = format!(r#"{{"v":1,"seq":{id},"child":"{child}","pence":{pence}}}"#);
    let payload = format!("{payload:<PAYLOAD_BYTES$}");

    run(
        &tx,
        "INSERT INTO entry (entry_id, kind, effective_on, child_id, commission_id)
         VALUES (?1, 'buy', ?2, ?3, ?1)",
        params![id, day, child_id],
    )?;
    run(
        &tx,
        "INSERT INTO commission (commission_id, child_id, practitioner_id, provider_id, category_id, placed_on,
             estimate_pence, closed_by, spent_pence, invoiced_pence, paid_pence)
         VALUES (?1, ?2, 1, ?3, ?4, ?5, ?6, ?1, ?6, ?6, ?6)",
        params![id, child_id, provider_id, category_id, day, pence],
    )?;
    let transfers = [(1, "budget", spent, available), (2, "cash", cost, paid_from)];
    for (line, book, debit, credit) in transfers {
        run(
            &tx,
            "INSERT INTO transfer (entry_id, line, book, debit_account_id, credit_account_id, amount_pence)
             VALUES (?, ?, ?, ?, ?, ?)",
            params![id, line, book, debit, credit, pence],
        )?;
        for (account, pence) in [(credit, -pence), (debit, pence)] {
            run(
                &tx,
                "UPDATE account SET balance_pence = balance_pence + ?, moved_entry = ?, moved_line = ?
                  WHERE account_id = ?",
                params![pence, id, line, account],
            )?;
        }
    }
    run(
        &tx,
        "UPDATE budget SET spent_pence = spent_pence + ?1, purchases = purchases + 1,
                first_on = min(coalesce(first_on, ?2), ?2), last_on = max(coalesce(last_on, ?2), ?2)
          WHERE child_id = ?3",
        params![pence, day, child_id],
    )?;
    run(
        &tx,
        "INSERT INTO month_total (month, spent_pence, paid_pence, purchases) VALUES (substr(?1, 1, 7), ?2, ?2, 1)
         ON CONFLICT (month) DO UPDATE SET spent_pence = spent_pence + ?2, paid_pence = paid_pence + ?2,
                purchases = purchases + 1",
        params![day, pence],
    )?;
    run(
        &tx,
        "INSERT INTO event (seq, recorded_at, actor_id, kind, payload, hash)
         VALUES (?, '2007-12-31T12:00:00Z', 1, 'buy', ?, zeroblob(32))",
        params![id, payload],
    )?;
    Ok(tx.commit()?)
}

fn one(tx: &Transaction<'_>, sql: &str, key: &str) -> Result<i64> {
    let mut statement = tx.prepare_cached(sql)?;
    let found = if statement.parameter_count() == 0 {
        statement.query_row([], |row| row.get(0))
    } else {
        statement.query_row([key], |row| row.get(0))
    };
    found.map_err(|error| anyhow!("{sql} ({key}): {error}"))
}

fn run(tx: &Transaction<'_>, sql: &str, parameters: impl rusqlite::Params) -> Result<()> {
    tx.prepare_cached(sql)?.execute(parameters)?;
    Ok(())
}
