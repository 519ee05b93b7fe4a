//! Statements as they were taken in, and what was matched with them.

use std::array::from_fn;
use std::collections::BTreeMap;

use rusqlite::{Connection, Row};

use super::findings::Findings;
use crate::Result;
use crate::matching::RunSeal;
use crate::statements::{LINE, LinesSeal};
use crate::value::read;
use domain::row::Value;

pub(super) fn statements(conn: &Connection, findings: &mut Findings) -> Result<()> {
    lines(conn, findings)?;
    runs(conn, findings)?;
    for (rule, told) in RULES {
        let mut statement = conn.prepare(rule)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            findings.add(told(row)?);
        }
    }
    Ok(())
}

/// Makes the hash of each statement's lines again.
fn lines(conn: &Connection, findings: &mut Findings) -> Result<()> {
    let mut statements = conn.prepare("SELECT event, lines, lines_sha256 FROM statement ORDER BY event")?;
    let sql = format!("SELECT {LINE} FROM statement_line WHERE statement = ? ORDER BY line_id");
    let mut of_statement = conn.prepare(&sql)?;
    let mut rows = statements.query([])?;
    while let Some(row) = rows.next()? {
        let (event, told, sealed): (i64, i64, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let (mut count, mut seal) = (0, LinesSeal::default());
        let mut lines = of_statement.query([event])?;
        while let Some(line) = lines.next()? {
            count += 1;
            seal.add(from_fn(|place| line.get_ref(place).map_or(Value::Absent, read)));
        }
        if count != told {
            findings.add(format!("statement {event}: it brought {told} lines, {count} are there"));
        }
        if seal.hash() != sealed {
            findings.add(format!("statement {event}: its lines do not make the hash that was recorded"));
        }
    }
    Ok(())
}

/// Makes the hash of each run's matchings again: what each joins is read in order, and what was taken
/// apart since still counts.
fn runs(conn: &Connection, findings: &mut Findings) -> Result<()> {
    let mut runs: BTreeMap<i64, (i64, RunSeal)> = BTreeMap::new();
    let mut matchings =
        conn.prepare("SELECT matching_id, run, account_id, how, score FROM matching ORDER BY matching_id")?;
    let mut lines =
        conn.prepare("SELECT line_id FROM matching_line WHERE matching_id = ? ORDER BY line_id")?;
    let mut items = conn.prepare(
        "SELECT entry_id, amount_pence FROM matching_item WHERE matching_id = ? ORDER BY entry_id",
    )?;
    let mut rows = matchings.query([])?;
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        let (count, seal) = runs.entry(row.get(1)?).or_default();
        *count += 1;
        seal.matching(id, row.get(2)?, row.get_ref(3)?.as_str().unwrap_or_default(), row.get(4)?);
        let mut parts = lines.query([id])?;
        while let Some(part) = parts.next()? {
            seal.line(part.get(0)?);
        }
        let mut parts = items.query([id])?;
        while let Some(part) = parts.next()? {
            seal.item(part.get(0)?, part.get(1)?);
        }
    }
    let mut sealed = conn.prepare("SELECT event, matchings, sha256 FROM matching_run ORDER BY event")?;
    let mut rows = sealed.query([])?;
    while let Some(row) = rows.next()? {
        let (event, told): (i64, i64) = (row.get(0)?, row.get(1)?);
        let (count, seal) = runs.remove(&event).unwrap_or_default();
        if count != told {
            findings.add(format!("matchings of event {event}: {told} were decided, {count} are there"));
        }
        if seal.hash() != row.get::<_, String>(2)? {
            findings.add(format!("matchings of event {event}: they do not make the hash that was recorded"));
        }
    }
    for event in runs.into_keys() {
        findings.add(format!("matchings of event {event}: no run decided them"));
    }
    Ok(())
}

/// How a row that breaks a rule is told.
type Told = fn(&Row<'_>) -> Result<String>;

/// Rules of matchings: rows that break them, and how they are told.
const RULES: [(&str, Told); 3] = [
    (
        "SELECT 'line ' || line_id, count(*) FROM matching_line WHERE undone_by IS NULL
          GROUP BY line_id HAVING count(*) > 1
          UNION ALL
         SELECT 'entry ' || entry_id, count(*) FROM matching_item WHERE undone_by IS NULL
          GROUP BY entry_id, account_id HAVING count(*) > 1",
        |row| {
            let (part, count): (String, i64) = (row.get(0)?, row.get(1)?);
            Ok(format!("{part} is in {count} matchings at a time"))
        },
    ),
    (
        "SELECT m.matching_id, coalesce('event ' || m.undone_by, 'nothing'), coalesce('event ' || u.event, 'nothing')
           FROM matching m LEFT JOIN matching_undone u USING (matching_id)
          WHERE m.undone_by IS NOT u.event",
        |row| {
            let (matching, kept): (i64, String) = (row.get(0)?, row.get(1)?);
            let told: String = row.get(2)?;
            Ok(format!("matching {matching}: {kept} is kept as what took it apart; {told} did"))
        },
    ),
    (
        "SELECT m.matching_id, 'line ' || p.line_id FROM matching_line p JOIN matching m USING (matching_id)
          WHERE p.undone_by IS NOT m.undone_by
          UNION ALL
         SELECT m.matching_id, 'entry ' || i.entry_id FROM matching_item i JOIN matching m USING (matching_id)
          WHERE i.undone_by IS NOT m.undone_by",
        |row| {
            let (matching, part): (i64, String) = (row.get(0)?, row.get(1)?);
            Ok(format!("matching {matching}: {part} was not taken apart with it, or alone"))
        },
    ),
];
