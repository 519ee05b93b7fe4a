//! What stands over a table.

use std::fmt;

use super::column::Column;
use domain::{Day, Month};

/// What stands over a table, and what it says where it has no rows.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// What it is and about whom.
    pub title: String,
    /// For when it answers.
    pub moment: Option<Moment>,
    /// Its columns, in order.
    pub columns: Vec<Column>,
    /// What is said when there is nothing.
    pub nothing: &'static str,
}

/// For when a table answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The day it answers for.
    pub as_at: Day,
    /// The day by which what it counts was known.
    pub known_at: Option<Day>,
    /// The month as whose sign-off it answers.
    pub signed_off: Option<Month>,
}

impl Moment {
    /// What is known now of a day.
    pub const fn of(as_at: Day) -> Self {
        Self { as_at, known_at: None, signed_off: None }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "as at {}", self.as_at)?;
        match (self.signed_off, self.known_at) {
            (Some(month), _) => write!(f, ", as {month} was signed off"),
            (None, Some(day)) => write!(f, ", as it was known on {day}"),
            (None, None) => Ok(()),
        }
    }
}
