//! What closed months rest on and hand on, made again from the entries, lines and matchings.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rusqlite::Connection;

use super::accounts::{add, format_pence};
use super::findings::Findings;
use crate::Result;
use crate::carried::Carried;

/// A closing that stands: the newest mark of its month.
struct Closing {
    event: i64,
    month: String,
    last: String,
    /// By account: ledger, statement; unseen in and out, unbooked in and out.
    accounts: BTreeMap<i64, ([Option<i64>; 2], [i64; 4])>,
    carried: Carried,
}

/// What came in the days of a closing, after those of the one before.
#[derive(Default)]
struct Came {
    ledger: HashMap<i64, i64>,
    statement: HashMap<i64, i64>,
    /// Account, entry, pence.
    items: Vec<(i64, i64, i64)>,
    /// Account, line, pence.
    lines: Vec<(i64, i64, i64)>,
    orders: HashMap<i64, (i64, i64)>,
    /// By fund and kind of pot.
    funds: HashMap<(i64, String), i64>,
}

pub(super) fn month_ends(conn: &Connection, findings: &mut Findings) -> Result<()> {
    let names: HashMap<i64, String> = conn
        .prepare("SELECT account_id, name FROM account WHERE kind IN ('bank', 'card', 'imprest', 'held')")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    seals(conn, findings)?;
    let closings = closings(conn)?;
    if closings.is_empty() {
        return Ok(());
    }
    let mut came: Vec<Came> = closings.iter().map(|_| Came::default()).collect();
    entries(conn, &closings, &names, &mut came)?;
    lines(conn, &closings, &mut came)?;
    orders(conn, &closings, &mut came)?;
    funds(conn, &closings, &mut came)?;
    Again { conn, names: &names, findings }.compare(&closings, came)
}

/// Makes the hash of every list again.
fn seals(conn: &Connection, findings: &mut Findings) -> Result<()> {
    let mut ends = conn.prepare(
        "SELECT x.event, m.month, x.items, x.lines, x.orders, x.sha256
           FROM month_end x JOIN month_mark m ON m.event = x.event ORDER BY x.event",
    )?;
    let mut rows = ends.query([])?;
    while let Some(row) = rows.next()? {
        let (event, month): (i64, String) = (row.get(0)?, row.get(1)?);
        let carried = read_carried(conn, event)?;
        let counts: [i64; 3] = [row.get(2)?, row.get(3)?, row.get(4)?];
        let there = [carried.items.len(), carried.lines.len(), carried.orders.len()];
        let there = there.map(|count| i64::try_from(count).unwrap_or(i64::MAX));
        if counts != there || row.get::<_, String>(5)? != carried.hash() {
            findings.add(format!("{month}: what event {event} carried forward is not what it sealed"));
        }
    }
    Ok(())
}

fn read_carried(conn: &Connection, event: i64) -> Result<Carried> {
    let items = conn
        .prepare_cached(
            "SELECT account_id, entry_id, amount_pence FROM carried_item WHERE event = ? ORDER BY 1, 2",
        )?
        .query_map([event], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let lines = conn
        .prepare_cached("SELECT line_id FROM carried_line WHERE event = ? ORDER BY 1")?
        .query_map([event], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let orders = conn
        .prepare_cached(
            "SELECT commission_id, committed_pence, owed_pence FROM carried_order WHERE event = ? ORDER BY 1",
        )?
        .query_map([event], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let funds = conn
        .prepare_cached("SELECT fund_id, pot, balance_pence FROM carried_fund WHERE event = ? ORDER BY 1, 2")?
        .query_map([event], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Carried { items, lines, orders, funds })
}

/// The closings that stand, in order of month.
fn closings(conn: &Connection) -> Result<Vec<Closing>> {
    let mut statement = conn.prepare(
        "SELECT m.event, m.month, date(m.month || '-01', '+1 month', '-1 day')
           FROM month_end x JOIN month_mark m ON m.event = x.event
          WHERE m.mark = 'closed' AND m.event = (SELECT max(event) FROM month_mark WHERE month = m.month)
          ORDER BY m.month",
    )?;
    let mut accounts = conn.prepare(
        "SELECT account_id, ledger_pence, statement_pence, unseen_in_pence, unseen_out_pence, unbooked_in_pence,
                unbooked_out_pence FROM month_account WHERE event = ?",
    )?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let event = row.get(0)?;
        let accounts = accounts
            .query_map([event], |row| {
                let sides = [row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?];
                Ok((row.get(0)?, ([row.get(1)?, row.get(2)?], sides)))
            })?
            .collect::<rusqlite::Result<_>>()?;
        let carried = read_carried(conn, event)?;
        found.push(Closing { event, month: row.get(1)?, last: row.get(2)?, accounts, carried });
    }
    Ok(found)
}

/// Finds the first closing whose month ends on a day or after it.
fn of_day<'c>(closings: &[Closing], came: &'c mut [Came], day: &str) -> Option<&'c mut Came> {
    let place = closings.partition_point(|closing| closing.last.as_str() < day);
    came.get_mut(place)
}

