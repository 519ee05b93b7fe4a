//! What each event says it recorded, against the rows.
//!
//! Both ways: no row without its record in the text of its event, and no record whose row is gone.

use std::collections::HashMap;

use rusqlite::{Connection, Statement};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::findings::Findings;
use crate::Result;
use crate::seal::{CLOSING_RECORD_SQL, PayloadHead, Salt, field_sql, record_sql};
use domain::row::Table;
use domain::rows::TABLES;

/// Rows that are sealed: what they are called in a record and where they are, how one is rendered and
/// by which event, and what tells it apart.
struct Sealed {
    name: &'static str,
    table: &'static str,
    key: &'static [&'static str],
    personal: Vec<&'static str>,
    event: &'static str,
    /// The record as SQL writes it again.
    record: String,
    /// The condition under which what event ?2 recorded, ?1, is still there, or was amended later.
    stands: String,
}

impl Sealed {
    fn of(table: &Table) -> Self {
        let Table { name, key, event, .. } = *table;
        let is_personal =
            |name: &str| table.columns.iter().any(|column| column.personal && column.name == name);
        // Without its salt nobody can tell what a personal part of the key was: the event's own row may be
        // it, another's may not.
        let same = |column: &&str| match (is_personal(column), field_sql(table, column)) {
            (true, field) => {
                format!("(e.salt IS NULL AND t.{event} = ?2 OR {field} = ?1 ->> '{column}') AND ")
            }
            (false, field) => format!("{field} = ?1 ->> '{column}' AND "),
        };
        let same: String = key.iter().map(same).collect();
        let personal = table.columns.iter().filter(|column| column.personal).map(|column| column.name);
        Self {
            name,
            table: name,
            key,
            personal: personal.collect(),
            event,
            record: record_sql(table),
            stands: format!("{same} t.{event} >= ?2"),
        }
    }
}

/// How a commission stands, open or closed: as the last entry says that closed or re-opened it.
fn closing() -> Sealed {
    let stands = "t.commission_id = ?1 ->> 'commission_id'
         AND (t.closed_by IS ?1 ->> 'closed_by'
              OR EXISTS (SELECT 1 FROM entry e JOIN event v ON v.seq = e.entry_id
                          WHERE e.child_id = t.child_id AND e.commission_id = t.commission_id AND v.seq > ?2
                            AND instr(v.payload, '{\"table\":\"closing\"')))";
    Sealed {
        name: "closing",
        table: "commission",
        key: &["commission_id"],
        personal: Vec::new(),
        event: "closed_by",
        record: CLOSING_RECORD_SQL.into(),
        stands: stands.into(),
    }
}

pub(super) fn seals(conn: &Connection, findings: &mut Findings) -> Result<()> {
    let sealed: Vec<Sealed> = TABLES.iter().map(|table| Sealed::of(table)).chain([closing()]).collect();
    for table in &sealed {
        rows(conn, table, findings)?;
    }
    events(conn, &sealed, findings)
}

/// Finds rows that the text of their event does not contain.
fn rows(conn: &Connection, table: &Sealed, findings: &mut Findings) -> Result<()> {
    let Sealed { table: from, event, record, .. } = table;
    let mut statement = conn.prepare(&format!(
        "SELECT t.{event}, {record}, e.payload, e.salt IS NULL FROM {from} t LEFT JOIN event e ON e.seq = t.{event}
          WHERE t.{event} IS NOT NULL AND (e.seq IS NULL OR instr(e.payload, {record}) = 0)"
    ))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let event: i64 = row.get(0)?;
        let found: Value = parse(row.get_ref(1)?.as_str().unwrap_or_default());
        let payload = row.get_ref(2)?.as_str_or_null().unwrap_or_default();
        findings.add(match payload {
            None => format!("{}: event {event}, which recorded it, is missing", named(table, &found)),
            Some(payload) => differs(table, event, &found, payload, row.get(3)?),
        });
    }
    Ok(())
}

/// Says what an event recorded instead of the row that is found. Where its salt is gone, nobody can tell any
/// more whether what is personal is what was recorded: it is erased.
fn differs(table: &Sealed, event: i64, found: &Value, payload: &str, unsalted: bool) -> String {
    let row = named(table, found);
    let payload = parse(payload);
    let records = payload["records"].as_array().map(Vec::as_slice).unwrap_or_default();
    let is_erased = |field: &str| unsalted && table.personal.contains(&field);
    let same_row = |record: &&Value| {
        let same = |key: &&str| record[key] == found[key] || is_erased(key);
        record["table"] == table.name && table.key.iter().all(same)
    };
    // An event that changes a row twice keeps both; the row is as the last one says.
    let Some(recorded) = records.iter().rfind(same_row) else {
        return format!("{row}: event {event} did not record it");
    };
    let of = |record| Value::as_object(record).into_iter().flatten();
    let only_recorded = of(recorded).filter(|(field, _)| found.get(field).is_none());
    let (erased, changed): (Vec<&str>, Vec<&str>) = of(found)
        .chain(only_recorded)
        .map(|(field, _)| field.as_str())
        .filter(|field| recorded[*field] != found[*field])
        .partition(|field| is_erased(field));
    let changed = changed.into_iter().map(|field| match table.personal.contains(&field) {
        true => format!("{field} is not what was recorded"),
        false => format!("{field} is {}, recorded as {}", found[field], recorded[field]),
    });
    let changed: Vec<String> = changed.collect();
    let changed = (!changed.is_empty()).then(|| format!("{} by event {event}", changed.join("; ")));
    let erased = (!erased.is_empty())
        .then(|| format!("erased, with what proved it in event {event}: {}", erased.join(", ")));
    format!("{row}: {}", changed.into_iter().chain(erased).collect::<Vec<_>>().join("; "))
}

