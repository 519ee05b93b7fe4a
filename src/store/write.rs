//! The one transaction of a command: rows in, each sealed by its event, then COMMIT or nothing. Several
//! commands may be the parts of one larger transaction: see [`Group`].

use std::ops::Deref;

use chrono::NaiveDateTime;
use rusqlite::{Connection, Savepoint, Statement, ToSql, Transaction, params, params_from_iter};

use super::bulk::RelaxedPragmas;
use super::seal::{self, GENESIS, Hash, Salt, Salts};
use super::value::{Bound, read};
use super::{Bulk, Reader, Result, StoreError};
use domain::row::{Fields, Row, Table, Value};
use domain::{self, Closing, CommissionTerms, Day, Draft, EntryId, PractitionerId, rows};

/// What an event says about the request it answers.
#[derive(Clone, Copy, Debug)]
pub struct Sealing<'a> {
    /// The kind of event: for an entry, its kind.
    pub kind: &'a str,
    /// The user's request key.
    pub key: Option<&'a str>,
    /// The request as JSON, `null` where rows say it all.
    pub asked: &'a str,
}

/// From where a command came, as far as the operating system says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    pub os_user: Option<String>,
    /// The machine's name.
    pub machine: Option<String>,
}

/// What a command writes in: a transaction of its own, or its part of a larger one.
#[derive(Debug)]
enum Scope<'c> {
    Whole(Transaction<'c>),
    Part(Savepoint<'c>),
}

impl Deref for Scope<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        match self {
            Self::Whole(tx) => tx,
            Self::Part(part) => part,
        }
    }
}

/// Several writes that are kept by one COMMIT; begun by [`Ledger::group`](super::Ledger::group).
///
/// Each part is kept or undone by itself; nothing is safe on the disk before the group is. Where its
/// COMMIT fails, all parts are undone, and can be written again one by one: request keys make that safe.
#[derive(Debug)]
pub struct Group<'c> {
    tx: Transaction<'c>,
}

impl<'c> Group<'c> {
    pub(super) const fn begin(tx: Transaction<'c>) -> Self {
        Self { tx }
    }

    /// Begins the next part, after those before have ended.
    pub fn part(&mut self) -> Result<WriteTx<'_>> {
        WriteTx::begin(Scope::Part(self.tx.savepoint()?), None)
    }

    /// Makes every part that was kept last.
    ///
    /// # Errors
    /// A full disk; nothing is kept then.
    pub fn commit(self) -> Result<()> {
        Ok(self.tx.commit()?)
    }
}

/// How the ledger writes an instant, which is of UTC.
pub(super) const INSTANT: &str = "%Y-%m-%dT%H:%M:%SZ";

/// A transaction that writes.
#[derive(Debug)]
pub struct WriteTx<'c> {
    tx: Scope<'c>,
    // After the transaction: settings can only be put back when it has ended.
    _relaxed: Option<RelaxedPragmas<'c>>,
    bulk: Option<Bulk<'c>>,
    /// The rules by which the entry written last is judged: the column of `unsealed`.
    posted: Option<&'static str>,
    seq: i64,
    hash: Hash,
    recorded_at: String,
    /// The pilot's own day at that instant.
    day: String,
    actor: PractitionerId,
    origin: Origin,
    records: String,
    salts: Salts,
    /// The salt of the event that follows, once something personal is written for it.
    salt: Option<Salt>,
}

impl<'c> WriteTx<'c> {
    pub(super) fn begin_whole(tx: Transaction<'c>, relaxed: Option<RelaxedPragmas<'c>>) -> Result<Self> {
        Self::begin(Scope::Whole(tx), relaxed)
    }

