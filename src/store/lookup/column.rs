//! What a column of a row holds, as the schema has checked it.

use rusqlite::Row;

use crate::{Result, StoreError};
use domain::{Account, AccountId, AccountKind};

/// Reads a word the schema has checked; another word means the file is damaged.
pub(crate) fn parsed<T: std::str::FromStr>(row: &Row<'_>, column: usize) -> Result<T> {
    let text = row.get_ref(column)?.as_str().map_err(|_| damaged(column))?;
    text.parse().map_err(|_| StoreError::Damaged(format!("`{text}` is not a word of its column")))
}

pub(crate) fn optional<T: std::str::FromStr>(row: &Row<'_>, column: usize) -> Result<Option<T>> {
    match row.get_ref(column)? {
        rusqlite::types::ValueRef::Null => Ok(None),
        _ => parsed(row, column).map(Some),
    }
}

pub(crate) fn damaged(column: usize) -> StoreError {
    StoreError::Damaged(format!("column {column} of a row has another type than it should"))
}

/// Reads an account's kind.
pub(crate) fn kind(word: &str) -> Result<AccountKind> {
    AccountKind::from_name(word).ok_or_else(|| StoreError::Damaged(format!("`{word}` is no kind of account")))
}

pub(super) fn account(row: &Row<'_>, id: usize, kind_column: usize) -> Result<Account> {
    let word = row.get_ref(kind_column)?.as_str().map_err(|_| damaged(kind_column))?;
    Ok(Account::new(AccountId::new(row.get(id)?), kind(word)?))
}
