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
        let mut schema = format!("{STATED}\n{guards}");
        // What is asked in one place stands there; the last first, for a view may ask those before it.
        let views: Vec<_> = views().collect();
        for (name, view, question) in views.into_iter().rev() {
            let asked = format!("FROM {name} ");
            if schema.matches(&format!(" {name} ")).count() == 2 && schema.contains(&asked) {
                schema = schema.replace(&asked, &format!("FROM ({}) AS {name} ", bare(question)));
                schema = schema.replace(&format!("{view};\n"), "");
            }
        }
        schema
    });
    &SCHEMA
}

/// A question without its reasons and its indents, which cost every process that reads them.
fn bare(question: &str) -> String {
    let lines = question.lines().map(|line| line.split("--").next().unwrap_or_default().trim());
    lines.collect::<Vec<_>>().join(" ")
}

/// The views: the name of each, the statement that makes it, and what it asks.
pub(super) fn views() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    STATED.match_indices("CREATE VIEW ").filter_map(|(at, head)| {
        let (view, _) = STATED[at..].split_once(";\n")?;
        let (name, question) = view[head.len()..].split_once(" AS\n")?;
        Some((name, view, question))
    })
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
            for (name, when, body) in guards_of(&conn, table, declared)? {
                // Writing to a String cannot fail.
                let _ = writeln!(made, "CREATE TRIGGER {table}_{name} {when} BEGIN {body} END;");
            }
        }
    }
    Ok(made)
}

/// What is done where a row is written or amended: the event that is awaited refuses any but the next.
const WAITS: &str = "UPDATE unsealed SET event = NEW.event WHERE one = 1;";

/// The guards of one table, as it declares them: the name of each, when it is asked, and what it says.
fn guards_of(conn: &Connection, table: &str, declared: &str) -> Result<Vec<(&'static str, String, String)>> {
    let (rest, judged) = cut(declared, ", judged");
    let (rest, figures) = split(rest, " with figures ");
    let (rest, immutable) = split(rest, " as ");
    let (rest, replaced) = split(rest, " else ");
    let (rest, amended_by_its_rules) = cut(rest, ", amended by them");
    let (comes, amendable_but_for) = split(rest, " but for ");
    let immutable = immutable.unwrap_or("REGISTER_IMMUTABLE");
    let (keys, mut guards) = (keys(conn, table)?, Vec::new());

    let other = |token| {
        let same: Vec<String> = keys.iter().map(|key| same(key)).collect();
        format!("SELECT RAISE(ABORT, '{token}') FROM {table} WHERE {};", same.join(" OR "))
    };
    let new = match comes {
        "its own rules" => None,
        "fact" | "amendable" => Some(format!("{} {WAITS}", other(replaced.unwrap_or("REGISTER_REPLACED")))),
        "fact of its event" => Some(format!("{WAITS} {}", other(replaced.unwrap_or("REGISTER_REPLACED")))),
        _ => {
            let (new, part) = comes.split_once("part of ").expect("a guard that is known");
            let token = replaced.unwrap_or("REGISTER_WITHOUT_EVENT");
            let whole = refuse_unless_open(part, token);
            let is_new = !new.is_empty();
            Some(if is_new {
                format!("{} {whole}", other("REGISTER_REPLACED"))
            } else {
                format!("{whole} {}", other(token))
            })
        }
    };
    if let Some(new) = new {
        guards.push(("is_new", format!("BEFORE INSERT ON {table}"), new));
    }
    if judged {
        let row = same(&keys[0]);
        let ask = format!(
            "SELECT RAISE(ABORT, fault) FROM (SELECT fault FROM {table}_fault WHERE {row} LIMIT 1) \
             WHERE fault IS NOT NULL;"
        );
        guards.push(("is_judged", format!("AFTER INSERT ON {table}"), ask));
    }

    let never = format!("SELECT RAISE(ABORT, '{immutable}');");
    let mut of = String::new();
    if let Some(figures) = figures {
        let moved: Vec<&str> = figures.split(", ").collect();
        let mut stay = column(conn, &format!("SELECT name FROM pragma_table_info('{table}')"))?;
        stay.retain(|column| !moved.contains(&column.as_str()));
        of = format!(" OF {}", stay.join(", "));
    }
    let update = format!("BEFORE UPDATE{of} ON {table}");
    if let Some(stay) = amendable_but_for {
        let changed: Vec<String> =
            stay.split(", ").map(|column| format!("NEW.{column} <> OLD.{column}")).collect();
        let but = format!("{WAITS} SELECT RAISE(ABORT, '{immutable}') WHERE {};", changed.join(" OR "));
        guards.push(("is_amended", update, but));
    } else if !amended_by_its_rules {
        guards.push(("is_not_changed", update, never.clone()));
    }
    // "SET rowid" names no column, so UPDATE OF does not see it.
    if let (Some(_), [number]) = (figures, keys[0].as_slice()) {
        let when = format!("BEFORE UPDATE ON {table} WHEN NEW.{number} <> OLD.{number}");
        guards.push(("keeps_its_number", when, never.clone()));
    }
    guards.push(("is_not_deleted", format!("BEFORE DELETE ON {table}"), never));
    Ok(guards)
}

/// The condition that what a row is a part of (`receipt (event = receipt)`) is there and not sealed yet.
fn refuse_unless_open(part: &str, token: &str) -> String {
    let (of, by) = part.trim_end_matches(')').split_once(" (").expect("a part is reported by columns");
    let pairs: Vec<(&str, &str)> =
        by.split(", ").map(|pair| pair.split_once(" = ").unwrap_or((pair, pair))).collect();
    let same: Vec<String> = pairs.iter().map(|(theirs, ours)| format!("{theirs} IS NEW.{ours}")).collect();
    let sealed_by = pairs.iter().find(|(theirs, _)| ["event", "commission_id"].contains(theirs));
    format!(
        "SELECT RAISE(ABORT, '{token}') WHERE NOT EXISTS (SELECT 1 FROM {of} WHERE {}) \
         OR EXISTS (SELECT 1 FROM event WHERE seq = NEW.{});",
        same.join(" AND "),
        sealed_by.map_or("event", |(_, ours)| ours)
    )
}

/// The condition that a row has the key of the new one.
fn same(key: &[String]) -> String {
    let equal: Vec<String> = key.iter().map(|column| format!("{column} = NEW.{column}")).collect();
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