fn entries(
    conn: &Connection,
    closings: &[Closing],
    names: &HashMap<i64, String>,
    came: &mut [Came],
) -> Result<()> {
    let mut statement = conn.prepare(
        "SELECT e.entry_id, e.effective_on, t.debit_account_id, t.credit_account_id, t.amount_pence
           FROM transfer t JOIN entry e ON e.entry_id = t.entry_id WHERE t.book = 'cash' ORDER BY t.entry_id, t.line",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (entry, pence): (i64, i64) = (row.get(0)?, row.get(4)?);
        for (account, pence) in [(row.get::<_, i64>(2)?, pence), (row.get(3)?, pence.saturating_neg())] {
            if !names.contains_key(&account) {
                continue;
            }
            let day = row.get_ref(1)?.as_str().unwrap_or_default();
            let Some(came) = of_day(closings, came, day) else { continue };
            add(came.ledger.entry(account).or_default(), pence);
            match came
                .items
                .iter_mut()
                .rev()
                .take_while(|item| item.1 == entry)
                .find(|item| item.0 == account)
            {
                Some(item) => add(&mut item.2, pence),
                None => came.items.push((account, entry, pence)),
            }
        }
    }
    Ok(())
}

fn lines(conn: &Connection, closings: &[Closing], came: &mut [Came]) -> Result<()> {
    let mut statement =
        conn.prepare("SELECT line_id, account_id, counted_on, amount_pence FROM statement_line ORDER BY 1")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (line, account, pence): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(3)?);
        let day = row.get_ref(2)?.as_str().unwrap_or_default();
        if let Some(came) = of_day(closings, came, day) {
            add(came.statement.entry(account).or_default(), pence);
            came.lines.push((account, line, pence));
        }
    }
    Ok(())
}

fn orders(conn: &Connection, closings: &[Closing], came: &mut [Came]) -> Result<()> {
    let mut statement = conn.prepare(
        "SELECT e.commission_id, e.effective_on,
                t.amount_pence * ((d.kind = 'committed') - (c.kind = 'committed')),
                t.amount_pence * ((d.kind IN ('cost', 'vat')) - (c.kind IN ('cost', 'vat'))
                    + (d.kind IN ('bank', 'card', 'imprest', 'held', 'notional', 'pocket')) - (c.kind IN ('bank', 'card', 'imprest', 'held', 'notional', 'pocket')))
           FROM transfer t
           JOIN entry e ON e.entry_id = t.entry_id
           JOIN account d ON d.account_id = t.debit_account_id
           JOIN account c ON c.account_id = t.credit_account_id
          WHERE e.commission_id IS NOT NULL ORDER BY t.entry_id, t.line",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let day = row.get_ref(1)?.as_str().unwrap_or_default();
        if let Some(came) = of_day(closings, came, day) {
            let order = came.orders.entry(row.get(0)?).or_default();
            add(&mut order.0, row.get(2)?);
            add(&mut order.1, row.get(3)?);
        }
    }
    Ok(())
}

fn funds(conn: &Connection, closings: &[Closing], came: &mut [Came]) -> Result<()> {
    let mut statement = conn.prepare(
        "SELECT e.effective_on, t.amount_pence, d.fund_id, d.kind, c.fund_id, c.kind
           FROM transfer t
           JOIN entry e ON e.entry_id = t.entry_id
           JOIN account d ON d.account_id = t.debit_account_id
           JOIN account c ON c.account_id = t.credit_account_id
          WHERE t.book = 'budget' ORDER BY t.entry_id, t.line",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let day = row.get_ref(0)?.as_str().unwrap_or_default();
        let pence: i64 = row.get(1)?;
        if let Some(came) = of_day(closings, came, day) {
            add(came.funds.entry((row.get(2)?, row.get(3)?)).or_default(), pence);
            add(came.funds.entry((row.get(4)?, row.get(5)?)).or_default(), pence.saturating_neg());
        }
    }
    Ok(())
}

/// Makes each closing again from the one before.
struct Again<'a> {
    conn: &'a Connection,
    names: &'a HashMap<i64, String>,
    findings: &'a mut Findings,
}

