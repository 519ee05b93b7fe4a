//! One model of a table, and one writer for each form of it.
//!
//! A [`Head`] says what stands over the rows: title, moment, [`Column`]s. Rows are [`Value`]s, handed one
//! at a time to a [`Writer`], so that a million of them need no room. Nothing here knows where rows come
//! from, or more of the domain than its values. Start with [`Column`] and [`Value`].

pub mod column;
pub mod csv;
mod json;
pub mod markdown;
mod plain;
mod sheet;
mod terminal;
mod value;

use std::fmt;
use std::io;

use domain::{Day, Month};

pub use column::{Column, Kind, Seen};
pub use csv::Csv;
pub use json::Json;
pub use plain::Plain;
pub use sheet::Sheet;
pub use terminal::Terminal;
pub use value::{Value, parts};

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

/// Writes a table: [`Writer::begin`], then [`Writer::row`] once for each row, then [`Writer::end`].
pub trait Writer {
    /// Begins the table.
    ///
    /// # Errors
    /// An output that cannot be written.
    fn begin(&mut self, head: Head) -> io::Result<()>;

    /// Takes a row, with a value for every column.
    ///
    /// # Errors
    /// As [`Writer::begin`].
    fn row(&mut self, row: &[Value<'_>]) -> io::Result<()>;

    /// Ends the table, with a total for each totalled column where there were rows to total.
    ///
    /// # Errors
    /// As [`Writer::begin`].
    fn end(&mut self, totals: Option<&[Value<'_>]>) -> io::Result<()>;
}
