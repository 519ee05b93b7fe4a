//! What each event says it recorded, against the rows.
//!
//! Both ways: no row without its record in the text of its event, and no record whose row is gone.

use std::borrow::Cow;
use std::collections::HashMap;

use rusqlite::{Connection, Row, Statement};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::findings::Findings;
use crate::Result;
use crate::seal::{self, CLOSING, PayloadHead, Salt, field_sql};
use crate::value::read;
use domain::row::Table;
use domain::rows::TABLES;

/// Rows that are sealed: what they are in a record, and the table where they are.
struct Sealed {
    row: &'static Table,
    table: &'static str,
    personal: Vec<&'static str>,
    /// The condition under which what event ?2 recorded, ?1, is still there, or was amended later.
    stands: String,
}

impl Sealed {
    fn of(table: &'static Table) -> Self {
        let Table { key, event, .. } = *table;
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
        let stands = format!("{same} t.{event} >= ?2");
        Self { row: table, table: table.name, personal: personal.collect(), stands }
    }
}

/// How a commission stands, open or closed: as the last entry says that closed or re-opened it.
fn closing() -> Sealed {
    let stands = "t.commission_id = ?1 ->> 'commission_id'
         AND (t.closed_by IS ?1 ->> 'closed_by'
              OR EXISTS (SELECT 1 FROM entry e JOIN event v ON v.seq = e.entry_id
                          WHERE e.child_id = t.child_id AND e.commission_id = t.commission_id AND v.seq > ?2
                            AND instr(v.payload, '{\"table\":\"closing\"')))";
    Sealed { row: &CLOSING, table: "commission", personal: Vec::new(), stands: stands.into() }
}

/// How many rows of each event stand in its text; 255 is too many to tell. Events are numbered without a
/// gap in nearly any file; one whose number is beyond how many there are is not counted.
struct Standing(Vec<u8>);

impl Standing {
    fn of(&mut self, event: i64) -> Option<&mut u8> {
        self.0.get_mut(usize::try_from(event).ok()?)
    }
}

pub(super) fn seals(conn: &Connection, findings: &mut Findings) -> Result<()> {
    let sealed: Vec<Sealed> = TABLES.iter().map(|table| Sealed::of(table)).chain([closing()]).collect();
    let events: i64 = conn.query_row("SELECT count(*) FROM event", [], |row| row.get(0))?;
    let mut standing = Standing((0..=events).map(|_| 0).collect());
    for table in &sealed {
        rows(conn, table, &mut standing, findings)?;
    }
    self::events(conn, &sealed, &mut standing, findings)
}

/// Finds rows that the text of their event does not contain, and counts those that it does.
fn rows(conn: &Connection, table: &Sealed, standing: &mut Standing, findings: &mut Findings) -> Result<()> {
    let Sealed { row: Table { columns, event, .. }, table: from, .. } = table;
    let sealed: String = columns.iter().map(|column| format!(", t.{}", column.name)).collect();
    let mut statement = conn.prepare(&format!(
        "SELECT t.{event}, e.payload, e.salt{sealed} FROM {from} t LEFT JOIN event e ON e.seq = t.{event}
          WHERE t.{event} IS NOT NULL"
    ))?;
    let mut transfers = conn.prepare(
        "SELECT debit_account_id, credit_account_id, amount_pence FROM transfer WHERE entry_id = ? ORDER BY line",
    )?;
    let (mut rows, mut record, mut tail) = (statement.query([])?, String::new(), String::new());
    while let Some(row) = rows.next()? {
        let event: i64 = row.get(0)?;
        let payload = row.get_ref(1)?.as_bytes_or_null().unwrap_or_default();
        let payload = payload
            .map(|text| str::from_utf8(text).map_or_else(|_| String::from_utf8_lossy(text), Cow::from));
        let salt = row.get_ref(2)?.as_blob_or_null().unwrap_or_default();
        let values: Result<Vec<_>> = (3..3 + columns.len()).map(|at| Ok(read(row.get_ref(at)?))).collect();
        if *from == "entry" {
            let number = |row: &Row<'_>, at| row.get::<_, Option<i64>>(at).map(Option::unwrap_or_default);
            let moved = transfers
                .query_map([event], |row| Ok([number(row, 0)?, number(row, 1)?, number(row, 2)?]))?;
            tail = seal::transfers(moved.collect::<Result<Vec<_>, _>>()?);
        }
        record.clear();
        seal::record(&mut record, table.row, &values?, salt, &tail);
        match payload {
            None => findings.add(format!(
                "{}: event {event}, which recorded it, is missing",
                describe_record(table, &parse(&record))
            )),
            Some(payload) if is_in(&payload, &record) => {
                standing.of(event).into_iter().for_each(|rows| *rows = rows.saturating_add(1));
            }
            Some(payload) => {
                findings.add(differs(table, event, &parse(&record), &payload, salt.is_none()));
            }
        }
    }
    Ok(())
}

