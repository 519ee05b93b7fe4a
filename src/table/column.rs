//! A column: what it is called, what it holds, what it means.

use std::borrow::Cow;

use super::Value;
use domain::Pence;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word or a free text.
    Text,
    /// A word of the program's own, `looked_after`; people read `looked after`.
    Word,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A name that stands for a child.
    Pseudonym,
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
    /// A number, in thousandths.
    Number,
    /// A sum split over funds.
    Shares,
    /// Yes or no.
    Yes,
}

impl Kind {
    /// Tells whether it stands to the right for people.
    pub(crate) const fn is_number(self) -> bool {
        matches!(self, Self::Money | Self::Count | Self::Percent | Self::Score | Self::Units | Self::Number)
    }

    /// Takes a whole number for what the column holds: pence, a count, thousandths.
    pub const fn number(self, number: i64) -> Value<'static> {
        match self {
            Self::Money => Value::Money(Pence::new(number)),
            Self::Percent => Value::Percent(number),
            Self::Score | Self::Units | Self::Number => Value::Thousandths(number),
            _ => Value::Count(number),
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
    /// The name for people; empty where that is the name in words.
    label: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// What it counts: `days`, `GBP`; empty where nobody needs to be told.
    pub unit: &'static str,
    /// The least and the most that a whole number is.
    pub bounds: (Option<i64>, Option<i64>),
    /// Whether something stands in every row.
    pub required: bool,
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
        let (unit, bounds, required) = ("", (None, None), false);
        let (totalled, above, seen) = (false, false, Seen::Always);
        Self { name, label, kind, unit, bounds, required, totalled, above, seen, meaning }
    }

    /// Declares a column that people know by its name in words.
    pub const fn data(name: &'static str, kind: Kind, meaning: &'static str) -> Self {
        Self::new(name, "", kind, meaning)
    }

    /// Says what people call it.
    pub const fn labelled(self, label: &'static str) -> Self {
        Self { label, ..self }
    }

    /// Says what it counts.
    pub const fn of(self, unit: &'static str) -> Self {
        Self { unit, ..self }
    }

    /// Says how small and how large its numbers may be.
    pub const fn within(self, least: Option<i64>, most: Option<i64>) -> Self {
        Self { bounds: (least, most), ..self }
    }

    /// Says that something stands in every row.
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// Asks for a total under the column.
    pub const fn totalled(self) -> Self {
        Self { totalled: true, ..self }
    }

    /// Puts the column above the table: it is the same in every row.
    pub const fn above(self) -> Self {
        Self { above: true, ..self }
    }

    /// Says when people see it.
    pub const fn seen(self, seen: Seen) -> Self {
        Self { seen, ..self }
    }
}

impl Column {
    /// What people read above it, on every page and in every workbook: `Cost centre` of `cost_centre`.
    pub fn label(&self) -> Cow<'static, str> {
        if !self.label.is_empty() {
            return Cow::Borrowed(self.label);
        }
        let words = self.name.replace('_', " ");
        Cow::Owned(words[..1].to_uppercase() + &words[1..])
    }

    /// Writes a value of the column as people read it.
    pub(crate) fn write_for_people(&self, value: &Value<'_>, out: &mut String) {
        match value {
            Value::Text(word) if self.kind == Kind::Word => out.push_str(&word.replace('_', " ")),
            value => value.write_for_people(out),
        }
    }

    /// Says how data files write it.
    pub fn form(&self) -> String {
        let form = match self.kind {
            Kind::Choice(words) => {
                return words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
            }
            Kind::Count => match self.bounds {
                (Some(least), Some(most)) => return format!("whole number, {least} to {most}"),
                (Some(least), None) => return format!("whole number from {least}"),
                _ => "whole number",
            },
            Kind::Text | Kind::Word => "text",
            Kind::Pseudonym => "pseudonym",
            Kind::Money => "pounds, `1255.00`",
            Kind::Day => "day, `2006-09-01`",
            Kind::Month => "month, `2006-09`",
            Kind::Instant => "instant, UTC, `2006-09-01T10:00:00Z`",
            Kind::Percent => "percent, `12.5`",
            Kind::Score => "score, `7` or `6.5`",
            Kind::Units => "number, `10` or `1.5`",
            Kind::Number => "number",
            Kind::Shares => "pounds by fund, `POOL 80.00; SEN 30.00`",
            Kind::Yes => "`true` or `false`",
        };
        form.to_owned()
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
