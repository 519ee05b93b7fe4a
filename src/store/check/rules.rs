//! The rules of the schema, judged again: see `rules.sql`, and `policy.sql` for those that are data.

use rusqlite::fallible_iterator::FallibleIterator;
use rusqlite::{Batch, Connection};

use super::{Findings, Result, StoreError};

const RULES: &str = include_str!("rules.sql");
const POLICY: &str = include_str!("policy.sql");

pub(super) fn rules(conn: &Connection, findings: &mut Findings) -> Result<()> {
    judge(conn, RULES, None, |found| findings.add(found))?;
    judge(conn, POLICY, Some(0), |found| findings.add(found))
}

/// Judges the rules that are a pilot's own data over what was recorded after an event, where it has any.
pub(in crate::store) fn policy(conn: &Connection, since: i64) -> Result<()> {
    let any = "SELECT EXISTS (SELECT 1 FROM policy) OR EXISTS (SELECT 1 FROM conflict)
                   OR EXISTS (SELECT 1 FROM provider_step)";
    if !conn.query_row(any, [], |row| row.get(0))? {
        return Ok(());
    }
    let mut first = None;
    judge(conn, POLICY, Some(since), |found| first = first.take().or(Some(found)))?;
    first.map_or(Ok(()), |found| Err(StoreError::Refused(found)))
}

fn judge(conn: &Connection, rules: &str, since: Option<i64>, mut found: impl FnMut(String)) -> Result<()> {
    let mut rules = Batch::new(conn, rules);
    while let Some(mut rule) = rules.next()? {
        if let Some(since) = since {
            rule.raw_bind_parameter(":since", since)?;
        }
        let mut rows = rule.raw_query();
        while let Some(row) = rows.next()? {
            found(row.get(0)?);
        }
    }
    Ok(())
}
