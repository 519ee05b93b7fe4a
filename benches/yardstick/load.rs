//! Whole files: stripping the rules off a ledger, and loading one row by row.

use std::path::Path;

use anyhow::Result;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags};

use crate::{open, open_to_write};

/// How much of the schema a copy has.
#[derive(Clone, Copy)]
pub enum Keys {
    /// Columns only.
    None,
    /// Keys, checks, foreign keys and indexes; no trigger.
    All,
}

/// Drops every trigger and view of a copy of a ledger.
pub fn strip(path: &Path) -> Result<()> {
    let conn = open_to_write(path)?;
    let drops = texts(
        &conn,
        "SELECT 'DROP ' || type || ' ' || name FROM sqlite_schema WHERE type IN ('trigger', 'view')",
    )?;
    Ok(conn.execute_batch(&format!("BEGIN IMMEDIATE; {}; COMMIT", drops.join(";")))?)
}

/// Reads every row of every table: the part of a copy that is not loading.
pub fn scan(path: &Path) -> Result<()> {
    let from = open(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut bytes = 0;
    for table in tables(&from)? {
        each_row(&from, &table, |values| {
            for value in values {
                bytes += match value {
                    ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes.len(),
                    _ => 8,
                };
            }
            Ok(())
        })?;
    }
    println!("{bytes}");
    Ok(())
}

/// Loads every row of a ledger into a new file by prepared inserts, in one durable transaction.
pub fn copy(path: &Path, new: &Path, keys: Keys) -> Result<()> {
    let from = open(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let to = Connection::open(new)?;
    to.pragma_update(None, "journal_mode", "WAL")?;
    to.pragma_update(None, "synchronous", "FULL")?;
    to.pragma_update(None, "cache_size", -128 * 1024)?;
    to.pragma_update(None, "foreign_keys", matches!(keys, Keys::All))?;
    to.execute_batch("BEGIN IMMEDIATE")?;
    let tables = tables(&from)?;
    let statements = match keys {
        Keys::None => tables.iter().map(|table| bare_table(&from, table)).collect::<Result<Vec<_>>>()?,
        Keys::All => texts(
            &from,
            "SELECT sql FROM sqlite_schema WHERE type IN ('table', 'index') AND sql IS NOT NULL
                AND name NOT LIKE 'sqlite_%' ORDER BY rowid",
        )?,
    };
    for statement in statements {
        to.execute_batch(&statement)?;
    }
    for table in tables {
        let columns = columns(&from, &table)?;
        let marks = vec!["?"; columns.len()].join(", ");
        let mut insert = to.prepare(&format!("INSERT INTO {table} VALUES ({marks})"))?;
        each_row(&from, &table, |values| {
            for (number, value) in (1_usize..).zip(values) {
                insert.raw_bind_parameter(number, ToSqlOutput::Borrowed(*value))?;
            }
            insert.raw_execute()?;
            Ok(())
        })?;
    }
    Ok(to.execute_batch("COMMIT")?)
}

fn texts(conn: &Connection, sql: &str) -> Result<Vec<String>> {
    let mut statement = conn.prepare(sql)?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The tables in the order they were made, but people before what they did: what is referred to
/// comes first.
fn tables(conn: &Connection) -> Result<Vec<String>> {
    texts(
        conn,
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
          ORDER BY name <> 'practitioner', rowid",
    )
}

fn columns(conn: &Connection, table: &str) -> Result<Vec<String>> {
    texts(conn, &format!("SELECT name FROM pragma_table_info('{table}') ORDER BY cid"))
}

/// The same columns with nothing but the row number for a key.
fn bare_table(conn: &Connection, table: &str) -> Result<String> {
    let columns = texts(
        conn,
        &format!(
            "SELECT name || iif(pk AND 1 = (SELECT sum(pk > 0) FROM pragma_table_info('{table}')) AND type = 'INTEGER',
                                ' INTEGER PRIMARY KEY', '')
               FROM pragma_table_info('{table}') ORDER BY cid"
        ),
    )?;
    Ok(format!("CREATE TABLE {table} ({})", columns.join(", ")))
}

fn each_row(
    conn: &Connection,
    table: &str,
    mut take: impl FnMut(&[ValueRef<'_>]) -> Result<()>,
) -> Result<()> {
    let columns = columns(conn, table)?;
    let mut statement = conn.prepare(&format!("SELECT {} FROM {table}", columns.join(", ")))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let values =
            (0..columns.len()).map(|i| row.get_ref(i)).collect::<rusqlite::Result<Vec<ValueRef<'_>>>>()?;
        take(&values)?;
    }
    Ok(())
}
