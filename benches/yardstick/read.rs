//! Questions: one statement, streamed to standard output as CSV.

use std::io::{BufWriter, Write, stdout};
use std::path::Path;

use anyhow::{Result, ensure};
use rusqlite::types::ValueRef;
use rusqlite::{OpenFlags, params_from_iter};
use sha2::{Digest, Sha256};

use crate::open;

/// One child's budget, from the kept figures.
pub const POINT: &str = "SELECT child_ref, allocated_pence, committed_pence, spent_pence,
       allocated_pence - committed_pence - spent_pence AS available_pence, purchases, first_on, last_on
  FROM child JOIN budget USING (child_id) WHERE child_ref = ?";

/// Every child's budget, from the kept figures.
pub const PRINT: &str = "SELECT child_ref, allocated_pence, committed_pence, spent_pence,
       allocated_pence - committed_pence - spent_pence AS available_pence, purchases, first_on, last_on
  FROM child JOIN budget USING (child_id) ORDER BY child_ref";

/// Every child's budget, added up from the transfers.
pub const RECOMPUTE: &str = "SELECT child_ref, sum((a.kind = 'available') * pence) AS available_pence,
       sum((a.kind = 'committed') * pence) AS committed_pence, sum((a.kind = 'spent') * pence) AS spent_pence
  FROM (SELECT account_id, sum(pence) AS pence
          FROM (SELECT debit_account_id AS account_id, amount_pence AS pence FROM transfer
                UNION ALL SELECT credit_account_id, -amount_pence FROM transfer)
         GROUP BY account_id)
  JOIN account a USING (account_id) JOIN child USING (child_id)
 GROUP BY child_id ORDER BY child_ref";

/// What was bought for each child, by category, from the covering index.
pub const CHILD_CATEGORY: &str = "SELECT child_ref,
       (SELECT code FROM category g WHERE g.category_id = k.category_id) AS category,
       sum(spent_pence) AS spent_pence, count(*) AS purchases
  FROM child CROSS JOIN commission k USING (child_id) WHERE committed_pence + spent_pence > 0
 GROUP BY child_ref, category_id";

/// What moved in each month, from the kept figures.
pub const MONTHS: &str = "SELECT month, allocated_pence, committed_pence, spent_pence, paid_pence, purchases
  FROM month_total ORDER BY month";

/// Every commission with its words and the fund it was drawn on: the statement `commission list` runs.
pub const COMMISSIONS: &str = "SELECT k.commission_id, k.placed_on, ch.child_ref,
       coalesce(k.description, g.label) AS item, g.code AS category, v.name AS provider, w.code AS practitioner,
       CASE WHEN (SELECT count(DISTINCT o.fund_id) FROM account o WHERE o.child_id = k.child_id) = 1
            THEN (SELECT f.code || ' ' || k.spent_pence FROM account o JOIN fund f USING (fund_id)
                   WHERE o.child_id = k.child_id LIMIT 1) END AS funds,
       k.estimate_pence, k.committed_pence, k.spent_pence, k.invoiced_pence - k.paid_pence AS owed_pence,
       CASE WHEN k.closed_by IS NULL THEN 'open' WHEN k.spent_pence = 0 THEN 'cancelled' ELSE 'complete' END AS state
  FROM commission k JOIN child ch USING (child_id) JOIN category g USING (category_id)
  JOIN provider v USING (provider_id) JOIN practitioner w ON w.practitioner_id = k.practitioner_id
 ORDER BY k.commission_id";

/// Runs one statement and writes its rows; pence are shown as pounds.
pub fn table(path: &Path, sql: &str, parameters: &[&str]) -> Result<()> {
    let conn = open(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut statement = conn.prepare(sql)?;
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let money: Vec<bool> = names.iter().map(|name| name.ends_with("_pence")).collect();
    let mut out = csv::Writer::from_writer(BufWriter::with_capacity(1 << 16, stdout().lock()));
    out.write_record(names.iter().map(|name| name.trim_end_matches("_pence")))?;
    let mut rows = statement.query(params_from_iter(parameters))?;
    let mut field = Vec::with_capacity(32);
    while let Some(row) = rows.next()? {
        for (column, money) in money.iter().enumerate() {
            field.clear();
            match row.get_ref(column)? {
                ValueRef::Integer(pence) if *money => {
                    let sign = if pence < 0 { "-" } else { "" };
                    let pence = pence.unsigned_abs();
                    write!(field, "{sign}{}.{:02}", pence / 100, pence % 100)?;
                }
                ValueRef::Integer(number) => write!(field, "{number}")?,
                ValueRef::Text(text) => field.extend_from_slice(text),
                _ => {}
            }
            out.write_field(&field)?;
        }
        out.write_record(None::<&[u8]>)?;
    }
    Ok(out.flush()?)
}

/// Recomputes the hash chain.
pub fn chain(path: &Path) -> Result<()> {
    let conn = open(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut statement = conn.prepare("SELECT seq, payload, hash FROM event ORDER BY seq")?;
    let mut rows = statement.query([])?;
    let mut previous = [0_u8; 32];
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        let payload = row.get_ref(1)?.as_bytes()?;
        previous = Sha256::new().chain_update(previous).chain_update(payload).finalize().into();
        ensure!(row.get_ref(2)?.as_blob()? == previous, "the chain breaks at event {seq}");
    }
    Ok(())
}
