//! Domain values as they are said: in JSON, and in the words of a request.

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use serde::{Serialize, Serializer};

/// A domain value that is kept in a request by its written word. The domain itself knows no serde.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said<T>(pub T);

impl<T> Deref for Said<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> From<T> for Said<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T: FromStr> FromStr for Said<T> {
    type Err = T::Err;

    fn from_str(text: &str) -> Result<Self, T::Err> {
        text.parse().map(Self)
    }
}

impl<T: fmt::Display> Serialize for Said<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// Writes a request as JSON.
pub(crate) fn json<T: Serialize + ?Sized>(request: &T) -> String {
    serde_json::to_string(request).expect("requests are plain values and always have a JSON form")
}

/// Adds a field to a request written as JSON.
pub(crate) fn with(asked: &str, field: &str, value: impl fmt::Display) -> String {
    let bare = asked.strip_suffix('}').expect("a request is an object");
    let comma = if bare.ends_with('{') { "" } else { "," };
    format!(r#"{bare}{comma}"{field}":{}}}"#, json(&value.to_string()))
}

/// Names the first field in which two requests differ: field, found, given.
pub(crate) fn first_difference(found: &str, given: &str) -> (String, String, String) {
    use serde_json::Value;
    let fields = |text: &str| match serde_json::from_str(text) {
        Ok(Value::Object(fields)) => fields,
        _ => serde_json::Map::new(),
    };
    let spoken = |value: Option<&Value>| match value {
        None | Some(Value::Null) => "nothing".to_owned(),
        Some(Value::String(word)) => format!("`{}`", crate::domain::excerpt(word, 60)),
        Some(other) => other.to_string(),
    };
    let (found, given) = (fields(found), fields(given));
    let differs = given.keys().chain(found.keys()).find(|field| found.get(*field) != given.get(*field));
    match differs {
        Some(field) => (field.clone(), spoken(found.get(field)), spoken(given.get(field))),
        None => ("content".into(), "another".into(), "this".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_first_field_that_differs() {
        let found = r#"{"child":"C-1","amount":"120.00","on":null}"#;
        let given = r#"{"child":"C-1","amount":"125.00","on":null}"#;
        assert_eq!(first_difference(found, given), ("amount".into(), "`120.00`".into(), "`125.00`".into()));
    }
}
