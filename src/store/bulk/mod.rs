//! Loading many rows at once: what is done row by row elsewhere is done once, at the end.
//!
//! In the one transaction of the load, triggers and foreign keys stand aside on this connection
//! ([`Aside`]), and indexes that entries would fill in no order are built anew. Before COMMIT the running
//! figures are added up from the rows as they were written ([`Figures`]), and everything new is asked what
//! the triggers would have asked it: the same views, its keys, its place in the chain. What they would
//! refuse is refused, and nothing is kept.

mod aside;
mod figures;
mod keys;

use rusqlite::{Connection, OptionalExtension};

use super::rules::{Fault, Judge};
use super::{Result, StoreError, check};

pub(super) use aside::Aside;
use figures::Figures;

/// Indexes that a purchase's rows reach in no order: cheaper to build once than to fill.
const REBUILT: [&str; 3] = ["entry_by_child", "entry_by_day", "commission_by_child"];

/// What a load remembers until its end.
#[derive(Debug)]
pub struct Bulk {
    /// The last event before the load.
    since: i64,
    /// The statements that make the indexes again, once they are set aside.
    indexes: Option<Vec<String>>,
}

impl Bulk {
    pub(super) fn begin(since: i64) -> Self {
        Self { since, indexes: None }
    }

    /// Takes note that something bought is being written: many will follow.
    pub(super) fn place(&mut self, conn: &Connection) -> Result<()> {
        if self.indexes.is_none() {
            self.indexes = Some(set_indexes_aside(conn)?);
        }
        Ok(())
    }

    /// Writes the figures, makes the indexes again, and judges every new row.
    pub(super) fn finish(self, conn: &Connection) -> Result<()> {
        // What another hand left unjudged is not covered up by what comes after it.
        if conn.query_row("SELECT entry IS NOT judged FROM unsealed", [], |row| row.get(0))? {
            return Err(StoreError::Refused("ENTRY_UNJUDGED: the entry before the load".into()));
        }
        let opened = "SELECT EXISTS (SELECT 1 FROM account WHERE event > ?1 AND (balance_pence, moved_entry) <> (0, 0))";
        if conn.query_row(opened, [self.since], |row| row.get(0))? {
            return Err(StoreError::Refused("ACCOUNT_NOT_EMPTY: an account opened by the load".into()));
        }
        let mut broken = None;
        let judge = Judge::begin(conn, self.since)?;
        judge.transfers(|fault| broken = broken.take().or(Some(told(&fault))))?;
        refuse(broken.take())?;
        let figures = Figures::follow(conn, &judge, self.since)?;
        for sql in self.indexes.iter().flatten() {
            conn.execute_batch(sql)?;
        }
        figures.write_budgets(conn)?;
        keys::judge(conn, self.since)?;
        judge.all_else(|fault| broken = broken.take().or(Some(told(&fault))))?;
        check::chain(conn, self.since, |found| broken = broken.take().or(Some(found)))?;
        refuse(broken)?;
        // All of it is sealed and judged.
        conn.execute_batch(
            "UPDATE unsealed
                SET event = (SELECT max(seq) FROM event), entry = (SELECT max(entry_id) FROM entry),
                    purchase = (SELECT max(commission_id) FROM commission),
                    other = (SELECT entry_id FROM entry WHERE commission_id IS NOT entry_id ORDER BY entry_id DESC LIMIT 1)
              WHERE one = 1;
             UPDATE unsealed SET judged = entry WHERE one = 1",
        )?;
        Ok(())
    }
}

fn told(fault: &Fault) -> String {
    let Fault { subject, event, token, .. } = fault;
    format!("{token}: {subject} of event {event}")
}

fn refuse(broken: Option<String>) -> Result<()> {
    broken.map_or(Ok(()), |found| Err(StoreError::Refused(found)))
}

fn set_indexes_aside(conn: &Connection) -> Result<Vec<String>> {
    let mut made = Vec::new();
    for index in REBUILT {
        let sql: Option<String> = conn
            .query_row("SELECT sql FROM sqlite_schema WHERE type = 'index' AND name = ?", [index], |row| {
                row.get(0)
            })
            .optional()?;
        if let Some(sql) = sql {
            conn.execute_batch(&format!("DROP INDEX {index}"))?;
            made.push(sql);
        }
    }
    Ok(made)
}
