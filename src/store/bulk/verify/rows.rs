//! The new rows, each table in the order of its numbers.

use std::fmt;

use rusqlite::{Row, Rows, Statement};

use super::super::super::{Result, StoreError, facts};
use super::broken;
use crate::domain::{Book, EntryKind};

/// A day as it is written: ordered as its bytes are.
pub(super) type IsoDay = [u8; 10];

pub(super) const EVENTS: &str =
    "SELECT seq, recorded_at, actor_id, kind, payload, hash FROM event WHERE seq > ? ORDER BY seq";
pub(super) const ENTRIES: &str = "SELECT entry_id, kind, effective_on, child_id, commission_id, reverses_id,
        reference FROM entry WHERE entry_id > ? ORDER BY entry_id";
pub(super) const TRANSFERS: &str =
    "SELECT entry_id, line, book, debit_account_id, credit_account_id, amount_pence
   FROM transfer WHERE entry_id > ? ORDER BY entry_id, line";
pub(super) const COMMISSIONS: &str =
    "SELECT commission_id, child_id, practitioner_id, provider_id, category_id,
        placed_on, estimate_pence, closed_by, committed_pence, spent_pence, invoiced_pence, paid_pence,
        moved_entry, moved_line
   FROM commission WHERE commission_id > ? ORDER BY commission_id";

/// Reads a text column.
pub(super) fn text<'r>(row: &'r Row<'_>, column: usize) -> Result<&'r str> {
    row.get_ref(column)?.as_str().map_err(|_| facts::damaged(column))
}

/// Reads a day.
pub(super) fn day(row: &Row<'_>, column: usize) -> Result<IsoDay> {
    text(row, column)?.as_bytes().try_into().map_err(|_| facts::damaged(column))
}

/// Reads a day that may be missing.
pub(super) fn perhaps_day(row: &Row<'_>, column: usize) -> Result<Option<IsoDay>> {
    match row.get_ref(column)? {
        rusqlite::types::ValueRef::Null => Ok(None),
        _ => day(row, column).map(Some),
    }
}

/// An event, as long as its row is held.
pub(super) struct Event<'r> {
    pub seq: i64,
    pub recorded_at: &'r str,
    pub actor: i64,
    pub kind: &'r str,
    pub payload: &'r str,
    pub hash: &'r [u8],
}

impl<'r> Event<'r> {
    pub fn read(row: &'r Row<'_>) -> Result<Self> {
        Ok(Self {
            seq: row.get(0)?,
            recorded_at: text(row, 1)?,
            actor: row.get(2)?,
            kind: text(row, 3)?,
            payload: text(row, 4)?,
            hash: row.get_ref(5)?.as_blob().map_err(|_| facts::damaged(5))?,
        })
    }
}

/// A row with the number of the entry it belongs to.
pub(super) trait Numbered: Sized {
    fn read(row: &Row<'_>) -> Result<Self>;
    fn number(&self) -> i64;
}

/// An entry.
pub(super) struct Entry {
    pub id: i64,
    pub kind: EntryKind,
    pub on: IsoDay,
    pub child: Option<i64>,
    pub commission: Option<i64>,
    pub reverses: bool,
    pub reference: Option<String>,
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "entry {} ({})", self.id, self.kind.word())
    }
}

impl Numbered for Entry {
    fn read(row: &Row<'_>) -> Result<Self> {
        let word = text(row, 1)?;
        let kind = EntryKind::from_word(word)
            .ok_or_else(|| StoreError::Damaged(format!("`{word}` is no kind of entry")))?;
        Ok(Self {
            id: row.get(0)?,
            kind,
            on: day(row, 2)?,
            child: row.get(3)?,
            commission: row.get(4)?,
            reverses: row.get::<_, Option<i64>>(5)?.is_some(),
            reference: row.get(6)?,
        })
    }

    fn number(&self) -> i64 {
        self.id
    }
}

/// A transfer.
pub(super) struct Moved {
    pub entry: i64,
    pub line: i64,
    pub book: Book,
    pub debit: i64,
    pub credit: i64,
    pub pence: i64,
}

impl Numbered for Moved {
    fn read(row: &Row<'_>) -> Result<Self> {
        let book = if text(row, 2)? == Book::Budget.word() { Book::Budget } else { Book::Cash };
        Ok(Self {
            entry: row.get(0)?,
            line: row.get(1)?,
            book,
            debit: row.get(3)?,
            credit: row.get(4)?,
            pence: row.get(5)?,
        })
    }

    fn number(&self) -> i64 {
        self.entry
    }
}

/// Rows of one table, taken when their number comes.
pub(super) struct Stream<'s, T> {
    rows: Rows<'s>,
    next: Option<T>,
}

impl<'s, T: Numbered> Stream<'s, T> {
    pub fn over(statement: &'s mut Statement<'_>, since: i64) -> Result<Self> {
        let mut stream = Self { rows: statement.query([since])?, next: None };
        stream.fetch()?;
        Ok(stream)
    }

    fn fetch(&mut self) -> Result<()> {
        self.next = self.rows.next()?.map(T::read).transpose()?;
        Ok(())
    }

    /// Takes the next row if it has this number. One with a number gone by belongs to nothing.
    pub fn next_of(&mut self, number: i64) -> Result<Option<T>> {
        match &self.next {
            Some(row) if row.number() < number => self.is_at_its_end().map(|()| None),
            Some(row) if row.number() == number => {
                let row = self.next.take();
                self.fetch()?;
                Ok(row)
            }
            _ => Ok(None),
        }
    }

    /// Refuses a row that is left over.
    pub fn is_at_its_end(&self) -> Result<()> {
        match &self.next {
            Some(row) => {
                broken("a row belongs to no entry and event", format_args!("number {}", row.number()))
            }
            None => Ok(()),
        }
    }
}
