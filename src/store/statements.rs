//! Statements taken in: their lines, and how far they reach.

use std::fmt::Write as _;

use rusqlite::params;
use sha2::{Digest, Sha256};

use super::facts::{parsed, perhaps};
use super::{Look, Result, WriteTx};
use domain::statement::StatementLine;
use domain::{AccountId, Day, EntryId, Pence, Text, rows};

/// A statement file taken in before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementKnown {
    /// Its number.
    pub number: EntryId,
    /// The accounts it was taken in for.
    pub accounts: Vec<String>,
}

/// How far the statements of an account reach.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// The day of its first line.
    pub first_on: Option<Day>,
    /// The last day that a statement covers.
    pub covers_to: Option<Day>,
    /// Set where the first statement said what was there before it.
    pub opened_with: bool,
}

/// What a statement says of one account, ready to be written.
#[derive(Clone, Debug)]
pub struct AccountRow {
    /// The account.
    pub account: AccountId,
    /// Its number as the bank writes it.
    pub number: Option<Text>,
    /// The first and the last day it covers.
    pub covers: Option<(Day, Day)>,
    /// What was there before.
    pub opening: Option<Pence>,
    /// What is there now.
    pub closing: Option<Pence>,
}

/// A line ready to be written.
#[derive(Clone, Debug)]
pub struct LineRow<'l> {
    /// The account.
    pub account: AccountId,
    /// The day from which it counts: that of posting, or the first open day.
    pub counted_on: Day,
    /// The line.
    pub line: &'l StatementLine,
}

/// A statement ready to be written.
#[derive(Clone, Debug)]
pub struct StatementRow<'l> {
    /// The file's name.
    pub name: &'l Text,
    /// The SHA-256 of the file.
    pub sha256: &'l str,
    /// What kind of file it is.
    pub format: &'l str,
    /// Lines that were known already.
    pub known: u64,
    /// The accounts it speaks of.
    pub accounts: &'l [AccountRow],
    /// Its new lines.
    pub lines: &'l [LineRow<'l>],
}

impl Look<'_> {
    /// Finds the first statement that was made from the same file.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn statement_of_file(&self, sha256: &str) -> Result<Option<StatementKnown>> {
        let number = self.one(
            "SELECT event FROM statement WHERE sha256 = ? ORDER BY event LIMIT 1",
            [sha256],
            |row| Ok(row.get::<_, i64>(0)?),
        )?;
        let Some(number) = number else { return Ok(None) };
        let accounts = self.all(
            "SELECT a.name FROM statement_account s JOIN account a USING (account_id) WHERE s.event = ? ORDER BY a.name",
            [number],
            |row| Ok(row.get(0)?),
        )?;
        Ok(Some(StatementKnown { number: EntryId::new(number), accounts }))
    }

    /// Reads the numbers that statements gave an account, each once.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn numbers_of(&self, account: AccountId) -> Result<Vec<Text>> {
        self.all(
            "SELECT DISTINCT number FROM statement_account WHERE account_id = ? AND number IS NOT NULL",
            [account.get()],
            |row| parsed(row, 0),
        )
    }

    /// Says how far the statements of an account reach.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn reach(&self, account: AccountId) -> Result<Reach> {
        let found = self.one(
            "SELECT (SELECT min(counted_on) FROM statement_line WHERE account_id = ?1),
                    (SELECT max(covers_to) FROM statement_account WHERE account_id = ?1),
                    EXISTS (SELECT 1 FROM statement_account WHERE account_id = ?1 AND coalesce(opening_pence, 0) <> 0)",
            [account.get()],
            |row| {
                Ok(Reach {
                    first_on: perhaps(row, 0)?,
                    covers_to: perhaps(row, 1)?,
                    opened_with: row.get(2)?,
                })
            },
        )?;
        Ok(found.unwrap_or_default())
    }

    /// Adds up the lines of an account that were posted up to a day.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn statement_balance(&self, account: AccountId, until: Day) -> Result<Pence> {
        let sql = "SELECT coalesce(sum(amount_pence), 0) FROM statement_line WHERE account_id = ? AND posted_on <= ?";
        let sum = self.one(sql, params![account.get(), until.to_string()], |row| Ok(row.get(0)?))?;
        Ok(Pence::new(sum.unwrap_or_default()))
    }

    /// Reads the lines of an account between two days of posting, each with the format of the file that
    /// brought it.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn lines_posted(
        &self,
        account: AccountId,
        since: Day,
        until: Day,
    ) -> Result<Vec<(StatementLine, String)>> {
        // What was posted since a day also counts from that day or later.
        self.all(
            "SELECT l.row, l.posted_on, l.amount_pence, l.text, l.reference, l.kind, l.foreign_amount, s.format
               FROM statement_line l JOIN statement s ON s.event = l.statement
              WHERE l.account_id = ?1 AND l.counted_on >= ?2 AND l.posted_on >= ?2 AND l.posted_on <= ?3
                AND l.kind IS NOT 'opening'",
            params![account.get(), since.to_string(), until.to_string()],
            |row| {
                let line = StatementLine {
                    row: u64::try_from(row.get::<_, i64>(0)?).unwrap_or_default(),
                    posted_on: parsed(row, 1)?,
                    amount: Pence::new(row.get(2)?),
                    text: perhaps(row, 3)?,
                    reference: perhaps(row, 4)?,
                    kind: perhaps(row, 5)?,
                    foreign: perhaps(row, 6)?,
                };
                Ok((line, row.get(7)?))
            },
        )
    }

    /// Adds up what an account had before its first statement, as the lines tell it.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn brought_forward(&self, account: AccountId) -> Result<Pence> {
        let sql = "SELECT coalesce(sum(amount_pence), 0) FROM statement_line WHERE account_id = ? AND kind = 'opening'";
        let sum = self.one(sql, [account.get()], |row| Ok(row.get(0)?))?;
        Ok(Pence::new(sum.unwrap_or_default()))
    }
}

