//! Facts that plans ask for, read by key: no cost here grows with the ledger.

mod approval;
mod calendar;
mod entry;
mod money;
mod observed;
mod planned;
mod purchase;
mod trust;
mod what;
mod who;

use rusqlite::Row;

use super::{Look, Result, StoreError};
use domain::{Account, AccountId, AccountKind};

pub use entry::KnownKey;
pub(super) use money::CHARGES;
pub use purchase::Terms;
pub use what::Known;

/// Reads a word the schema has checked; another word means the file is damaged.
pub(super) fn parsed<T: std::str::FromStr>(row: &Row<'_>, column: usize) -> Result<T> {
    let text = row.get_ref(column)?.as_str().map_err(|_| damaged(column))?;
    text.parse().map_err(|_| StoreError::Damaged(format!("`{text}` is not a word of its column")))
}

pub(super) fn perhaps<T: std::str::FromStr>(row: &Row<'_>, column: usize) -> Result<Option<T>> {
    match row.get_ref(column)? {
        rusqlite::types::ValueRef::Null => Ok(None),
        _ => parsed(row, column).map(Some),
    }
}

pub(super) fn damaged(column: usize) -> StoreError {
    StoreError::Damaged(format!("column {column} of a row has another type than it should"))
}

/// Reads an account's kind.
pub(super) fn kind(word: &str) -> Result<AccountKind> {
    AccountKind::from_word(word).ok_or_else(|| StoreError::Damaged(format!("`{word}` is no kind of account")))
}

fn account(row: &Row<'_>, id: usize, kind_column: usize) -> Result<Account> {
    let word = row.get_ref(kind_column)?.as_str().map_err(|_| damaged(kind_column))?;
    Ok(Account::new(AccountId::new(row.get(id)?), kind(word)?))
}

impl Look<'_> {
    /// Runs a query that finds one row or none.
    pub(super) fn one<T>(
        &self,
        sql: &str,
        params: impl rusqlite::Params,
        read: impl FnOnce(&Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        rows.next()?.map(read).transpose()
    }

    /// Runs a query and reads every row.
    pub(super) fn all<T>(
        &self,
        sql: &str,
        params: impl rusqlite::Params,
        mut read: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(read(row)?);
        }
        Ok(found)
    }
}
