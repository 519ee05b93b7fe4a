//! The references of what a load wrote: foreign keys stood aside meanwhile.

use rusqlite::{Connection, OptionalExtension};

use super::super::{Result, StoreError};

/// A key of a table: the columns, and what they refer to.
struct Key {
    parent: String,
    columns: Vec<(String, String)>,
}

/// Looks up every reference of the rows recorded since an event, and the event of each: the last is
/// `until`, and none is missing between.
pub(super) fn judge(conn: &Connection, since: i64, until: i64) -> Result<()> {
    let mut tables = conn.prepare(
        "SELECT m.name, (SELECT c.name FROM pragma_table_info(m.name) c
                          WHERE c.name = 'event' OR m.name IN ('entry', 'transfer') AND c.name = 'entry_id'
                             OR m.name = 'commission' AND c.name = 'commission_id') AS event
           FROM sqlite_schema m
          WHERE m.type = 'table' AND event IS NOT NULL AND m.name NOT IN ('event', 'unsealed')",
    )?;
    let mut rows = tables.query([])?;
    while let Some(row) = rows.next()? {
        let (table, event): (String, String) = (row.get(0)?, row.get(1)?);
        // Whose accounts a transfer names is asked by its own rule, its entry where the figures are added up.
        let own = if table == "transfer" { Vec::new() } else { keys(conn, &table)? };
        let dangling: String = own.iter().map(Key::dangling).collect();
        let sql = format!(
            "SELECT CASE WHEN t.{event} > ?2 THEN 'event' {dangling} END AS parent
               FROM {table} t WHERE t.{event} > ?1 AND parent IS NOT NULL LIMIT 1"
        );
        let found: Option<String> = conn.query_row(&sql, [since, until], |row| row.get(0)).optional()?;
        if let Some(parent) = found {
            return Err(StoreError::Refused(format!("a reference finds nothing: {table} to {parent}")));
        }
    }
    Ok(())
}

impl Key {
    /// The case that a row refers to nothing.
    fn dangling(&self) -> String {
        let Self { parent, columns } = self;
        let given: Vec<String> = columns.iter().map(|(ours, _)| format!("t.{ours} IS NOT NULL")).collect();
        let same: Vec<String> =
            columns.iter().map(|(ours, theirs)| format!("p.{theirs} = t.{ours}")).collect();
        let (given, same) = (given.join(" AND "), same.join(" AND "));
        format!(" WHEN {given} AND NOT EXISTS (SELECT 1 FROM {parent} p WHERE {same}) THEN '{parent}'")
    }
}

fn keys(conn: &Connection, table: &str) -> Result<Vec<Key>> {
    let mut listed = conn
        .prepare("SELECT id, \"table\", \"from\", coalesce(\"to\", 'rowid') FROM pragma_foreign_key_list(?) ORDER BY id, seq")?;
    let mut rows = listed.query([table])?;
    let (mut keys, mut last): (Vec<Key>, i64) = (Vec::new(), -1);
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        let column = (row.get(2)?, row.get(3)?);
        match keys.last_mut() {
            Some(key) if id == last => key.columns.push(column),
            _ => keys.push(Key { parent: row.get(1)?, columns: vec![column] }),
        }
        last = id;
    }
    Ok(keys)
}
