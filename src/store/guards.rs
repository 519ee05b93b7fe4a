//! The guards of the tables: the triggers that say what a table refuses, made from the one line that
//! declares it in `schema.sql`.
//!
//! A guard is never written by hand, so no table can have three of four. [`schema`] is the file's whole
//! schema, guards and all: what a new ledger is made with, and what `check` compares a file with.

use std::fmt::Write as _;
use std::sync::LazyLock;

use rusqlite::Connection;

use super::Result;

/// The tables, the rules and the views, with a line for the guards of each table.
pub(super) const STATED: &str = include_str!("../../schema.sql");

/// How a guard is declared.
const DECLARED: &str = "-- guard: ";

/// The whole schema, as SQL that makes an empty ledger.
///
/// # Panics
/// Where `schema.sql` is no SQL, or declares a guard that nobody knows: it is part of the program.
pub fn schema() -> &'static str {
    static SCHEMA: LazyLock<String> = LazyLock::new(|| {
        let guards = guards().expect("schema.sql is SQL");
        format!("{STATED}\n{guards}")
    });
    &SCHEMA
}

/// Makes the guards of every table. The tables are made in memory, so that SQLite tells their keys.
fn guards() -> Result<String> {
    let conn = Connection::open_in_memory()?;
    conn.execute_batch(STATED)?;
    let (mut made, mut table) = (String::new(), "");
    for line in STATED.lines() {
        if let Some(rest) = line.strip_prefix("CREATE TABLE ") {
            table = rest.split(' ').next().unwrap_or_default();
        } else if let Some(declared) = line.strip_prefix(DECLARED) {
            made.push_str(&Guard::declared(&conn, table, declared)?.sql());
        }
    }
    Ok(made)
}

/// When a row may come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Comes<'a> {
    /// With the next event; in the place of no other row.
    Fact,
    /// The same, for a key that begins with the event.
    OfItsEvent,
    /// With the row of another table that it is a part of, before that is sealed.
    Part { of: &'a str, by: &'a str, new: bool },
    /// As the triggers beside the table say.
    ByItsOwnRules,
}

/// What is declared of a table, and its keys.
struct Guard<'a> {
    table: &'a str,
    comes: Comes<'a>,
    /// What a row in the place of another is refused with.
    replaced: &'a str,
    /// What a change is refused with.
    immutable: &'a str,
    /// Columns that stay where the rest may be amended towards the next event.
    amendable_but_for: Option<&'a str>,
    /// Whether the table's own triggers say what may change.
    amended_by_its_rules: bool,
    /// Columns that move by the table's own rules.
    figures: &'a str,
    judged: bool,
    columns: Vec<String>,
    /// The columns of each key, the primary one first.
    keys: Vec<Vec<String>>,
}

impl<'a> Guard<'a> {
    fn declared(conn: &Connection, table: &'a str, declared: &'a str) -> Result<Self> {
        let (rest, judged) = cut(declared, ", judged");
        let (rest, figures) = split(rest, " with figures ");
        let (rest, immutable) = split(rest, " as ");
        let (rest, replaced) = split(rest, " else ");
        let (rest, amended_by_its_rules) = cut(rest, ", amended by them");
        let (kind, amendable_but_for) = split(rest, " but for ");
        let comes = match kind {
            "fact" | "amendable" => Comes::Fact,
            "fact of its event" => Comes::OfItsEvent,
            "its own rules" => Comes::ByItsOwnRules,
            part => {
                let (part, new) = (part.trim_start_matches("new "), part.starts_with("new "));
                let part = part.strip_prefix("part of ").and_then(|part| part.strip_suffix(')'));
                let (of, by) = part.and_then(|part| part.split_once(" (")).expect("a guard that is known");
                Comes::Part { of, by, new }
            }
        };
        let missing =
            if matches!(comes, Comes::Part { .. }) { "REGISTER_WITHOUT_EVENT" } else { "REGISTER_REPLACED" };
        Ok(Self {
            table,
            comes,
            replaced: replaced.unwrap_or(missing),
            immutable: immutable.unwrap_or("REGISTER_IMMUTABLE"),
            amendable_but_for,
            amended_by_its_rules,
            figures: figures.unwrap_or_default(),
            judged,
            columns: column(conn, &format!("SELECT name FROM pragma_table_info('{table}')"))?,
            keys: keys(conn, table)?,
        })
    }

    /// Writes the triggers.
    fn sql(&self) -> String {
        let mut sql = String::new();
        let table = self.table;
        let comes = self.comes();
        if !comes.is_empty() {
            trigger(&mut sql, &format!("{table}_is_new BEFORE INSERT ON {table}"), &comes);
        }
        if self.judged {
            let row = same(&self.keys[0], "NEW");
            let ask = format!(
                "SELECT RAISE(ABORT, fault) FROM (SELECT fault FROM {table}_fault WHERE {row} LIMIT 1) \
                 WHERE fault IS NOT NULL;"
            );
            trigger(&mut sql, &format!("{table}_is_judged AFTER INSERT ON {table}"), &ask);
        }
        self.changes(&mut sql);
        let never = format!("SELECT RAISE(ABORT, '{}');", self.immutable);
        trigger(&mut sql, &format!("{table}_is_not_deleted BEFORE DELETE ON {table}"), &never);
        sql
    }

