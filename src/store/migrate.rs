//! Brings a ledger of an older format to this one: a backup beside it, then one transaction in the
//! file itself, kept only if `check` finds nothing.
//!
//! It knows no format by heart. Tables that are written as this format writes them stay where they
//! are; the others are set aside, made anew, and their rows copied by the names of their columns, so
//! that a column an old row never had is NULL or its default. Indexes, views and triggers hold no
//! facts: those of this format take the place of the old ones. A table this program does not know is
//! left for `check` to find. No event is written: the audit trail stays as it is, to the byte.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::backup::Head;
use super::{CHECKS, Ledger, Look, Result, SCHEMA, StoreError, VERSION};
use crate::domain::Day;

/// What each format needs beyond its rows being copied: the first list leads from format 1 to 2.
/// Statements run when the rows are in their new tables; `old_NAME` still has a changed table as it was.
const STEPS: [&[&str]; 3] = [&[], &[], &[]];

/// A ledger brought to this format that is not kept yet; dropped, the file is as it was.
#[derive(Debug)]
pub struct Migration {
    conn: Connection,
    done: Migrated,
}

/// What was done to a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migrated {
    /// The format it had.
    pub from: i64,
    /// The format it has.
    pub to: i64,
    /// The ledger as it was.
    pub backup: PathBuf,
    /// Where its audit trail stands, as before.
    pub head: Head,
}

impl Migration {
    /// Copies the ledger beside itself and does everything but keep the new one. Nothing is to be done
    /// with a ledger that has this format: the answer is `None`, also when another program is at it
    /// now and finishes.
    ///
    /// # Errors
    /// A file that cannot be used or is newer; rows that break a rule. The backup is removed then.
    pub fn begin(path: &Path, today: Day) -> Result<Option<Self>> {
        let conn = Ledger::open_any(path)?.conn;
        // Rows are copied as they are, and no key is followed or rewritten on the way.
        conn.pragma_update(None, "foreign_keys", false)?;
        conn.pragma_update(None, "legacy_alter_table", true)?;
        conn.execute_batch("BEGIN IMMEDIATE")?;
        // Asked again: from here nobody else writes.
        let from = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
        if from == VERSION {
            return Ok(None);
        }
        let (backup, head) = back_up(path, from, today)?;
        match bring(&conn, from, path) {
            Ok(()) => Ok(Some(Self { conn, done: Migrated { from, to: VERSION, backup, head } })),
            Err(error) => {
                Ledger::discard(&backup);
                Err(error)
            }
        }
    }

    /// Keeps the new ledger, and the old one beside it.
    ///
    /// # Errors
    /// A full disk. The backup is removed then, and the file is as it was.
    pub fn commit(self) -> Result<Migrated> {
        let kept = self.conn.execute_batch("COMMIT");
        if kept.is_err() {
            Ledger::discard(&self.done.backup);
        }
        kept?;
        Ok(self.done)
    }
}

/// Copies a ledger to a new file beside it, named after its format and the day.
fn back_up(path: &Path, format: i64, today: Day) -> Result<(PathBuf, Head)> {
    let mut ledger = Ledger::open_to_copy(path)?;
    let view = ledger.read()?;
    let mut number = 1;
    loop {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".v{format}-{today}"));
        if number > 1 {
            name.push(format!("-{number}")); // An earlier attempt was cut short.
        }
        name.push(".backup");
        let backup = PathBuf::from(name);
        match view.copy_to(&backup) {
            Err(StoreError::AlreadyThere(_)) => number += 1,
            copied => {
                let head = copied?;
                guard_alike(path, &backup)?;
                return Ok((backup, head));
            }
        }
    }
}

/// Lets nobody read the copy who may not read the ledger.
fn guard_alike(path: &Path, backup: &Path) -> Result<()> {
    let guarded =
        std::fs::metadata(path).and_then(|file| std::fs::set_permissions(backup, file.permissions()));
    guarded.map_err(|e| {
        Ledger::discard(backup);
        StoreError::Io(format!("{}: {e}", backup.display()))
    })
}

/// Brings the ledger to this format and proves it.
fn bring(conn: &Connection, from: i64, path: &Path) -> Result<()> {
    let not = |why| StoreError::NotMigrated { path: path.to_owned(), why };
    let steps = usize::try_from(from - 1).ok().and_then(|first| STEPS.get(first..)).unwrap_or_default();
    remake(conn, SCHEMA, steps).map_err(|error| match error {
        StoreError::Refused(why) => not(why),
        other => other,
    })?;
    conn.pragma_update(None, "user_version", VERSION)?;
    let found = Look { conn }.check(CHECKS)?;
    match found.as_slice() {
        [] => Ok(()),
        [only] => Err(not(format!("{}: {}", only.check, only.text))),
        [first, rest @ ..] => Err(not(format!("{}: {} (and {} more)", first.check, first.text, rest.len()))),
    }
}

/// A table, index, view or trigger, as the file's schema has it.
#[derive(Debug, PartialEq, Eq)]
struct Object {
    kind: String,
    name: String,
    table: String,
    sql: String,
}

impl Object {
    fn is(&self, kind: &str) -> bool {
        self.kind == kind
    }
}

/// Everything in a schema, in the order it was made, but for what SQLite makes by itself.
fn objects(conn: &Connection) -> Result<Vec<Object>> {
    let mut statement = conn.prepare(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema
          WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite#_%' ESCAPE '#' ORDER BY rowid",
    )?;
    let object = |row: &rusqlite::Row<'_>| {
        Ok(Object { kind: row.get(0)?, name: row.get(1)?, table: row.get(2)?, sql: row.get(3)? })
    };
    let found = statement.query_map([], object)?.collect::<Result<_, _>>()?;
    Ok(found)
}

