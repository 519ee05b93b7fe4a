//! The receipts that the ledger keeps itself.

use rusqlite::Connection;
use sha2::{Digest, Sha256};

use super::findings::Findings;
use crate::Result;

/// Makes the hash of each kept file again, one file in memory at a time.
pub(super) fn receipts(conn: &Connection, findings: &mut Findings) -> Result<()> {
    let mut statement = conn.prepare(
        "SELECT r.event, r.kept, r.sha256, f.content
           FROM receipt r LEFT JOIN receipt_file f ON f.receipt = r.event
          WHERE r.kept = 1 OR f.receipt IS NOT NULL
          ORDER BY r.event",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (receipt, kept): (i64, Option<i64>) = (row.get(0)?, row.get(1)?);
        let recorded: Option<String> = row.get(2)?;
        match (row.get_ref(3)?.as_blob_or_null().unwrap_or_default(), kept) {
            (None, _) => findings.add(format!("receipt {receipt}: its file is gone")),
            (Some(_), None | Some(0)) => {
                findings.add(format!("receipt {receipt}: it has a file that nobody kept"));
            }
            (Some(content), Some(_)) => {
                let made = domain::hex(&Sha256::digest(content));
                if recorded.as_ref() != Some(&made) {
                    findings
                        .add(format!("receipt {receipt}: its file does not make the hash that was recorded"));
                }
            }
        }
    }
    Ok(())
}
