//! Domain values in JSON: each by its written word, the same that people type and read.

use super::audit::{AuditTest, Hours};
use super::compact::Promise;
use super::publication::Quarter;
use super::{AccountName, Amount, Code, Considered, Day, Month, Pence, Score, Target, Text, Units};

/// Has values written as JSON by what they display.
macro_rules! as_json {
    ($($name:ty),* $(,)?) => {$(
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    )*};
}

pub(super) use as_json;

as_json! {
    AccountName, Amount, AuditTest, Code, Considered, Day, Hours, Month, Pence, Promise, Quarter, Score,
    Target, Text, Units,
}
