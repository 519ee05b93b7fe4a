//! A sheet of the month pack as plain data: what each file of it holds, before it is written as CSV or
//! into a workbook.

use domain::{Day, Pence};
use table::Kind;

/// What stands in one place of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// A word or a text, as it was given: each writer makes it safe for its readers.
    Text(String),
    /// A whole number.
    Count(i64),
    /// A sum.
    Money(Pence),
    /// A day.
    Day(Day),
}

/// A column of a sheet. Its kind is `Text`, `Count`, `Money` or `Day`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The name in the header: a contract.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// What it means, in one line.
    pub meaning: &'static str,
}

/// A table of the month pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The file's name in the pack: `owed.csv`, `accruals/creditors.csv`.
    pub file: &'static str,
    /// Its title for people, at most 31 characters.
    pub title: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
    /// Its rows, each with a value for every column.
    pub rows: Vec<Vec<Value>>,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $function:ident = $kind:ident),* $(,)?) => {$(
        $(#[$doc])*
        pub(super) const fn $function(name: &'static str, meaning: &'static str) -> Column {
            Column { name, kind: Kind::$kind, meaning }
        }
    )*};
}

kinds! {
    /// Declares a column of words.
    text = Text,
    /// Declares a column of whole numbers.
    count = Count,
    /// Declares a column of money.
    money = Money,
    /// Declares a column of days.
    day = Day,
}

impl Sheet {
    /// Tells whether its columns can be added up: not what has sums of different kinds, nor balances of which
    /// some have no statement beside them.
    pub(crate) fn adds_up(&self) -> bool {
        let place = self.columns.iter().position(|column| column.name == "statement");
        self.file != "exceptions.csv"
            && place.is_none_or(|place| self.rows.iter().all(|row| row[place] != Value::Empty))
    }

    /// Adds up a column of money; nothing where there is no such column.
    pub fn total(&self, column: &str) -> Pence {
        let place = self.columns.iter().position(|c| c.name == column);
        let pence = |row: &Vec<Value>| match place.and_then(|place| row.get(place)) {
            Some(Value::Money(pence)) => *pence,
            _ => Pence::ZERO,
        };
        self.rows.iter().map(pence).sum()
    }

    /// Writes it as CSV with a header: RFC 4180, UTF-8.
    pub fn csv(&self) -> String {
        let names: Vec<String> = self.columns.iter().map(|column| column.name.to_owned()).collect();
        let mut out = String::new();
        record(&names, ',', &mut out);
        for row in &self.rows {
            let fields: Vec<String> = row.iter().map(Value::as_data).collect();
            record(&fields, ',', &mut out);
        }
        out
    }
}

impl Value {
    /// A text that may not be there.
    pub fn perhaps(text: Option<String>) -> Self {
        text.map_or(Self::Empty, Self::Text)
    }

    /// Writes it as data files have it; a text that a spreadsheet would take for a formula begins with
    /// a quote.
    pub(crate) fn as_data(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => harmless(text),
            Self::Count(number) => number.to_string(),
            Self::Money(pence) => pence.to_string(),
            Self::Day(day) => day.to_string(),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Pence> for Value {
    fn from(pence: Pence) -> Self {
        Self::Money(pence)
    }
}

impl From<Day> for Value {
    fn from(day: Day) -> Self {
        Self::Day(day)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Count(number)
    }
}

/// A text that no spreadsheet takes for a formula.
pub(crate) fn harmless(text: &str) -> String {
    let quote = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("{quote}{text}")
}

/// Writes one line of CSV, quoted where RFC 4180 asks for it.
pub(crate) fn record<T: AsRef<str>>(fields: impl IntoIterator<Item = T>, delimiter: char, out: &mut String) {
    for (place, field) in fields.into_iter().enumerate() {
        let field = field.as_ref();
        if place > 0 {
            out.push(delimiter);
        }
        if field.contains([delimiter, '"', '\r', '\n']) {
            out.push('"');
            out.push_str(&field.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(field);
        }
    }
    out.push_str("\r\n");
}
