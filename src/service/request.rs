//! Requests as JSON: how they are kept beside what they recorded, and told apart from others.

use std::fmt;

use serde::Serialize;
use serde_json::Value;

use super::Result;
use domain::Code;
use store::{Sealing, WriteTx, asked_is_personal};

/// Writes a request as JSON.
pub(crate) fn json<T: Serialize + ?Sized>(request: &T) -> String {
    serde_json::to_string(request).expect("requests are plain values and always have a JSON form")
}

/// Seals with a plain note of what was asked.
pub(crate) fn seal_as(tx: &mut WriteTx<'_>, kind: &str, key: Option<&Code>, asked: &str) -> Result<i64> {
    Ok(tx.seal(&Sealing { kind, key: key.map(Code::as_str), asked })?)
}

/// Adds a field to a request written as JSON.
pub(crate) fn with(asked: &str, field: &str, value: impl fmt::Display) -> String {
    let bare = asked.strip_suffix('}').expect("a request is an object");
    let comma = if bare.ends_with('{') { "" } else { "," };
    format!(r#"{bare}{comma}"{field}":{}}}"#, json(&value.to_string()))
}

/// Names the first field in which a request differs from the one that was kept: field, found, given. `kept`
/// is the request as it would be kept; of a personal field nobody can tell what was found.
pub(crate) fn first_difference(found: &str, kept: &str, given: &str) -> (String, String, String) {
    let fields = |text: &str| match serde_json::from_str(text) {
        Ok(Value::Object(fields)) => fields,
        _ => serde_json::Map::new(),
    };
    let spoken = |value: Option<&Value>| match value {
        None | Some(Value::Null) => "nothing".to_owned(),
        Some(Value::String(word)) => format!("`{}`", domain::excerpt(word, 60)),
        Some(other) => other.to_string(),
    };
    let (found, kept, given) = (fields(found), fields(kept), fields(given));
    let Some(field) = kept.keys().chain(found.keys()).find(|field| found.get(*field) != kept.get(*field))
    else {
        return ("content".into(), "another".into(), "this".into());
    };
    let was = match found.get(field).filter(|was| !was.is_null()) {
        Some(_) if asked_is_personal(field) || kept.get(field) != given.get(field) => {
            "something else (personal, so not shown)".into()
        }
        was => spoken(was),
    };
    (field.clone(), was, spoken(given.get(field)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_first_field_that_differs() {
        let found = r#"{"child":"C-1","amount":"120.00","on":null}"#;
        let given = r#"{"child":"C-1","amount":"125.00","on":null}"#;
        assert_eq!(
            first_difference(found, given, given),
            ("amount".into(), "`120.00`".into(), "`125.00`".into())
        );
    }
}
