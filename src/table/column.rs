//! A column: what it is called, what it holds, what it means.

use std::borrow::Cow;

use super::Value;
use domain::{Pence, Score};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word or a free text.
    Text,
    /// A sum in whole pence.
    Money,
    /// A whole number.
    Count,
    /// A day, year-month-day.
    Day,
    /// A month, year-month.
    Month,
    /// An instant, UTC.
    Instant,
    /// A share of a hundred, in tenths.
    Percent,
    /// A score, in thousandths.
    Score,
    /// A number of units, in thousandths.
    Units,
    /// A sum split over funds.
    Shares,
}

impl Kind {
    /// Tells whether it stands to the right for people.
    pub(crate) const fn is_number(self) -> bool {
        matches!(self, Self::Money | Self::Count | Self::Percent | Self::Score | Self::Units)
    }

    /// Says how data files write it.
    pub const fn form(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Money => "pounds, `1255.00`",
            Self::Count => "whole number",
            Self::Day => "day, `2006-09-01`",
            Self::Month => "month, `2006-09`",
            Self::Instant => "instant, UTC, `2006-09-01T10:00:00Z`",
            Self::Percent => "percent, `12.5`",
            Self::Score => "score, `7` or `6.5`",
            Self::Units => "number, `10` or `1.5`",
            Self::Shares => "pounds by fund, `POOL 80.00; SEN 30.00`",
        }
    }

    /// Takes a whole number for what the column holds: pence, a count, thousandths.
    pub const fn number(self, number: i64) -> Value<'static> {
        match self {
            Self::Money => Value::Money(Pence::new(number)),
            Self::Percent => Value::Percent(number),
            Self::Score | Self::Units => Value::Score(Score::from_thousandths(number)),
            Self::Text | Self::Count | Self::Day | Self::Month | Self::Instant | Self::Shares => {
                Value::Count(number)
            }
        }
    }

    /// Takes a word for what the column holds.
    pub const fn word(self, word: &str) -> Value<'_> {
        match self {
            Self::Shares => Value::Shares(Cow::Borrowed(word)),
            _ => Value::Text(Cow::Borrowed(word)),
        }
    }
}

/// When people see a column in a table; data files always have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Always.
    Always,
    /// Where there is something in it.
    Filled,
    /// Never: it is for programs, such as a hash.
    InData,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The name in data files: a contract.
    pub name: &'static str,
    /// The name for people.
    pub label: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether people see its total.
    pub totalled: bool,
    /// Whether it is the same in every row, and stands above the table for people.
    pub above: bool,
    /// When people see it in a table.
    pub seen: Seen,
    /// What it means, in one line.
    pub meaning: &'static str,
}

impl Column {
    /// Declares a column that people always see, without a total.
    pub const fn new(name: &'static str, label: &'static str, kind: Kind, meaning: &'static str) -> Self {
        Self { name, label, kind, totalled: false, above: false, seen: Seen::Always, meaning }
    }

    /// Asks for a total under the column.
    pub const fn totalled(self) -> Self {
        Self { totalled: true, ..self }
    }

    /// Puts the column above the table: it is the same in every row.
    pub const fn above(self) -> Self {
        Self { above: true, ..self }
    }
}

macro_rules! columns {
    ($($(#[$doc:meta])* $function:ident = $kind:ident),* $(,)?) => {$(
        $(#[$doc])*
        pub const fn $function(name: &'static str, label: &'static str, meaning: &'static str) -> Column {
            Column::new(name, label, Kind::$kind, meaning)
        }
    )*};
}

columns! {
    /// Declares a column of words.
    text = Text,
    /// Declares a column of money.
    money = Money,
    /// Declares a column of whole numbers.
    count = Count,
    /// Declares a column of days.
    day = Day,
    /// Declares a column of months.
    month = Month,
    /// Declares a column of instants.
    instant = Instant,
    /// Declares a column of percentages.
    percent = Percent,
    /// Declares a column of scores.
    score = Score,
    /// Declares a column of units.
    units = Units,
    /// Declares a column of sums by fund.
    shares = Shares,
}
