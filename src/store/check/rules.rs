//! The rules of the schema, judged again: see `rules.sql`.

use rusqlite::fallible_iterator::FallibleIterator;
use rusqlite::{Batch, Connection};

use super::{Findings, Result};

const RULES: &str = include_str!("rules.sql");

pub(super) fn rules(conn: &Connection, findings: &mut Findings) -> Result<()> {
    let mut rules = Batch::new(conn, RULES);
    while let Some(mut rule) = rules.next()? {
        let mut rows = rule.query([])?;
        while let Some(row) = rows.next()? {
            findings.add(row.get(0)?);
        }
    }
    Ok(())
}
