//! A statement to be taken in, and what became of it.

use serde::Serialize;

use crate::request;
use domain::statement::{StatementFile, StatementLine};
use domain::{AccountName, Day, EntryId, Pence, Text};
use file::BadFile;

/// A statement to be taken in.
#[derive(Clone, Debug)]
pub struct StatementImport {
    /// The file's name, without its folder.
    pub name: Text,
    /// The SHA-256 of the file.
    pub sha256: String,
    pub file: StatementFile,
    /// The account it is of, where the user says so.
    pub account: Option<AccountName>,
    /// The text of the profile that was named, or that the account had before.
    pub profile: Option<String>,
    /// Which account each number is of, where the user says so.
    pub numbers: Vec<(Text, AccountName)>,
    /// The first day it covers, where the user says so.
    pub from: Option<Day>,
    /// The last day it covers, where the user says so.
    pub until: Option<Day>,
}

impl StatementImport {
    /// What was asked, for the audit trail.
    pub(super) fn asked(&self) -> String {
        #[derive(Serialize)]
        struct Asked<'a> {
            file: &'a Text,
            sha256: &'a str,
            account: Option<&'a AccountName>,
            #[serde(skip_serializing_if = "Vec::is_empty")]
            numbers: Vec<String>,
            from: Option<Day>,
            until: Option<Day>,
        }
        let Self { name, sha256, account, numbers, from, until, .. } = self;
        let numbers = numbers.iter().map(|(number, name)| format!("{number}={name}")).collect();
        let (account, from, until) = (account.as_ref(), *from, *until);
        request::json(&Asked { file: name, sha256, account, numbers, from, until })
    }

    /// Why the file is not taken in.
    pub(super) fn bad(&self, code: &'static str, message: String, hint: &str) -> crate::Error {
        BadFile::new(self.name.as_str(), code, message, Some(hint)).into()
    }
}

/// What became of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementTaken {
    /// Its number; that of the statement before, where the file was taken in already.
    pub number: EntryId,
    /// Set where the file was taken in before, and nothing was recorded now.
    pub already: bool,
    /// What became of each account's lines.
    pub accounts: Vec<AccountTaken>,
    /// What was taken in all the same, and should be looked at.
    pub warnings: Vec<String>,
    /// Set when nothing was kept.
    pub dry: bool,
}

/// What became of the lines of one account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountTaken {
    pub account: AccountName,
    /// Set where it was opened for this statement.
    pub opened: bool,
    /// Each line of the file, and whether it is new.
    pub lines: Vec<(StatementLine, bool)>,
}

impl AccountTaken {
    /// Counts the new lines, or those that were known.
    pub fn count(&self, new: bool) -> usize {
        self.lines.iter().filter(|(_, is_new)| *is_new == new).count()
    }

    /// Adds up what the new lines bring in, and what they take out.
    pub fn in_and_out(&self) -> (Pence, Pence) {
        let new = || self.lines.iter().filter(|(_, new)| *new).map(|(line, _)| line.amount);
        let brings = new().filter(|amount| *amount > Pence::ZERO).sum();
        let takes = new().filter(|amount| *amount < Pence::ZERO).map(|amount| -amount).sum();
        (brings, takes)
    }
}