/// Makes the file's schema this one, and keeps its rows.
fn remake(conn: &Connection, schema: &str, steps: &[&[&str]]) -> Result<()> {
    let fresh = Connection::open_in_memory()?;
    fresh.execute_batch(schema)?;
    let (wanted, found) = (objects(&fresh)?, objects(conn)?);
    let stays = |object: &Object| wanted.contains(object);
    let changes = |name: &str| found.iter().any(|t| t.is("table") && t.name == name && !stays(t));
    let known = |name: &str| wanted.iter().any(|t| t.is("table") && t.name == name);

    let run = |sql: String| conn.execute_batch(&sql);
    for gone in found.iter().filter(|o| o.is("trigger") || o.is("view")) {
        run(format!("DROP {} {}", gone.kind, quoted(&gone.name)))?;
    }
    for index in found.iter().filter(|o| o.is("index") && (!stays(o) || changes(&o.table))) {
        run(format!("DROP INDEX {}", quoted(&index.name)))?;
    }
    let old: Vec<&str> =
        found.iter().map(|t| t.name.as_str()).filter(|name| known(name) && changes(name)).collect();
    for name in &old {
        run(format!("ALTER TABLE {} RENAME TO {}", quoted(name), aside(name)))?;
    }
    let kept = objects(conn)?;
    for table in wanted.iter().filter(|o| o.is("table") && !kept.contains(o)) {
        conn.execute_batch(&table.sql)?;
    }
    for name in &old {
        copy(conn, name)?;
    }
    for step in steps.iter().copied().flatten() {
        conn.execute_batch(step)?;
    }
    for name in &old {
        run(format!("DROP TABLE {}", aside(name)))?;
    }
    for object in wanted.iter().filter(|o| !o.is("table") && !kept.contains(o)) {
        conn.execute_batch(&object.sql)?;
    }
    Ok(())
}

/// Copies the rows of a table that was set aside, by the columns both have.
fn copy(conn: &Connection, name: &str) -> Result<()> {
    let mut statement = conn.prepare(
        "SELECT n.name FROM pragma_table_info(?1) n JOIN pragma_table_info('old_' || ?1) o USING (name) ORDER BY n.cid",
    )?;
    let columns: Vec<String> = statement.query_map([name], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let columns: Vec<String> = columns.iter().map(|column| quoted(column)).collect();
    let columns = columns.join(", ");
    let (new, old) = (quoted(name), aside(name));
    conn.execute_batch(&format!("INSERT INTO {new} ({columns}) SELECT {columns} FROM {old}"))?;
    Ok(())
}

/// What a table that changes is called while its rows are copied.
fn aside(name: &str) -> String {
    quoted(&format!("old_{name}"))
}

/// A name as SQL writes it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;

    /// Every format but the newest has its list of steps, however short.
    #[test]
    fn each_format_leads_to_the_next() {
        assert_eq!(i64::try_from(STEPS.len()).unwrap(), VERSION - 1);
    }

    /// Three formats of another file, so that nothing here depends on what a ledger looks like.
    #[test]
    fn rows_go_from_any_format_to_the_newest() {
        const FIRST: &str = "CREATE TABLE kept (id INTEGER PRIMARY KEY, word TEXT UNIQUE) STRICT;
            CREATE TABLE pet (id INTEGER PRIMARY KEY, kept INTEGER REFERENCES kept (id), cat TEXT) STRICT;
            CREATE INDEX pet_by_cat ON pet (cat);
            CREATE VIEW pets AS SELECT cat FROM pet;
            CREATE TRIGGER pet_stays BEFORE DELETE ON pet BEGIN SELECT RAISE(ABORT, 'no'); END";
        const THIRD: &str = "CREATE TABLE kept (id INTEGER PRIMARY KEY, word TEXT UNIQUE) STRICT;
            CREATE TABLE pet (id INTEGER PRIMARY KEY, kept INTEGER REFERENCES kept (id), name TEXT,
                legs INTEGER NOT NULL DEFAULT 4) STRICT;
            CREATE TABLE fresh (id INTEGER) STRICT;
            CREATE INDEX pet_by_name ON pet (name);
            CREATE VIEW pets AS SELECT name FROM pet;
            CREATE TRIGGER pet_stays BEFORE UPDATE ON pet BEGIN SELECT RAISE(ABORT, 'no'); END";
        const RENAMED: &[&str] = &["UPDATE pet SET name = (SELECT cat FROM old_pet o WHERE o.id = pet.id)"];
        let conn = Connection::open_in_memory().unwrap();
        conn.pragma_update(None, "foreign_keys", false).unwrap();
        conn.pragma_update(None, "legacy_alter_table", true).unwrap();
        conn.execute_batch(FIRST).unwrap();
        conn.execute_batch("INSERT INTO kept VALUES (7, 'w'); INSERT INTO pet VALUES (3, 7, 'Tom')").unwrap();

        remake(&conn, THIRD, &[&[], RENAMED]).unwrap();

        let pet = conn.query_row("SELECT id, kept, name, legs FROM pet", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        });
        assert_eq!(pet.unwrap(), (3, 7, "Tom".to_owned(), 4));
        let fresh = Connection::open_in_memory().unwrap();
        fresh.execute_batch(THIRD).unwrap();
        let sorted = |conn: &Connection| {
            let mut all: Vec<String> =
                objects(conn).unwrap().iter().map(|object| format!("{object:?}")).collect();
            all.sort();
            all
        };
        assert_eq!(sorted(&conn), sorted(&fresh));
    }
}