/// Tells whether a record stands in a text. It is looked for where one begins: to look for a long text takes
/// preparing.
fn is_in(payload: &str, record: &str) -> bool {
    payload.match_indices(RECORD).any(|(at, _)| payload[at..].starts_with(record))
}

/// Says what an event recorded instead of the row that is found. Where its salt is gone, nobody can tell any
/// more whether what is personal is what was recorded: it is erased.
fn differs(table: &Sealed, event: i64, found: &Value, payload: &str, unsalted: bool) -> String {
    let row = describe_record(table, found);
    let payload = parse(payload);
    let records = payload["records"].as_array().map(Vec::as_slice).unwrap_or_default();
    let is_erased = |field: &str| unsalted && table.personal.contains(&field);
    let same_row = |record: &&Value| {
        let same = |key: &&str| record[key] == found[key] || is_erased(key);
        record["table"] == table.row.name && table.row.key.iter().all(same)
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
fn describe_record(table: &Sealed, record: &Value) -> String {
    let plain = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let known = table.row.key.iter().filter(|column| !table.personal.contains(column));
    let key: Vec<String> = known.map(|column| plain(&record[column])).collect();
    format!("{} {}", table.row.name, key.join(" "))
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
fn events(
    conn: &Connection,
    sealed: &[Sealed],
    standing: &mut Standing,
    findings: &mut Findings,
) -> Result<()> {
    let mut lookups = lookups(conn, sealed)?;
    let mut statement = conn
        .prepare("SELECT seq, recorded_at, actor_id, kind, request_key, payload, os_user, machine, salt FROM event ORDER BY seq")?;
    // The day of an instant is worked out; many events have the same.
    let mut days = conn.prepare("SELECT ifnull(day, '') FROM event WHERE seq = ?")?;
    let (mut instant, mut day) = (String::new(), String::new());
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        let text = |column| row.get_ref(column).map(|cell| cell.as_str_or_null().ok().flatten());
        let payload = text(5)?.unwrap_or_default();
        let at = text(1)?.unwrap_or_default();
        if at != instant {
            at.clone_into(&mut instant);
            day = days.query_row([seq], |row| row.get(0))?;
        }
        let head = PayloadHead {
            seq,
            at,
            day: &day,
            by: row.get(2)?,
            os_user: text(6)?,
            machine: text(7)?,
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
        // No two rows are told alike: where as many stand in the text as it has records, and nothing else in
        // it looks like one, none is gone.
        let told = payload.matches(RECORD).count();
        if told == records.len()
            && standing.of(seq).is_some_and(|rows| usize::from(*rows) == told && told < 255)
        {
            continue;
        }
        let salt: Option<Salt> = row.get(8)?;
        for record in records {
            let record = record.get();
            let Some((table, lookup)) = table_of(record).and_then(|name| lookups.get_mut(name)) else {
                findings.add(format!("event {seq}: it recorded a row of no known table"));
                continue;
            };
            if !lookup.exists((record, seq, salt))? {
                findings.add(format!(
                    "{}: what event {seq} recorded is gone",
                    describe_record(table, &parse(record))
                ));
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
        lookups.insert(table.row.name, (table, statement));
    }
    Ok(lookups)
}

/// How every record begins; the table follows.
const RECORD: &str = r#"{"table":""#;

/// Reads which table a record is of.
fn table_of(record: &str) -> Option<&str> {
    let (table, _) = record.strip_prefix(RECORD)?.split_once('"')?;
    Some(table)
}
