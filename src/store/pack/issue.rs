//! Journals that were issued, and how a month was signed.

use rusqlite::{Row, params};

use super::super::lookup::parsed;
use super::super::{Reader, Result, WriteTx};
use domain::upload::JournalKind;
use domain::{Code, Month, Pence, rows};

/// The newest mark of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthSign {
    pub event: i64,
    /// Whether it closed the month.
    pub closed: bool,
    /// Who marked it.
    pub by: Code,
    pub name: String,
    /// When.
    pub at: String,
    /// The hash the trail had then, in hexadecimal.
    pub head_hash: String,
}

/// A journal to be issued, or one that was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalIssue {
    pub month: Month,
    /// What it hands over.
    pub kind: JournalKind,
    /// Its reference in the council's ledger.
    pub reference: String,
    /// The layout it was written in.
    pub profile: Code,
    /// It has what was recorded after this event.
    pub after: i64,
    pub up_to: i64,
    pub lines: i64,
    /// Its debits, which are its credits.
    pub total: Pence,
    /// The SHA-256 of the file, in hexadecimal.
    pub sha256: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuedJournal {
    /// The event that issued it.
    pub event: i64,
    /// What was issued.
    pub issue: JournalIssue,
}

const ISSUES: &str =
    "SELECT event, month, kind, reference, profile, after_entry, up_to_entry, lines, total_pence, sha256
  FROM journal_issue";

fn issued(row: &Row<'_>) -> Result<IssuedJournal> {
    Ok(IssuedJournal {
        event: row.get(0)?,
        issue: JournalIssue {
            month: parsed(row, 1)?,
            kind: parsed(row, 2)?,
            reference: row.get(3)?,
            profile: parsed(row, 4)?,
            after: row.get(5)?,
            up_to: row.get(6)?,
            lines: row.get(7)?,
            total: Pence::new(row.get(8)?),
            sha256: row.get(9)?,
        },
    })
}

impl Reader<'_> {
    /// Reads the journals issued of a month, the first one first.
    pub fn journals_issued(&self, month: Month) -> Result<Vec<IssuedJournal>> {
        self.query_all(&format!("{ISSUES} WHERE month = ? ORDER BY event"), [month.to_string()], issued)
    }

    /// Reads every reference that was issued.
    pub fn references_issued(&self) -> Result<Vec<String>> {
        self.query_all("SELECT reference FROM journal_issue ORDER BY event", [], |row| Ok(row.get(0)?))
    }

    /// Reads the newest mark of a month.
    pub fn month_sign(&self, month: Month) -> Result<Option<MonthSign>> {
        Ok(self.month_signs(month)?.pop())
    }

    /// Reads every mark of a month, the first one first.
    pub fn month_signs(&self, month: Month) -> Result<Vec<MonthSign>> {
        self.query_all(
            "SELECT m.event, m.mark = 'closed', p.code, p.name, e.recorded_at, lower(hex(m.head_hash))
               FROM month_mark m JOIN event e ON e.seq = m.event JOIN practitioner p ON p.practitioner_id = e.actor_id
              WHERE m.month = ? ORDER BY m.event",
            [month.to_string()],
            |row| {
                Ok(MonthSign {
                    event: row.get(0)?,
                    closed: row.get(1)?,
                    by: parsed(row, 2)?,
                    name: row.get(3)?,
                    at: row.get(4)?,
                    head_hash: row.get(5)?,
                })
            },
        )
    }

    /// Reads which packs of a month were handed over after an event: the event, and the SHA-256 of the
    /// manifest. They are noted in the trail alone.
    pub fn packs_exported(&self, month: Month, after: i64) -> Result<Vec<(i64, String)>> {
        self.query_all(
            "SELECT seq, json_extract(payload, '$.asked.sha256') FROM event
              WHERE seq > ?1 AND kind = 'pack.export' AND json_extract(payload, '$.asked.month') = ?2 ORDER BY seq",
            params![after, month.to_string()],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
    }

    /// Reads the hash of an event, in hexadecimal.
    pub fn hash_of(&self, event: i64) -> Result<Option<String>> {
        self.query_one("SELECT lower(hex(hash)) FROM event WHERE seq = ?", [event], |row| Ok(row.get(0)?))
    }
}

impl WriteTx<'_> {
    /// Issues a journal.
    pub fn add_journal_issue(&mut self, issue: &JournalIssue) -> Result<()> {
        let row = rows::JournalIssue {
            month: issue.month,
            kind: issue.kind.as_str(),
            reference: &issue.reference,
            profile: &issue.profile,
            after_entry: issue.after,
            up_to_entry: issue.up_to,
            lines: issue.lines,
            total_pence: issue.total,
            sha256: &issue.sha256,
        };
        self.insert(&row).map(drop)
    }
}
