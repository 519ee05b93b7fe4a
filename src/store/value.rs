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
            Value::Text(word) => ValueRef::Text(word.as_bytes()),
        }))
    }
}

/// A value as SQLite gives it. Recorded columns are numbers and words.
pub(super) fn read(value: ValueRef<'_>) -> Value<'_> {
    match value {
        ValueRef::Integer(number) => Value::Number(number),
        // What is no text was not recorded; no recorded text begins with nothing (NUL), so it equals none.
        ValueRef::Text(text) => Value::Text(
            str::from_utf8(text).map_or_else(|_| format!("\0{}", domain::hex(text)).into(), Into::into),
        ),
        ValueRef::Null | ValueRef::Real(_) | ValueRef::Blob(_) => Value::Absent,
    }
}

/// Lists words as SQL does: `'bank', 'card'`.
pub(super) fn sql_list(words: impl Iterator<Item = &'static str>) -> String {
    words.map(|word| format!("'{word}'")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_like_no_text() {
        let word = |text: &'static [u8]| read(ValueRef::Text(text));
        assert_eq!(word("café \u{fffd}".as_bytes()), Value::Text("café \u{fffd}".into()));
        assert_ne!(word(b"SHOP \xff"), word("SHOP \u{fffd}".as_bytes()));
        assert_ne!(word(b"SHOP \xff"), word(b"SHOP \xfe"));
    }
}
