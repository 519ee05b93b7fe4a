//! A recorded value, as SQLite takes it and gives it; words, as a statement lists them.

use rusqlite::ToSql;
use rusqlite::types::{ToSqlOutput, ValueRef};

use domain::row::Value;

/// A value as SQLite takes it.
pub(super) struct Bound<'a>(pub &'a Value<'a>);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self.0 {
            Value::Absent => ValueRef::Null,
            Value::Number(number) => ValueRef::Integer(*number),
            Value::Word(word) => ValueRef::Text(word.as_bytes()),
        }))
    }
}

/// A value as SQLite gives it. Recorded columns are numbers and words.
pub(super) fn read(value: ValueRef<'_>) -> Value<'_> {
    match value {
        ValueRef::Integer(number) => Value::Number(number),
        ValueRef::Text(text) => Value::Word(String::from_utf8_lossy(text)),
        ValueRef::Null | ValueRef::Real(_) | ValueRef::Blob(_) => Value::Absent,
    }
}

/// Lists words as SQL does: `'bank', 'card'`.
pub(super) fn sql_list(words: impl Iterator<Item = &'static str>) -> String {
    words.map(|word| format!("'{word}'")).collect::<Vec<_>>().join(", ")
}