    fn begin(tx: Scope<'c>, relaxed: Option<RelaxedPragmas<'c>>) -> Result<Self> {
        let head = tx
            .prepare_cached("SELECT seq, recorded_at, hash FROM event ORDER BY seq DESC LIMIT 1")?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
        let (seq, recorded_at, hash) = match head {
            Ok(head) => head,
            Err(rusqlite::Error::QueryReturnedNoRows) => (0, String::new(), GENESIS),
            Err(error) => return Err(error.into()),
        };
        let bulk = relaxed.as_ref().map(|relaxed| Bulk::begin(relaxed.conn(), seq));
        Ok(Self {
            tx,
            _relaxed: relaxed,
            bulk,
            seq,
            hash,
            recorded_at,
            day: String::new(),
            actor: PractitionerId::new(0),
            origin: Origin::default(),
            records: String::new(),
            salts: Salts::default(),
            salt: None,
            posted: None,
        })
    }

    /// Returns the reader of this transaction.
    pub fn reader(&self) -> Reader<'_> {
        Reader { conn: &self.tx }
    }

    /// Names who writes, from where, and the instant (UTC, `YYYY-MM-DDTHH:MM:SSZ`) of this command. A clock
    /// that has gone back counts as the time of the last event.
    ///
    /// # Panics
    /// Where that is no instant: the program's own clock tells one.
    pub fn sign(&mut self, actor: PractitionerId, now: &str, origin: &Origin) {
        self.actor = actor;
        origin.clone_into(&mut self.origin);
        if self.recorded_at.as_str() < now {
            now.clone_into(&mut self.recorded_at);
        }
        let instant = NaiveDateTime::parse_from_str(&self.recorded_at, INSTANT);
        self.day = Day::in_london(instant.expect("the clock tells an instant")).to_string();
    }

    /// Returns the number the next event will have.
    pub const fn next(&self) -> i64 {
        self.seq + 1
    }

    /// Tells whether rows are loaded in bulk.
    pub const fn is_bulk(&self) -> bool {
        self.bulk.is_some()
    }

    /// Returns the instant this command records at.
    pub fn recorded_at(&self) -> &str {
        &self.recorded_at
    }

    /// Returns the pilot's own day at that instant.
    ///
    /// # Panics
    /// Before it is signed.
    pub fn recorded_on(&self) -> Day {
        self.day.parse().expect("who writes has signed")
    }

    /// Returns the hash of the last event.
    pub const fn head_hash(&self) -> &Hash {
        &self.hash
    }

    /// Records a row: it is sealed by the event that follows. Returns its number: its own where its table
    /// counts its rows, else the event's.
    pub fn insert<R: Row>(&mut self, row: &R) -> Result<i64> {
        self.insert_with(row, &[])
    }

    /// Records a row that also has columns no seal repeats.
    pub(super) fn insert_with<R: Row>(&mut self, row: &R, extra: &[(&str, &dyn ToSql)]) -> Result<i64> {
        let event = self.next();
        let number = R::TABLE.number.map(|column| self.next_in(R::TABLE.name, column)).transpose()?;
        let mut values: Vec<Value<'_>> = number.map(Value::Number).into_iter().collect();
        values.extend(with_event(row, event));
        self.insert_row(R::TABLE, &values, extra)?;
        self.note(R::TABLE, &values, "");
        Ok(number.unwrap_or(event))
    }

    /// The next number of a table: sealed before the row is written, so chosen here.
    fn next_in(&self, table: &str, column: &str) -> Result<i64> {
        let sql = format!("SELECT coalesce(max({column}), 0) + 1 FROM {table}");
        Ok(self.tx.prepare_cached(&sql)?.query_row([], |row| row.get(0))?)
    }

    /// Changes columns of a row towards the event that follows, which seals the whole row again.
    pub fn amend(&mut self, table: &Table, key: i64, changes: &Fields<'_>) -> Result<()> {
        let Table { name, columns, key: by, .. } = *table;
        let sets: String = changes.iter().map(|(column, _)| format!("{column} = ?, ")).collect();
        let given = changes.iter().map(|(_, value)| Bound(value));
        let (event, key) = (Value::Number(self.next()), Value::Number(key));
        let sql = format!("UPDATE {name} SET {sets}event = ? WHERE {} = ?", by[0]);
        let values = given.chain([Bound(&event), Bound(&key)]);
        let changed = self.tx.prepare_cached(&sql)?.execute(params_from_iter(values))?;
        assert!(changed == 1, "{name} {key} is there to be amended");
        let sql = format!("SELECT {} FROM {name} WHERE {} = ?", table.list(), by[0]);
        let values = self.tx.query_row(&sql, [Bound(&key)], |row| {
            (0..columns.len()).map(|place| Ok(read(row.get_ref(place)?).into_owned())).collect()
        });
        let values: Vec<Value<'_>> = values?;
        self.note(table, &values, "");
        Ok(())
    }

    /// Runs the statement that writes a row of a table; a load keeps it prepared.
    fn run<R>(
        &self,
        table: &'static str,
        sql: impl FnOnce() -> String,
        run: impl FnOnce(&mut Statement<'_>) -> rusqlite::Result<R>,
    ) -> Result<R> {
        match &self.bulk {
            Some(bulk) => bulk.run(table, sql, run),
            None => Ok(run(&mut *self.tx.prepare_cached(&sql())?)?),
        }
    }

    /// Inserts a row, all its columns in order.
    fn insert_row(
        &self,
        table: &'static Table,
        values: &[Value<'_>],
        extra: &[(&str, &dyn ToSql)],
    ) -> Result<()> {
        assert!(values.len() == table.columns.len(), "{} gets all its columns", table.name);
        self.run(
            table.name,
            || insert_sql(table, extra),
            |statement| {
                for (place, value) in (1..).zip(values) {
                    statement.raw_bind_parameter(place, Bound(value))?;
                }
                for (place, (_, value)) in (values.len() + 1..).zip(extra) {
                    statement.raw_bind_parameter(place, value)?;
                }
                statement.raw_execute().map(drop)
            },
        )
    }

    /// Writes down a row for the event that follows; `tail` is JSON that ends its record.
    fn note(&mut self, table: &Table, values: &[Value<'_>], tail: &str) {
        if seal::is_personal(table, values) && self.salt.is_none() {
            self.salt = Some(self.salts.draw());
        }
        self.next_record();
        seal::record(&mut self.records, table, values, self.salt.as_ref().map(Salt::as_slice), tail);
    }

    fn next_record(&mut self) {
        if !self.records.is_empty() {
            self.records.push(',');
        }
    }

    /// Runs a statement on a small table of its own shape.
    pub(super) fn execute(&self, sql: &str, params: impl rusqlite::Params) -> Result<usize> {
        Ok(self.tx.prepare_cached(sql)?.execute(params)?)
    }

    /// Writes an entry; with `terms` it also places the commission of the same number.
    ///
    /// # Errors
    /// A failure of the file; a refusal of the schema, which is a fault of ours.
    pub fn post(&mut self, draft: &Draft, terms: Option<&CommissionTerms>) -> Result<EntryId> {
        let id = EntryId::new(self.next());
        let commission = if terms.is_some() { Some(id) } else { draft.commission };
        let entry = rows::Entry {
            kind: draft.kind,
            effective_on: draft.effective_on,
            child_id: draft.child,
            commission_id: commission,
            reverses_id: draft.reverses,
            reference: draft.reference.as_ref(),
            note: draft.note.as_ref(),
            belongs_on: draft.belongs_on,
        };
        let values = with_event(&entry, id.get());
        self.insert_row(rows::Entry::TABLE, &values, &[])?;
        let moved = draft.transfers.iter().map(|transfer| {
            let (debit, credit) = (transfer.debit().id.get(), transfer.credit().id.get());
            [debit, credit, transfer.amount().pence().get()]
        });
        self.note(rows::Entry::TABLE, &values, &seal::transfers(moved));
        if let Some(terms) = terms {
            let commission = rows::Commission { child_id: draft.child, placed_on: draft.effective_on, terms };
            let values = with_event(&commission, id.get());
            self.note(rows::Commission::TABLE, &values, "");
            if let Some(bulk) = &mut self.bulk {
                bulk.place(&self.tx)?;
            }
            // One that is bought at once is written closed.
            let closed_by = (draft.closing == Closing::Closed).then_some(id.get());
            self.insert_row(rows::Commission::TABLE, &values, &[("closed_by", &closed_by)])?;
            for (line, option) in (1..).zip(&terms.details.options) {
                let domain::Considered { provider, price, wait_days, why_not } = option;
                self.insert(&rows::Considered {
                    line,
                    provider,
                    price_pence: *price,
                    wait_days: *wait_days,
                    why_not: why_not.as_ref(),
                })?;
            }
        }
        for (line, transfer) in (1_i64..).zip(&draft.transfers) {
            let row = params![
                id.get(),
                line,
                transfer.book().as_str(),
                transfer.debit().id.get(),
                transfer.credit().id.get(),
                transfer.amount().pence().get(),
            ];
            self.run("transfer", || TRANSFER.into(), |insert| insert.execute(row))?;
        }
        let closed_by = match draft.closing {
            Closing::Unchanged => None,
            Closing::Closed => Some(Some(id)),
            Closing::Reopened => Some(None),
        };
        if let Some(closed_by) = closed_by {
            let commission = commission.expect("only an entry of a commission closes one");
            self.next_record();
            self.records.push_str(&seal::closing_record(commission, closed_by));
            // One placed just now was written closed.
            match &mut self.bulk {
                _ if terms.is_some() => {}
                Some(bulk) => bulk.closes(id, closed_by.is_some()),
                None => self.close_commission(commission, closed_by)?,
            }
        }
        self.posted = Some(if terms.is_some() { "purchase" } else { "other" });
        Ok(id)
    }

    fn close_commission(&self, commission: EntryId, closed_by: Option<EntryId>) -> Result<()> {
        self.execute(
            "UPDATE commission SET closed_by = ? WHERE commission_id = ?",
            params![closed_by.map(EntryId::get), commission.get()],
        )?;
        Ok(())
    }

    /// Writes the event that seals what was written since the last one. Returns its number.
    ///
    /// # Errors
    /// As [`WriteTx::post`]; this is where the schema judges the entry.
    pub fn seal(&mut self, sealing: &Sealing<'_>) -> Result<i64> {
        let seq = self.next();
        let Sealing { kind, key, asked } = *sealing;
        let asked = seal::asked(asked, || *self.salt.get_or_insert_with(|| self.salts.draw()));
        let Origin { os_user, machine } = &self.origin;
        let head = seal::PayloadHead {
            seq,
            at: &self.recorded_at,
            day: &self.day,
            by: self.actor.get(),
            os_user: os_user.as_deref(),
            machine: machine.as_deref(),
            kind,
            key,
        };
        let payload = seal::payload(&head, &self.records, &asked);
        let hash = seal::chain(&self.hash, payload.as_bytes());
        let row = params![
            seq,
            self.recorded_at,
            self.actor.get(),
            kind,
            key,
            os_user,
            machine,
            self.salt,
            payload,
            hash
        ];
        self.run("event", || EVENT.into(), |insert| insert.execute(row))?;
        self.salt = None;
        // An entry is judged when its event is there; what a load wrote, before COMMIT.
        if let Some(act) = self.posted.take()
            && self.bulk.is_none()
        {
            self.execute(&format!("UPDATE unsealed SET {act} = ?1, judged = ?1 WHERE one = 1"), [seq])?;
        }
        self.records.clear();
        self.seq = seq;
        self.hash = hash;
        Ok(seq)
    }

    /// Makes everything written since the beginning last; a part does so when its group does.
    ///
    /// # Errors
    /// A full disk, an unsealed row; nothing is kept then.
    pub fn commit(mut self) -> Result<()> {
        // Releasing a part judges no deferred key: one unsealed row would undo the whole group.
        let open = "SELECT entry IS NOT judged OR event > (SELECT max(seq) FROM event) FROM unsealed";
        let part = matches!(self.tx, Scope::Part(_));
        if !self.records.is_empty() || part && self.tx.query_row(open, [], |row| row.get(0))? {
            return Err(StoreError::Refused("a row was left without its event".into()));
        }
        if let Some(bulk) = self.bulk.take() {
            bulk.finish(&self.tx, (self.seq, self.hash))?;
        }
        match self.tx {
            Scope::Whole(tx) => Ok(tx.commit()?),
            Scope::Part(part) => Ok(part.commit()?),
        }
    }

    /// Undoes everything written since the beginning: the end of a dry run.
    ///
    /// # Errors
    /// A failure of SQLite.
    pub fn rollback(mut self) -> Result<()> {
        if let Some(bulk) = self.bulk.take() {
            bulk.finish(&self.tx, (self.seq, self.hash))?; // A dry run is the real run up to its last step.
        }
        match self.tx {
            Scope::Whole(tx) => Ok(tx.rollback()?),
            // Dropped, it is rolled back and released.
            Scope::Part(part) => Ok(part.finish()?),
        }
    }
}

/// What a row's columns hold, with its event.
fn with_event<R: Row>(row: &R, event: i64) -> Vec<Value<'_>> {
    let mut values = row.values();
    values.push(Value::Number(event));
    values
}

const EVENT: &str = "
    INSERT INTO event (seq, recorded_at, actor_id, kind, request_key, os_user, machine, salt, payload, hash)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
const TRANSFER: &str = "
    INSERT INTO transfer (entry_id, line, book, debit_account_id, credit_account_id, amount_pence)
    VALUES (?, ?, ?, ?, ?, ?)";

/// Writes the statement that inserts a row of a table, all its columns in order.
fn insert_sql(table: &Table, extra: &[(&str, &dyn ToSql)]) -> String {
    let mut columns = table.list();
    for (column, _) in extra {
        columns.push_str(", ");
        columns.push_str(column);
    }
    let marks = columns.replace(", ", ", :");
    format!("INSERT INTO {} ({columns}) VALUES (:{marks})", table.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The schema and the domain tell the day by the same law, each in its own way.
    #[test]
    fn the_schema_and_the_domain_tell_the_same_day() {
        let conn = Connection::open_in_memory().unwrap();
        let schema = super::super::guards::schema();
        let (_, rest) = schema.split_once("CREATE TABLE event (").unwrap();
        let (table, _) = rest.split_once("STRICT;").unwrap();
        conn.execute_batch(&format!("CREATE TABLE event ({table} STRICT;")).unwrap();
        conn.pragma_update(None, "foreign_keys", false).unwrap();
        let mut seq = 0;
        for year in 2005..2030 {
            for (month, days) in [(3, 24..=31), (10, 24..=31), (6, 30..=30), (12, 31..=31)] {
                for (day, time) in
                    days.flat_map(|day| ["00:59:59", "01:00:00", "22:59:59", "23:00:00"].map(|t| (day, t)))
                {
                    seq += 1;
                    let at = format!("{year}-{month:02}-{day:02}T{time}Z");
                    let sql = "INSERT INTO event (seq, recorded_at, actor_id, kind, payload, hash)
                               VALUES (?, ?, 1, 'x', '', zeroblob(32))";
                    conn.execute(sql, params![seq, at]).unwrap();
                    let found = "SELECT day FROM event WHERE seq = ?";
                    let found: String = conn.query_row(found, [seq], |row| row.get(0)).unwrap();
                    let instant = NaiveDateTime::parse_from_str(&at, INSTANT).unwrap();
                    assert_eq!(found, Day::in_london(instant).to_string(), "{at}");
                }
            }
        }
    }
}
