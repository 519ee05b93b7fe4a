//! Compacts: what a family and those around it promised.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::{Code, Day, EntryId, Party, Text, excerpt};

/// What somebody promises in a compact: `family: to be home at four`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    pub who: Party,
    pub what: Text,
}

/// Why a text is no promise.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "`{0}` is no promise; write WHO: WHAT, where WHO is family, child, professional, council or provider"
)]
pub struct BadPromise(String);

impl BadPromise {
    /// Returns the stable code of the message.
    pub fn code(&self) -> &'static str {
        match self {
            Self(_) => "PROMISE_INVALID",
        }
    }
}

impl FromStr for Promise {
    type Err = BadPromise;

    fn from_str(text: &str) -> Result<Self, BadPromise> {
        let bad = || BadPromise(excerpt(text, 40));
        let (who, what) = text.split_once(':').ok_or_else(bad)?;
        Ok(Self { who: who.parse().map_err(|_| bad())?, what: what.parse().map_err(|_| bad())? })
    }
}

impl fmt::Display for Promise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.who, self.what)
    }
}

/// A compact that is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compact {
    /// Its number: its event.
    pub id: EntryId,
    pub child_ref: Code,
    /// When it was agreed.
    pub agreed_on: Day,
}