impl Again<'_> {
    fn compare(&mut self, closings: &[Closing], came: Vec<Came>) -> Result<()> {
        let (mut ledger, mut statement) = (HashMap::new(), HashMap::new());
        let (mut items, mut lines, mut orders) = (Vec::new(), Vec::new(), BTreeMap::new());
        let mut funds: BTreeMap<(i64, String), i64> = BTreeMap::new();
        for (closing, came) in closings.iter().zip(came) {
            let listed = |account: &i64| {
                closing.accounts.get(account).is_some_and(|([_, statement], _)| statement.is_some())
            };
            for (sums, new) in [(&mut ledger, came.ledger), (&mut statement, came.statement)] {
                for (account, pence) in new {
                    add(sums.entry(account).or_default(), pence);
                }
            }
            items.extend(came.items.into_iter().filter(|item| item.2 != 0));
            lines.extend(came.lines);
            // Of an account without statements nothing is listed: all waits for the first.
            self.leave_out_matched(closing, &mut items, |item| {
                listed(&item.0).then_some((Some(item.1), item.0))
            })?;
            self.leave_out_matched(closing, &mut lines, |line| listed(&line.0).then_some((None, line.1)))?;
            for (order, (committed, owed)) in came.orders {
                let sum: &mut (i64, i64) = orders.entry(order).or_default();
                add(&mut sum.0, committed);
                add(&mut sum.1, owed);
            }
            orders.retain(|_, sum| *sum != (0, 0));
            for (pot, pence) in came.funds {
                add(funds.entry(pot).or_default(), pence);
            }
            self.funds(closing, &funds);
            self.balances(closing, &ledger, &statement);
            self.sides(closing, &items, &lines);
            self.lists(closing, &items, &lines, &orders);
        }
        Ok(())
    }

    /// Leaves out what was matched, when the month was closed, with what counts by its end.
    fn leave_out_matched<T>(
        &self,
        closing: &Closing,
        pieces: &mut Vec<T>,
        key: impl Fn(&T) -> Option<(Option<i64>, i64)>,
    ) -> Result<()> {
        // What is matched now, or was until it was taken apart later; the latter are few.
        const LATEST: &str = "
            CROSS JOIN matching m ON m.matching_id = c.matching_id
            WHERE m.run < ?3
              AND NOT EXISTS (SELECT 1 FROM matching_line o CROSS JOIN statement_line l ON l.line_id = o.line_id
                               WHERE o.matching_id = m.matching_id AND l.counted_on > ?4)
              AND NOT EXISTS (SELECT 1 FROM matching_item o CROSS JOIN entry e ON e.entry_id = o.entry_id
                               WHERE o.matching_id = m.matching_id AND e.effective_on > ?4)";
        let mut of_item = self.conn.prepare(&format!(
            "SELECT 1 FROM (
                SELECT matching_id FROM matching_item WHERE entry_id = ?1 AND account_id = ?2 AND undone_by IS NULL
                 UNION ALL
                SELECT p.matching_id FROM matching_undone u CROSS JOIN matching_item p ON p.matching_id = u.matching_id
                 WHERE u.event > ?3 AND p.entry_id = ?1 AND p.account_id = ?2) c {LATEST}"
        ))?;
        let mut of_line = self.conn.prepare(&format!(
            "SELECT 1 FROM (
                SELECT matching_id FROM matching_line WHERE line_id = ?1 AND ?2 IS NOT NULL AND undone_by IS NULL
                 UNION ALL
                SELECT p.matching_id FROM matching_undone u CROSS JOIN matching_line p ON p.matching_id = u.matching_id
                 WHERE u.event > ?3 AND p.line_id = ?1) c {LATEST}"
        ))?;
        let mut failed = None;
        pieces.retain(|piece| {
            let params = |a, b| {
                rusqlite::params_from_iter([
                    rusqlite::types::Value::Integer(a),
                    rusqlite::types::Value::Integer(b),
                    rusqlite::types::Value::Integer(closing.event),
                    rusqlite::types::Value::Text(closing.last.clone()),
                ])
            };
            let found = match key(piece) {
                Some((Some(entry), account)) => of_item.exists(params(entry, account)),
                Some((None, line)) => of_line.exists(params(line, 0)),
                None => Ok(false),
            };
            found.map(|matched| !matched).unwrap_or_else(|error| {
                failed = Some(error);
                true
            })
        });
        failed.map_or(Ok(()), |error| Err(error.into()))
    }

    fn name(&self, account: i64) -> &str {
        self.names.get(&account).map_or("an account that is not there", String::as_str)
    }

    /// Compares the balances that were signed.
    fn balances(&mut self, closing: &Closing, ledger: &HashMap<i64, i64>, statement: &HashMap<i64, i64>) {
        let month = &closing.month;
        for (account, ([kept, stated], _)) in &closing.accounts {
            let made = ledger.get(account).copied().unwrap_or_default();
            let name = self.name(*account).to_owned();
            if *kept != Some(made) {
                let (kept, made) = (format_pence(kept.unwrap_or_default()), format_pence(made));
                self.findings.add(format!("{month}: {name} was signed at {kept}, its transfers make {made}"));
            }
            let made = statement.get(account).copied();
            if stated.or(made.map(|_| 0)) != made.or(stated.map(|_| 0)) {
                let said = |pence: Option<i64>| pence.map_or_else(|| "nothing".to_owned(), format_pence);
                let (stated, made) = (said(*stated), said(made));
                self.findings.add(format!(
                    "{month}: the statement of {name} was signed at {stated}, its lines make {made}"
                ));
            }
        }
    }

    /// Compares the sums of what is on one side only.
    fn sides(&mut self, closing: &Closing, items: &[(i64, i64, i64)], lines: &[(i64, i64, i64)]) {
        for (account, ([_, statement], kept)) in &closing.accounts {
            let mut made = [0; 4];
            if statement.is_some() {
                for item in items.iter().filter(|item| item.0 == *account) {
                    add(&mut made[usize::from(item.2 < 0)], item.2.saturating_abs());
                }
                for line in lines.iter().filter(|line| line.0 == *account) {
                    add(&mut made[2 + usize::from(line.2 < 0)], line.2.saturating_abs());
                }
            }
            if made != *kept {
                self.sides_differ(closing, *account);
            }
        }
    }

    fn sides_differ(&mut self, closing: &Closing, account: i64) {
        let (month, name) = (&closing.month, self.name(account).to_owned());
        self.findings
            .add(format!("{month}: what was on one side only of {name} was signed differently from it was"));
    }

    /// Compares the lists that were handed on.
    fn lists(
        &mut self,
        closing: &Closing,
        items: &[(i64, i64, i64)],
        lines: &[(i64, i64, i64)],
        orders: &BTreeMap<i64, (i64, i64)>,
    ) {
        let listed = |account: &i64| {
            closing.accounts.get(account).is_some_and(|([_, statement], _)| statement.is_some())
        };
        let made: BTreeSet<_> = items.iter().filter(|item| listed(&item.0)).map(|item| item.1).collect();
        let kept: BTreeSet<_> = closing.carried.items.iter().map(|(_, entry, _)| *entry).collect();
        self.list(closing, "entry", &made, &kept);
        let made: BTreeSet<_> = lines.iter().map(|line| line.1).collect();
        let kept: BTreeSet<_> = closing.carried.lines.iter().copied().collect();
        self.list(closing, "line", &made, &kept);
        let made: BTreeSet<_> = orders.iter().map(|(order, sum)| (*order, sum.0, sum.1)).collect();
        let kept: BTreeSet<_> = closing.carried.orders.iter().copied().collect();
        let differing: BTreeSet<i64> = made.symmetric_difference(&kept).map(|order| order.0).collect();
        for order in differing {
            let month = &closing.month;
            self.findings.add(format!(
                "{month}: commission {order} was not carried forward with what it held at the month's end"
            ));
        }
    }

    fn funds(&mut self, closing: &Closing, funds: &BTreeMap<(i64, String), i64>) {
        let made: BTreeSet<_> = funds.iter().filter(|(_, pence)| **pence != 0).collect();
        let kept: BTreeMap<_, _> =
            closing.carried.funds.iter().map(|(fund, pot, pence)| ((*fund, pot.clone()), *pence)).collect();
        let kept: BTreeSet<_> = kept.iter().collect();
        let differing: BTreeSet<i64> = made.symmetric_difference(&kept).map(|((fund, _), _)| *fund).collect();
        for fund in differing {
            let month = &closing.month;
            self.findings.add(format!(
                "{month}: fund {fund} was not carried forward with what it held at the month's end"
            ));
        }
    }

    fn list(&mut self, closing: &Closing, noun: &str, made: &BTreeSet<i64>, kept: &BTreeSet<i64>) {
        let month = &closing.month;
        for number in made.difference(kept) {
            self.findings.add(format!(
                "{month}: {noun} {number} was open at the month's end and was not carried forward"
            ));
        }
        for number in kept.difference(made) {
            self.findings.add(format!(
                "{month}: {noun} {number} was carried forward and was not open at the month's end"
            ));
        }
    }
}