/// Names a row by its key.
fn named(table: &Sealed, record: &Value) -> String {
    let plain = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let known = table.key.iter().filter(|column| !table.personal.contains(column));
    let key: Vec<String> = known.map(|column| plain(&record[column])).collect();
    format!("{} {}", table.name, key.join(" "))
}

/// Reads JSON; text that is none reads as nothing, and then nothing in it is found.
fn parse(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or(Value::Null)
}

/// The part of an event's text that lists what it recorded.
#[derive(Deserialize)]
struct Payload<'a> {
    #[serde(borrow)]
    records: Vec<&'a RawValue>,
}

/// Finds events whose text differs from their own columns, or tells of rows that are gone.
fn events(conn: &Connection, sealed: &[Sealed], findings: &mut Findings) -> Result<()> {
    let mut lookups = lookups(conn, sealed)?;
    let mut statement = conn
        .prepare("SELECT seq, recorded_at, actor_id, kind, request_key, payload, day, os_user, machine, salt FROM event ORDER BY seq")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        let text = |column| row.get_ref(column).map(|cell| cell.as_str_or_null().ok().flatten());
        let payload = text(5)?.unwrap_or_default();
        let head = PayloadHead {
            seq,
            at: text(1)?.unwrap_or_default(),
            day: text(6)?.unwrap_or_default(),
            by: row.get(2)?,
            os_user: text(7)?,
            machine: text(8)?,
            kind: text(3)?.unwrap_or_default(),
            key: text(4)?,
        };
        if !payload.starts_with(&head.text()) {
            findings.add(head_differs(&head, payload));
        }
        let Ok(Payload { records }) = serde_json::from_str(payload) else {
            findings.add(format!("event {seq}: its text cannot be read"));
            continue;
        };
        let salt: Option<Salt> = row.get(9)?;
        for record in records {
            let record = record.get();
            let Some((table, lookup)) = table_of(record).and_then(|name| lookups.get_mut(name)) else {
                findings.add(format!("event {seq}: it recorded a row of no known table"));
                continue;
            };
            if !lookup.exists((record, seq, salt))? {
                findings.add(format!("{}: what event {seq} recorded is gone", named(table, &parse(record))));
            }
        }
    }
    Ok(())
}

/// Says which of an event's columns its text tells otherwise.
fn head_differs(head: &PayloadHead<'_>, payload: &str) -> String {
    let PayloadHead { seq, at, day, by, os_user, machine, kind, key } = *head;
    let said = parse(payload);
    let columns = [
        ("seq", seq.into()),
        ("at", at.into()),
        ("day", day.into()),
        ("by", by.into()),
        ("os_user", os_user.into()),
        ("machine", machine.into()),
        ("kind", kind.into()),
        ("key", key.into()),
    ];
    let changed: Vec<String> = columns
        .into_iter()
        .filter(|(field, value): &(&str, Value)| said[*field] != *value)
        .map(|(field, value)| format!("{field} is {value}, {} in its text", said[field]))
        .collect();
    match changed.as_slice() {
        [] => format!("event {seq}: its text does not begin as an event's does"),
        _ => format!("event {seq}: {}", changed.join("; ")),
    }
}

/// Prepares, for each table, the question whether a record's row is there.
fn lookups<'a>(
    conn: &'a Connection,
    sealed: &'a [Sealed],
) -> Result<HashMap<&'a str, (&'a Sealed, Statement<'a>)>> {
    let mut lookups = HashMap::new();
    for table in sealed {
        let Sealed { table: from, stands, .. } = table;
        let statement =
            conn.prepare(&format!("SELECT 1 FROM {from} t, (SELECT ?3 AS salt) e WHERE {stands}"))?;
        lookups.insert(table.name, (table, statement));
    }
    Ok(lookups)
}

/// Reads which table a record is of: every record begins with it.
fn table_of(record: &str) -> Option<&str> {
    let (table, _) = record.strip_prefix(r#"{"table":""#)?.split_once('"')?;
    Some(table)
}
