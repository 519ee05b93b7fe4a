//! Statements taken in: their lines, and how far they reach.

use std::fmt::Write as _;

use rusqlite::{Row, params, params_from_iter};
use sha2::{Digest, Sha256};

use super::lookup::{optional, parsed};
use super::value::Bound;
use super::{Reader, Result, WriteTx};
use domain::matching::BankItem;
use domain::row::{Recorded, Value};
use domain::statement::StatementLine;
use domain::{AccountId, AccountName, Day, EntryId, LineId, Pence, Text, rows};

/// A statement file taken in before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedStatement {
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

/// How the newest statement of an account was laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaidOut {
    pub account: AccountName,
    pub format: String,
    /// The text of the profile that was named for it.
    pub profile: Option<String>,
    /// Set where the file said the account's number itself.
    pub numbered: bool,
}

/// What a statement says of one account, ready to be written.
#[derive(Clone, Debug)]
pub struct AccountRow {
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
    /// The accounts it names.
    pub accounts: &'l [AccountRow],
    /// The text of the profile that was named for it, or remembered.
    pub profile: Option<&'l str>,
    /// Its new lines, numbered from [`WriteTx::next_line`] on.
    pub lines: &'l [BankItem],
}

impl Reader<'_> {
    /// Finds the first statement that was made from the same file.
    pub fn statement_of_file(&self, sha256: &str) -> Result<Option<RecordedStatement>> {
        let number = self.query_one(
            "SELECT event FROM statement WHERE sha256 = ? ORDER BY event LIMIT 1",
            [sha256],
            |row| Ok(row.get::<_, i64>(0)?),
        )?;
        let Some(number) = number else { return Ok(None) };
        let accounts = self.query_all(
            "SELECT a.name FROM statement_account s JOIN account a USING (account_id) WHERE s.event = ? ORDER BY a.name",
            [number],
            |row| Ok(row.get(0)?),
        )?;
        Ok(Some(RecordedStatement { number: EntryId::new(number), accounts }))
    }

    /// Says how the newest statement of each account was laid out.
    pub fn laid_out(&self) -> Result<Vec<LaidOut>> {
        self.query_all(
            "SELECT a.name, s.format, s.profile, p.number IS NOT NULL
               FROM account a
               JOIN statement_account p
                 ON p.account_id = a.account_id
                AND p.event = (SELECT max(event) FROM statement_account WHERE account_id = a.account_id)
               JOIN statement s ON s.event = p.event
              ORDER BY a.name",
            [],
            |row| {
                let (account, format) = (parsed(row, 0)?, row.get(1)?);
                Ok(LaidOut { account, format, profile: row.get(2)?, numbered: row.get(3)? })
            },
        )
    }

    /// Tells whether there is a statement of a number.
    pub fn has_statement(&self, number: i64) -> Result<bool> {
        let found = self.query_one("SELECT 1 FROM statement WHERE event = ?", [number], |_| Ok(()))?;
        Ok(found.is_some())
    }

    /// Reads the numbers that statements gave an account, each once.
    pub fn numbers_of(&self, account: AccountId) -> Result<Vec<Text>> {
        self.query_all(
            "SELECT DISTINCT number FROM statement_account WHERE account_id = ? AND number IS NOT NULL",
            [account.get()],
            |row| parsed(row, 0),
        )
    }

    /// Says how far the statements of an account reach.
    pub fn reach(&self, account: AccountId) -> Result<Reach> {
        let found = self.query_one(
            "SELECT (SELECT min(counted_on) FROM statement_line WHERE account_id = ?1),
                    (SELECT max(covers_to) FROM statement_account WHERE account_id = ?1),
                    EXISTS (SELECT 1 FROM statement_account WHERE account_id = ?1 AND coalesce(opening_pence, 0) <> 0)",
            [account.get()],
            |row| {
                Ok(Reach {
                    first_on: optional(row, 0)?,
                    covers_to: optional(row, 1)?,
                    opened_with: row.get(2)?,
                })
            },
        )?;
        Ok(found.unwrap_or_default())
    }

    /// Adds up the lines of an account that were posted up to a day.
    pub fn statement_balance(&self, account: AccountId, until: Day) -> Result<Pence> {
        let sql = "SELECT coalesce(sum(amount_pence), 0) FROM statement_line WHERE account_id = ? AND posted_on <= ?";
        let sum = self.query_one(sql, params![account.get(), until.to_string()], |row| Ok(row.get(0)?))?;
        Ok(Pence::new(sum.unwrap_or_default()))
    }

    /// Reads the lines of an account between two days of posting, each with the format of the file that
    /// brought it.
    pub fn lines_posted(
        &self,
        account: AccountId,
        since: Day,
        until: Day,
    ) -> Result<Vec<(StatementLine, String)>> {
        // What was posted since a day also counts from that day or later.
        self.query_all(
            &format!(
                "SELECT {LINE}, s.format FROM statement_line l JOIN statement s ON s.event = l.statement
                  WHERE account_id = ?1 AND counted_on >= ?2 AND posted_on >= ?2 AND posted_on <= ?3
                    AND kind IS NOT 'opening'"
            ),
            params![account.get(), since.to_string(), until.to_string()],
            |row| Ok((bank_item(row)?.line, row.get(LINE_COLUMNS)?)),
        )
    }

    /// Adds up what an account had before its first statement, as the lines tell it.
    pub fn brought_forward(&self, account: AccountId) -> Result<Pence> {
        let sql = "SELECT coalesce(sum(amount_pence), 0) FROM statement_line WHERE account_id = ? AND kind = 'opening'";
        let sum = self.query_one(sql, [account.get()], |row| Ok(row.get(0)?))?;
        Ok(Pence::new(sum.unwrap_or_default()))
    }
}