    fn comes(&self) -> String {
        let Self { table, replaced, .. } = *self;
        let other: Vec<String> = self.keys.iter().map(|key| same(key, "NEW")).collect();
        let other = format!("SELECT RAISE(ABORT, '{replaced}') FROM {table} WHERE {};", other.join(" OR "));
        // The event that is awaited refuses any but the next.
        let waits = "UPDATE unsealed SET event = NEW.event WHERE one = 1;";
        match self.comes {
            Comes::ByItsOwnRules => String::new(),
            Comes::Fact => format!("{other} {waits}"),
            Comes::OfItsEvent => format!("{waits} {other}"),
            Comes::Part { of, by, new } => {
                let pairs: Vec<(&str, &str)> =
                    by.split(", ").map(|pair| pair.split_once(" = ").unwrap_or((pair, pair))).collect();
                let whole: Vec<String> =
                    pairs.iter().map(|(theirs, ours)| format!("{theirs} IS NEW.{ours}")).collect();
                let sealed_by = pairs
                    .iter()
                    .find(|(theirs, _)| *theirs == "event" || *theirs == "commission_id")
                    .map_or("event", |(_, ours)| ours);
                let part = format!(
                    "SELECT RAISE(ABORT, '{replaced}') WHERE NOT EXISTS (SELECT 1 FROM {of} WHERE {}) \
                     OR EXISTS (SELECT 1 FROM event WHERE seq = NEW.{sealed_by});",
                    whole.join(" AND ")
                );
                let other = other.replace(replaced, if new { "REGISTER_REPLACED" } else { replaced });
                if new { format!("{other} {part}") } else { format!("{part} {other}") }
            }
        }
    }

    fn changes(&self, sql: &mut String) {
        let Self { table, immutable, .. } = *self;
        let never = format!("SELECT RAISE(ABORT, '{immutable}');");
        let figures: Vec<&str> = self.figures.split(", ").collect();
        let moved_apart = !self.figures.is_empty();
        let of = if moved_apart {
            let fixed: Vec<&str> =
                self.columns.iter().map(String::as_str).filter(|column| !figures.contains(column)).collect();
            format!(" OF {}", fixed.join(", "))
        } else {
            String::new()
        };
        if let Some(stays) = self.amendable_but_for {
            let changed: Vec<String> =
                stays.split(", ").map(|column| format!("NEW.{column} <> OLD.{column}")).collect();
            let amended = format!(
                "UPDATE unsealed SET event = NEW.event WHERE one = 1; SELECT RAISE(ABORT, '{immutable}') WHERE {};",
                changed.join(" OR ")
            );
            trigger(sql, &format!("{table}_is_amended BEFORE UPDATE{of} ON {table}"), &amended);
        } else if !self.amended_by_its_rules {
            trigger(sql, &format!("{table}_is_not_changed BEFORE UPDATE{of} ON {table}"), &never);
        }
        // "SET rowid" names no column, so UPDATE OF does not see it.
        if moved_apart && let [number] = self.keys[0].as_slice() {
            let head = format!(
                "{table}_keeps_its_number BEFORE UPDATE ON {table} WHEN NEW.{number} <> OLD.{number}"
            );
            trigger(sql, &head, &never);
        }
    }
}

fn trigger(sql: &mut String, head: &str, body: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(sql, "CREATE TRIGGER {head} BEGIN {body} END;");
}

/// The condition that a row has the key of another.
fn same(key: &[String], other: &str) -> String {
    let equal: Vec<String> = key.iter().map(|column| format!("{column} = {other}.{column}")).collect();
    equal.join(" AND ")
}

/// Cuts words off the end, and tells whether they were there.
fn cut<'a>(text: &'a str, words: &str) -> (&'a str, bool) {
    text.strip_suffix(words).map_or((text, false), |rest| (rest, true))
}

/// Splits what follows some words from what comes before.
fn split<'a>(text: &'a str, words: &str) -> (&'a str, Option<&'a str>) {
    text.split_once(words).map_or((text, None), |(before, after)| (before, Some(after)))
}

fn column(conn: &Connection, sql: &str) -> Result<Vec<String>> {
    let mut statement = conn.prepare(sql)?;
    let names = statement.query_map([], |row| row.get(0))?;
    Ok(names.collect::<rusqlite::Result<_>>()?)
}

/// The columns of a table's primary key, and of each key that is declared unique.
fn keys(conn: &Connection, table: &str) -> Result<Vec<Vec<String>>> {
    let primary = format!("SELECT name FROM pragma_table_info('{table}') WHERE pk > 0 ORDER BY pk");
    let mut keys = vec![column(conn, &primary)?];
    let unique =
        format!("SELECT name FROM pragma_index_list('{table}') WHERE origin = 'u' ORDER BY seq DESC");
    for index in column(conn, &unique)? {
        keys.push(column(conn, &format!("SELECT name FROM pragma_index_info('{index}') ORDER BY seqno"))?);
    }
    Ok(keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_declares_what_it_refuses() {
        let tables = STATED.lines().filter(|line| line.starts_with("CREATE TABLE ")).count();
        let guards = STATED.lines().filter(|line| line.starts_with(DECLARED)).count();
        assert!(tables > 50 && tables == guards, "{tables} tables, {guards} guards");
    }
}
