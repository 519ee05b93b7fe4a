//! What was said of a line without an entry, or of an entry without a line.

use rusqlite::types::Value;

use super::facts::{parsed, perhaps};
use super::registers::word;
use super::{Look, Result, WriteTx, tables};
use crate::domain::{AccountId, AccountName, Code, EntryId, Explained, LineId, PractitionerId, Text};

/// A line of a statement, or what an entry does to an account: what an answer is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A line.
    Line(LineId),
    /// An entry, as far as it concerns the account.
    Entry(EntryId),
}

/// What is said of a part.
#[derive(Clone, Debug)]
pub enum Saying {
    /// It waits for a reply: of somebody, or of anybody.
    Parked(Option<PractitionerId>),
    /// Somebody replied.
    Replied,
    /// It may stay as it is.
    Explained(Explained),
    /// What was said no longer holds.
    Reopened,
}

/// A question that waits, or waited, for a reply.
#[derive(Clone, Debug)]
pub struct Question {
    /// The account.
    pub account: AccountId,
    /// What it is about.
    pub part: Part,
    /// Whose reply it waits for.
    pub asked: Option<(PractitionerId, Code)>,
    /// What was asked.
    pub said: String,
    /// What was said of the part later, the newest.
    pub since: Option<EntryId>,
}

impl Look<'_> {
    /// Finds what was asked under a number.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn question(&self, number: EntryId) -> Result<Option<Question>> {
        self.one(
            "SELECT q.account_id, q.line_id, q.entry_id, q.asked, p.code, q.said,
                    (SELECT max(n.event) FROM answer n
                      WHERE n.event > q.event
                        AND (n.line_id = q.line_id OR (n.entry_id = q.entry_id AND n.account_id = q.account_id)))
               FROM answer q LEFT JOIN practitioner p ON p.practitioner_id = q.asked
              WHERE q.event = ? AND q.verdict = 'parked'",
            [number.get()],
            |row| {
                let line: Option<i64> = row.get(1)?;
                let part = match line {
                    Some(line) => Part::Line(LineId::new(line)),
                    None => Part::Entry(EntryId::new(row.get(2)?)),
                };
                let asked = row.get::<_, Option<i64>>(3)?.map(PractitionerId::new);
                Ok(Question {
                    account: AccountId::new(row.get(0)?),
                    part,
                    asked: asked.zip(perhaps(row, 4)?),
                    said: row.get(5)?,
                    since: row.get::<_, Option<i64>>(6)?.map(EntryId::new),
                })
            },
        )
    }

    /// Names an account that statements are taken in for.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn account_name(&self, id: AccountId) -> Result<Option<AccountName>> {
        self.one(
            "SELECT name FROM account WHERE account_id = ? AND kind IN ('bank', 'card', 'imprest')",
            [id.get()],
            |row| parsed(row, 0),
        )
    }

    /// Finds lines that say the same as a line within a few days of it and are matched: it may be the same
    /// money taken twice.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn matched_alike(&self, line: LineId) -> Result<Vec<LineId>> {
        self.all(
            "SELECT o.line_id
               FROM statement_line l
               JOIN statement_line o ON o.account_id = l.account_id AND o.amount_pence = l.amount_pence
                AND o.counted_on BETWEEN date(l.counted_on, '-5 days') AND date(l.counted_on, '+5 days')
               JOIN matching_line p ON p.line_id = o.line_id AND p.undone_by IS NULL
              WHERE l.line_id = ? AND o.line_id <> l.line_id AND o.text IS l.text
              ORDER BY o.line_id",
            [line.get()],
            |row| Ok(LineId::new(row.get(0)?)),
        )
    }

    /// Finds whose card an account is.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn holder_of_card(&self, id: AccountId) -> Result<Option<Code>> {
        self.one(
            "SELECT p.code FROM account a JOIN practitioner p ON p.practitioner_id = a.holder_id
              WHERE a.account_id = ? AND a.kind = 'card'",
            [id.get()],
            |row| parsed(row, 0),
        )
    }
}

impl WriteTx<'_> {
    /// Records what is said of a part; its number is that of the event that follows.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn add_answer(
        &mut self,
        account: AccountId,
        part: Part,
        saying: &Saying,
        said: &Text,
    ) -> Result<EntryId> {
        let (line, entry) = match part {
            Part::Line(line) => (Value::Integer(line.get()), Value::Null),
            Part::Entry(entry) => (Value::Null, Value::Integer(entry.get())),
        };
        let (verdict, because, asked) = match saying {
            Saying::Parked(asked) => ("parked", None, *asked),
            Saying::Replied => ("replied", None, None),
            Saying::Explained(because) => ("explained", Some(*because), None),
            Saying::Reopened => ("reopened", None, None),
        };
        let values = vec![
            account.get().into(),
            line,
            entry,
            word(verdict),
            because.map_or(Value::Null, word),
            asked.map_or(Value::Null, |asked| Value::Integer(asked.get())),
            word(said),
        ];
        let number = EntryId::new(self.next());
        self.put(&tables::ANSWER, values)?;
        Ok(number)
    }
}