impl WriteTx<'_> {
    /// Returns the number of the next line.
    pub fn next_line(&self) -> Result<i64> {
        let sql = "SELECT coalesce(max(line_id), 0) + 1 FROM statement_line";
        Ok(self.reader().conn.query_row(sql, [], |row| row.get(0))?)
    }

    /// Writes a statement with its lines; its number is that of the event that follows.
    pub fn add_statement(&mut self, statement: &StatementRow<'_>) -> Result<EntryId> {
        let mut seal = LinesSeal::default();
        for item in statement.lines {
            seal.add(values(item));
        }
        self.insert(&rows::Statement {
            name: statement.name,
            sha256: statement.sha256,
            format: statement.format,
            lines: i64::try_from(statement.lines.len()).expect(FEWER),
            known: i64::try_from(statement.known).expect(FEWER),
            lines_sha256: seal.hash(),
            profile: statement.profile,
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
        let event = Value::Number(self.next());
        let marks = ["?"; LINE_COLUMNS + 1].join(", ");
        let sql = format!("INSERT INTO statement_line ({LINE}, statement) VALUES ({marks})");
        for item in statement.lines {
            let columns = values(item);
            self.execute(&sql, params_from_iter(columns.iter().chain([&event]).map(Bound)))?;
        }
        Ok(EntryId::new(self.next()))
    }
}

const FEWER: &str = "a file has fewer lines than numbers";

/// The columns of a line in the schema's order, but for its statement: as they are written, read and sealed.
pub(super) const LINE: &str =
    "line_id, row, account_id, posted_on, counted_on, amount_pence, text, reference, kind, foreign_amount";
/// How many they are.
pub(super) const LINE_COLUMNS: usize = 10;

/// What those columns hold.
fn values(item: &BankItem) -> [Value<'_>; LINE_COLUMNS] {
    let BankItem { id, account, counted_on, line } = item;
    let StatementLine { row, posted_on, amount, text, reference, kind, foreign } = line;
    let row = Value::Number(i64::try_from(*row).expect(FEWER));
    let [text, reference, kind, foreign] = [text, reference, kind, foreign].map(Recorded::value);
    let (id, account) = (id.value(), account.value());
    let (posted_on, counted_on) = (posted_on.value(), counted_on.value());
    [id, row, account, posted_on, counted_on, amount.value(), text, reference, kind, foreign]
}

/// Reads a line from a row that begins with those columns.
pub(super) fn bank_item(row: &Row<'_>) -> Result<BankItem> {
    let line = StatementLine {
        row: u64::try_from(row.get::<_, i64>(1)?).unwrap_or_default(),
        posted_on: parsed(row, 3)?,
        amount: Pence::new(row.get(5)?),
        text: optional(row, 6)?,
        reference: optional(row, 7)?,
        kind: optional(row, 8)?,
        foreign: optional(row, 9)?,
    };
    let (id, account) = (LineId::new(row.get(0)?), AccountId::new(row.get(2)?));
    Ok(BankItem { id, account, counted_on: parsed(row, 4)?, line })
}

/// The seal of a statement's lines: the SHA-256 of one line of text for each, its columns joined by tabs,
/// nothing where there is nothing. No word has a tab or a line break.
#[derive(Default)]
pub(super) struct LinesSeal {
    hash: Sha256,
    line: String,
}

impl LinesSeal {
    pub fn add(&mut self, columns: [Value<'_>; LINE_COLUMNS]) {
        self.line.clear();
        for (place, column) in columns.iter().enumerate() {
            if place > 0 {
                self.line.push('\t');
            }
            if *column != Value::Absent {
                // Writing to a String cannot fail.
                let _ = write!(self.line, "{column}");
            }
        }
        self.line.push('\n');
        self.hash.update(self.line.as_bytes());
    }

    pub fn hash(self) -> String {
        domain::hex(&self.hash.finalize())
    }
}
