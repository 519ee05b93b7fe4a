//! The file itself: its pages, its schema, its references.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::findings::Findings;
use crate::schema as wanted_schema;
use crate::{Result, StoreError};

/// Asks SQLite to read everything.
pub(super) fn file(conn: &Connection, findings: &mut Findings) -> Result<()> {
    match integrity(conn, findings) {
        Err(StoreError::Damaged(what)) => {
            findings.add(what);
            Ok(())
        }
        other => other,
    }
}

fn integrity(conn: &Connection, findings: &mut Findings) -> Result<()> {
    let mut statement = conn.prepare("PRAGMA integrity_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let told: String = row.get(0)?;
        for line in told.lines().filter(|line| *line != "ok" && !line.starts_with("***")) {
            findings.add(line.to_owned());
        }
    }
    Ok(())
}

/// Compares every object with a new ledger's.
pub(super) fn schema(conn: &Connection, findings: &mut Findings) -> Result<()> {
    let fresh = Connection::open_in_memory()?;
    fresh.execute_batch(wanted_schema())?;
    let wanted = objects(&fresh)?;
    let mut found = objects(conn)?;
    for (object, made) in &wanted {
        let (kind, name) = object;
        match found.remove(object) {
            Some(sql) if sql == *made => {}
            Some(_) => findings.add(format!("{kind} {name} is not as this program makes it")),
            None => findings.add(format!("{kind} {name} is missing")),
        }
    }
    for (kind, name) in found.into_keys() {
        findings.add(format!("{kind} {name} is no part of a ledger"));
    }
    Ok(())
}

/// Everything in the schema by kind and name, but for the statistics SQLite keeps for itself.
fn objects(conn: &Connection) -> Result<BTreeMap<(String, String), Option<String>>> {
    let mut statement = conn.prepare(
        "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite#_stat%' ESCAPE '#'",
    )?;
    let rows = statement.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Looks up every reference.
pub(super) fn keys(conn: &Connection, findings: &mut Findings) -> Result<()> {
    let mut statement = conn.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
        let which = match row.get::<_, Option<i64>>(1)? {
            Some(id) => format!("{table} {id}"),
            None => format!("a row of {table}"), // a table without row numbers
        };
        findings.add(format!("{which} refers to a row of {parent} that is not there"));
    }
    // Without this row nothing waits for its event. A table that is gone is named by the schema.
    if conn.table_exists(None, "unsealed")? {
        let rows: i64 = conn.query_row("SELECT count(*) FROM unsealed", [], |row| row.get(0))?;
        if rows != 1 {
            findings
                .add("the row of unsealed, by which every other waits for its event, is not there".into());
        }
    }
    Ok(())
}
