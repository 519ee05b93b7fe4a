//! The numbers by which the ledger knows its rows: one type each, so that none is taken for another.

use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;

use serde::Serialize;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(i64);

        impl $name {
            /// Wraps a number read from the ledger.
            pub const fn new(number: i64) -> Self {
                Self(number)
            }

            /// Returns the number to write to the ledger.
            pub const fn get(self) -> i64 {
                self.0
            }
        }

        impl FromStr for $name {
            type Err = ParseIntError;

            fn from_str(text: &str) -> Result<Self, ParseIntError> {
                text.parse().map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

ids! {
    /// A row of `account`.
    AccountId,
    /// A row of `category`.
    CategoryId,
    /// A row of `child`.
    ChildId,
    /// An entry, and the event that seals it: one number.
    EntryId,
    /// A row of `conflict`: the event that declared it.
    ConflictId,
    /// A row of `family_member`: the event that recorded it.
    MemberId,
    /// A row of `fund`.
    FundId,
    /// A row of `statement_line`.
    LineId,
    /// A row of `matching`.
    MatchingId,
    /// A row of `measure`.
    MeasureId,
    /// A row of `need`: its event.
    NeedId,
    /// A row of `practitioner`.
    PractitionerId,
    /// A row of `provider`.
    ProviderId,
}
