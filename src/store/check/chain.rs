//! The audit trail as a chain: each hash from the text and the hash before it.

use rusqlite::Connection;

use super::findings::Findings;
use crate::Result;
use crate::seal::{self, GENESIS};

/// Walks the chain. After a break it goes on from the hash that is kept, so that one change is one
/// finding and not all the events after it.
pub(super) fn chain(conn: &Connection, findings: &mut Findings) -> Result<()> {
    let mut statement = conn.prepare("SELECT seq, recorded_at, payload, hash FROM event ORDER BY seq")?;
    let mut rows = statement.query([])?;
    let (mut last, mut hash_before, mut time_before) = (0, GENESIS.to_vec(), Vec::new());
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        let recorded_at = row.get_ref(1)?.as_bytes().unwrap_or_default();
        let payload = row.get_ref(2)?.as_bytes().unwrap_or_default();
        let hash = row.get_ref(3)?.as_blob().unwrap_or_default();
        if seq != last + 1 {
            findings.add(missing(last + 1, seq - 1));
        } else if seal::chain(&hash_before, payload) != hash {
            findings.add(format!("event {seq}: its text and the hash before it do not make its hash"));
        }
        if recorded_at < time_before.as_slice() {
            let (at, before) = (String::from_utf8_lossy(recorded_at), String::from_utf8_lossy(&time_before));
            findings.add(format!("event {seq}: recorded at {at}, before event {last} at {before}"));
        }
        last = seq;
        keep(&mut hash_before, hash);
        keep(&mut time_before, recorded_at);
    }
    if last == 0 {
        findings.add("there is no event: a ledger begins with one".into());
    }
    Ok(())
}

/// Copies into a buffer that is used again for every row.
fn keep(buffer: &mut Vec<u8>, bytes: &[u8]) {
    buffer.clear();
    buffer.extend_from_slice(bytes);
}

fn missing(first: i64, last: i64) -> String {
    match last - first {
        0 => format!("event {first} is missing"),
        _ => format!("events {first} to {last} are missing"),
    }
}
