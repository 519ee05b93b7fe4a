//! Loading many rows at once: what is done row by row elsewhere is done once, at the end.
//!
//! In the one transaction of the load, triggers and foreign keys stand aside on this connection
//! ([`RelaxedPragmas`]), and indexes that entries would fill in no order are built anew. Before COMMIT the
//! running figures are added up from the rows as they were written ([`KeptFigures`]), and everything new is
//! asked what the triggers would have asked it: the same views, its keys, its place in the chain. What they
//! would refuse is refused, and nothing is kept.

mod figures;
mod keys;
mod relaxed_pragmas;

use std::cell::RefCell;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use rusqlite::{Connection, OptionalExtension, Statement};

use super::rules::{Fault, Judge};
use super::seal::Hash;
use super::{Result, StoreError};
use domain::EntryId;

use figures::KeptFigures;
pub(super) use relaxed_pragmas::RelaxedPragmas;

/// Indexes that a purchase's rows reach in no order: cheaper to build once than to fill.
const REBUILT: [&str; 3] = ["entry_by_child", "entry_by_day", "commission_by_child"];

/// What a load remembers until its end.
#[derive(Debug)]
pub struct Bulk<'c> {
    conn: &'c Connection,
    /// The last event before the load.
    since: i64,
    /// The statements that make the indexes again, once they are set aside.
    indexes: Option<Vec<String>>,
    /// The entries that closed their commission, or opened it again (false): written with its figures.
    closings: Vec<(i64, bool)>,
    /// The statement that writes a row of each table: looking one up by its text takes as long as running it.
    statements: RefCell<HashMap<&'static str, Statement<'c>>>,
}

impl<'c> Bulk<'c> {
    pub(super) fn begin(conn: &'c Connection, since: i64) -> Self {
        Self { conn, since, indexes: None, closings: Vec::new(), statements: RefCell::default() }
    }

    /// Runs the statement that writes a row of a table, prepared when it is needed first.
    pub(super) fn run<R>(
        &self,
        table: &'static str,
        sql: impl FnOnce() -> String,
        run: impl FnOnce(&mut Statement<'_>) -> rusqlite::Result<R>,
    ) -> Result<R> {
        let mut statements = self.statements.borrow_mut();
        let statement = match statements.entry(table) {
            Entry::Occupied(prepared) => prepared.into_mut(),
            Entry::Vacant(wanted) => wanted.insert(self.conn.prepare(&sql())?),
        };
        Ok(run(statement)?)
    }

    /// Takes note that something bought is being written: many will follow. Where something was bought before
    /// the load, its rows are looked up meanwhile, and the indexes stay.
    pub(super) fn place(&mut self, conn: &Connection) -> Result<()> {
        if self.indexes.is_none() {
            let before = "SELECT EXISTS (SELECT 1 FROM commission WHERE commission_id <= ?)";
            let bought_before: bool = conn.query_row(before, [self.since], |row| row.get(0))?;
            self.indexes = Some(if bought_before { Vec::new() } else { set_indexes_aside(conn)? });
        }
        Ok(())
    }

    /// Takes note that an entry closes its commission, or opens it again.
    pub(super) fn closes(&mut self, entry: EntryId, closed: bool) {
        self.closings.push((entry.get(), closed));
    }

    /// Writes the figures, makes the indexes again, and judges every new row.
    /// Each event went into the chain as it was written, from the hash before it; the last has to be `seq`
    /// with `hash`.
    pub(super) fn finish(self, conn: &Connection, (seq, hash): (i64, Hash)) -> Result<()> {
        // What another hand left unjudged is not covered up by what comes after it.
        if conn.query_row("SELECT entry IS NOT judged FROM unsealed", [], |row| row.get(0))? {
            return Err(StoreError::Refused("ENTRY_UNJUDGED: the entry before the load".into()));
        }
        let opened = "SELECT EXISTS (SELECT 1 FROM account WHERE event > ?1 AND (balance_pence, moved_entry) <> (0, 0))";
        if conn.query_row(opened, [self.since], |row| row.get(0))? {
            return Err(StoreError::Refused("ACCOUNT_NOT_EMPTY: an account opened by the load".into()));
        }
        let mut broken = None;
        let mut judge = Judge::begin(conn, self.since)?;
        judge.transfers(|fault| broken = broken.take().or(Some(describe_fault(&fault))))?;
        refuse(broken.take())?;
        let figures = KeptFigures::follow(conn, &mut judge, self.since, &self.closings)?;
        for sql in self.indexes.iter().flatten() {
            conn.execute_batch(sql)?;
        }
        figures.write_budgets(conn)?;
        figures.write_approved(conn)?;
        let events = "SELECT seq, hash, (SELECT count(*) FROM temp.event_head WHERE seq > ?1) FROM main.event ORDER BY seq DESC LIMIT 1";
        let last: (i64, Hash, i64) =
            conn.query_row(events, [self.since], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        if last != (seq, hash, seq - self.since) {
            return Err(StoreError::Refused("EVENT_OUT_OF_ORDER: of the load".into()));
        }
        keys::judge(conn, self.since, seq)?;
        judge.all_else(|fault| broken = broken.take().or(Some(describe_fault(&fault))))?;
        refuse(broken)?;
        drop(judge);
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

fn describe_fault(fault: &Fault) -> String {
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