impl WriteTx<'_> {
    /// Writes a statement with its lines; its number is that of the event that follows.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn add_statement(&mut self, statement: &StatementRow<'_>) -> Result<EntryId> {
        let first: i64 = self.look().conn.query_row(
            "SELECT coalesce(max(line_id), 0) + 1 FROM statement_line",
            [],
            |row| row.get(0),
        )?;
        let mut seal = LinesSeal::default();
        for (id, row) in (first..).zip(statement.lines) {
            let StatementLine { row: line, posted_on, amount, text, reference, kind, foreign } = row.line;
            let said = |text: &Option<Text>| text.as_ref().map(|text| text.as_str().to_owned());
            seal.add(&SealedLine {
                id,
                row: i64::try_from(*line).expect("a file has fewer lines than numbers"),
                account: row.account.get(),
                posted_on: &posted_on.to_string(),
                counted_on: &row.counted_on.to_string(),
                amount: amount.get(),
                words: [said(text), said(reference), said(kind), said(foreign)],
            });
        }
        let count = |n: usize| i64::try_from(n).expect("a file has fewer lines than numbers");
        self.insert(&rows::Statement {
            name: statement.name,
            sha256: statement.sha256,
            format: statement.format,
            lines: count(statement.lines.len()),
            known: i64::try_from(statement.known).expect("a file has fewer lines than numbers"),
            lines_sha256: seal.hash(),
        })?;
        for row in statement.accounts {
            self.insert(&rows::StatementAccount {
                account_id: row.account,
                number: row.number.as_ref(),
                covers_from: row.covers.map(|(from, _)| from),
                covers_to: row.covers.map(|(_, to)| to),
                opening_pence: row.opening,
                closing_pence: row.closing,
            })?;
        }
        let event = self.next();
        for (id, LineRow { account, counted_on, line }) in (first..).zip(statement.lines) {
            let text = |text: &Option<Text>| text.as_ref().map(ToString::to_string);
            self.execute(
                "INSERT INTO statement_line (line_id, statement, row, account_id, posted_on, counted_on, amount_pence,
                                             text, reference, kind, foreign_amount)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                params![
                    id,
                    event,
                    i64::try_from(line.row).expect("a file has fewer lines than numbers"),
                    account.get(),
                    line.posted_on.to_string(),
                    counted_on.to_string(),
                    line.amount.get(),
                    text(&line.text),
                    text(&line.reference),
                    text(&line.kind),
                    text(&line.foreign),
                ],
            )?;
        }
        Ok(EntryId::new(event))
    }
}

/// A line as it is sealed.
pub(super) struct SealedLine<'l> {
    pub id: i64,
    pub row: i64,
    pub account: i64,
    pub posted_on: &'l str,
    pub counted_on: &'l str,
    pub amount: i64,
    /// Text, reference, kind, foreign amount.
    pub words: [Option<String>; 4],
}

/// The seal of a statement's lines: the SHA-256 of one line of text for each, its columns in the
/// schema's order, joined by tabs, nothing where there is nothing. No word has a tab or a line break.
#[derive(Default)]
pub(super) struct LinesSeal {
    hash: Sha256,
    line: String,
}

impl LinesSeal {
    pub fn add(&mut self, line: &SealedLine<'_>) {
        let SealedLine { id, row, account, posted_on, counted_on, amount, words } = line;
        self.line.clear();
        // Writing to a String cannot fail.
        let _ = write!(self.line, "{id}\t{row}\t{account}\t{posted_on}\t{counted_on}\t{amount}");
        for word in words {
            self.line.push('\t');
            self.line.push_str(word.as_deref().unwrap_or_default());
        }
        self.line.push('\n');
        self.hash.update(self.line.as_bytes());
    }

    pub fn hash(self) -> String {
        domain::hex(&self.hash.finalize())
    }
}
