//! The references of what a load wrote: foreign keys stood aside meanwhile.

use rusqlite::Connection;

use super::super::{Result, StoreError};

/// A key of a table: the columns, and what they refer to.
struct Key {
    table: String,
    parent: String,
    columns: Vec<(String, String)>,
}

/// Looks up every reference of the rows recorded since an event, and the event of each.
pub(super) fn judge(conn: &Connection, since: i64) -> Result<()> {
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
        let sealed = Key {
            table: table.clone(),
            parent: "event".into(),
            columns: vec![(event.clone(), "seq".into())],
        };
        // Whose accounts a transfer names is asked by its own rule.
        let own = keys(conn, &table)?
            .into_iter()
            .filter(|key| (key.table.as_str(), key.parent.as_str()) != ("transfer", "account"));
        for key in own.chain([sealed]) {
            let found: bool = conn.query_row(&key.dangling(&event), [since], |row| row.get(0))?;
            if found {
                let Key { table, parent, .. } = &key;
                return Err(StoreError::Refused(format!("a reference finds nothing: {table} to {parent}")));
            }
        }
    }
    Ok(())
}

impl Key {
    /// The question whether a row recorded since an event refers to nothing.
    fn dangling(&self, event: &str) -> String {
        let Self { table, parent, columns } = self;
        let given: Vec<String> = columns.iter().map(|(ours, _)| format!("t.{ours} IS NOT NULL")).collect();
        let same: Vec<String> =
            columns.iter().map(|(ours, theirs)| format!("p.{theirs} = t.{ours}")).collect();
        format!(
            "SELECT EXISTS (SELECT 1 FROM {table} t WHERE t.{event} > ? AND {}
                               AND NOT EXISTS (SELECT 1 FROM {parent} p WHERE {}))",
            given.join(" AND "),
            same.join(" AND ")
        )
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
            _ => keys.push(Key { table: table.to_owned(), parent: row.get(1)?, columns: vec![column] }),
        }
        last = id;
    }
    Ok(keys)
}
