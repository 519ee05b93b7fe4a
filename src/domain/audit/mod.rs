//! Audit tests: what is worth a second look, and why. A finding is a question, never a verdict.
//!
//! The store finds; here stands what each test asks and what it cannot tell, and the two pure parts:
//! what makes two numbers or two names nearly the same (`near_duplicate`), and the first digits of amounts
//! (`digits`).

mod digits;
mod near_duplicate;

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::excerpt;
pub use digits::{Conformity, Digits, Judged, Unfit};
pub use near_duplicate::{near_number, plain_name, plain_number};

macro_rules! tests {
    ($($(#[$doc:meta])* $name:ident = $word:literal {
        asks: $asks:literal, why: $why:literal, answer: $answer:literal, limits: $limits:literal $(,)?
    })*) => {
        /// A question asked of the whole ledger.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum AuditTest { $($(#[$doc])* $name),* }

        impl AuditTest {
            /// Every test, in the order they are run.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Returns the name users type.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word),* }
            }

            pub const fn asks(self) -> &'static str {
                match self { $(Self::$name => $asks),* }
            }

            /// Says why that is asked.
            pub const fn why(self) -> &'static str {
                match self { $(Self::$name => $why),* }
            }

            /// Says what would answer a finding.
            pub const fn answer(self) -> &'static str {
                match self { $(Self::$name => $answer),* }
            }

            /// Says what it cannot tell.
            pub const fn limits(self) -> &'static str {
                match self { $(Self::$name => $limits),* }
            }
        }
    };
}

// Each test with what it asks, as the build reads it from the header of its query.
include!(concat!(env!("OUT_DIR"), "/audit.rs"));

/// Why a word is no audit test.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{0}` is no audit test; there are {names}", names = names())]
pub struct BadTest(String);

impl BadTest {
    /// Returns the stable code of the message.
    pub fn code(&self) -> &'static str {
        match self {
            Self(_) => "AUDIT_TEST_UNKNOWN",
        }
    }
}

fn names() -> String {
    let names: Vec<&str> = AuditTest::ALL.iter().map(|test| test.as_str()).collect();
    names.join(", ")
}

impl FromStr for AuditTest {
    type Err = BadTest;

    fn from_str(text: &str) -> Result<Self, BadTest> {
        let found = Self::ALL.iter().copied().find(|test| test.as_str() == text.trim());
        found.ok_or_else(|| BadTest(excerpt(text, 40)))
    }
}

impl fmt::Display for AuditTest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The hours in which people record: from the one, up to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// The first hour, 0 to 23.
    pub opens: u8,
    /// The hour from which it is late, 1 to 24.
    pub shuts: u8,
}

/// Why a text is no pair of hours.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{0}` is no pair of hours; write FROM-TO, such as 8-18")]
pub struct BadHours(String);

impl BadHours {
    /// Returns the stable code of the message.
    pub fn code(&self) -> &'static str {
        match self {
            Self(_) => "HOURS_INVALID",
        }
    }
}

impl FromStr for Hours {
    type Err = BadHours;

    fn from_str(text: &str) -> Result<Self, BadHours> {
        let bad = || BadHours(excerpt(text, 40));
        let hour = |text: &str| {
            (text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit()))
                .then(|| text.parse::<u8>().ok())
                .flatten()
        };
        let (opens, shuts) = text.trim().split_once('-').ok_or_else(bad)?;
        let hours = Self { opens: hour(opens).ok_or_else(bad)?, shuts: hour(shuts).ok_or_else(bad)? };
        if hours.opens < hours.shuts && hours.shuts <= 24 { Ok(hours) } else { Err(bad()) }
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.opens, self.shuts)
    }
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn hours_go_forward_within_a_day() {
        assert_eq!("8-18".parse(), Ok(Hours { opens: 8, shuts: 18 }));
        assert_eq!("00-24".parse(), Ok(Hours { opens: 0, shuts: 24 }));
        for bad in ["", "8", "18-8", "8-8", "8-25", "8:30-18", "-1-18", "+8-18"] {
            assert!(bad.parse::<Hours>().is_err(), "{bad}");
        }
    }

    #[test]
    fn each_test_has_its_own_name() {
        for test in AuditTest::ALL {
            assert_eq!(test.as_str().parse(), Ok(*test));
        }
        let said = "split".parse::<AuditTest>().unwrap_err().to_string();
        assert!(said.starts_with("`split` is no audit test; there are splits, receipts, late, "), "{said}");
    }
}
