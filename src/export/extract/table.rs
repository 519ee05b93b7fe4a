//! A table of an extract: what each column is, and its rows, made one at a time so that a million of
//! them need no room.

use std::borrow::Cow;
use std::fmt;

use crate::pack::{csv_record, harmless};
use domain::{Pence, Score};
use statistics::number::{decimals, points, pounds};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Form {
    /// A child's pseudonym.
    Child,
    /// Words.
    Text,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A whole number, from, to.
    Whole(Option<i64>, Option<i64>),
    /// A sum in pounds.
    Money,
    /// A number with up to three decimals.
    Number,
    /// `true` or `false`.
    Yes,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    /// The name in the header: a contract.
    pub name: &'static str,
    /// What it holds.
    pub form: Form,
    /// What it counts: `days`, `GBP`; empty for words.
    pub unit: &'static str,
    /// Whether every row has it.
    pub required: bool,
    /// What it means, in one line.
    pub meaning: &'static str,
}

impl Column {
    /// Its name as people read it: `age band`.
    pub fn title(&self) -> String {
        self.name.replace('_', " ")
    }
}

/// Columns that name a row of another table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refers {
    /// The column here.
    pub column: &'static str,
    /// The table.
    pub table: &'static str,
    /// The column there.
    pub to: &'static str,
}

/// What a table is, without its rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spec {
    /// Its name: `children`.
    pub name: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What it tells, in a sentence or two.
    pub meaning: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
    /// The columns that tell its rows apart.
    pub key: &'static [&'static str],
    /// What it names of other tables.
    pub refers: &'static [Refers],
}

/// The last column of a table of which something may be withheld.
pub const WITHHELD: &str = "withheld";

/// What stands in one place of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Nothing: not known, or there is none.
    Empty,
    /// It is known, and withheld.
    Withheld,
    /// Words.
    Text(Cow<'a, str>),
    /// A whole number.
    Whole(i64),
    /// A sum.
    Money(Pence),
    /// A score.
    Score(Score),
    /// A number.
    Number(f64),
    /// Yes or no.
    Yes(bool),
}

impl<'a> Cell<'a> {
    /// Words that stand as they are.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    /// What may not be known.
    pub fn perhaps<T>(value: Option<T>, cell: impl FnOnce(T) -> Self) -> Self {
        value.map_or(Self::Empty, cell)
    }

    /// What may be withheld.
    pub fn told<T>(value: Option<T>, cell: impl FnOnce(T) -> Self) -> Self {
        value.map_or(Self::Withheld, cell)
    }

    /// A count.
    pub fn count<T: TryInto<i64>>(count: T) -> Self {
        count.try_into().map_or(Self::Empty, Self::Whole)
    }

    /// As CSV has it.
    pub(crate) fn as_data(&self) -> Cow<'_, str> {
        match self {
            Self::Empty | Self::Withheld => Cow::Borrowed(""),
            Self::Text(text) => harmless(text).into(),
            Self::Whole(number) => number.to_string().into(),
            Self::Money(pence) => pence.to_string().into(),
            Self::Score(score) => score.to_string().into(),
            Self::Number(_) => self.number().unwrap_or_default().to_string().into(),
            Self::Yes(yes) => if *yes { "true" } else { "false" }.into(),
        }
    }

    /// As a real number, where it is one: pounds, points, or the number to three decimals.
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Money(pence) => Some(pounds(*pence)),
            Self::Score(score) => Some(points(*score)),
            Self::Number(number) => Some(decimals(*number, 3)),
            _ => None,
        }
    }
}

/// How a row is written into cells, by its place in the file.
type Fill<'a> = dyn Fn(usize, &mut Vec<Cell<'a>>) + Sync + 'a;

/// A table with its rows.
pub struct Table<'a> {
    /// What it is.
    pub spec: &'static Spec,
    /// How many rows it has.
    pub rows: usize,
    fill: Box<Fill<'a>>,
}

impl fmt::Debug for Table<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Table").field("name", &self.spec.name).field("rows", &self.rows).finish()
    }
}

impl<'a> Table<'a> {
    /// A table whose rows are made when they are asked for. The column that says what is withheld is
    /// filled in by itself.
    pub fn new(
        spec: &'static Spec,
        rows: usize,
        fill: impl Fn(usize, &mut Vec<Cell<'a>>) + Sync + 'a,
    ) -> Self {
        Self { spec, rows, fill: Box::new(fill) }
    }

    /// Makes a row.
    pub fn row(&self, place: usize, cells: &mut Vec<Cell<'a>>) {
        cells.clear();
        (self.fill)(place, cells);
        if self.spec.columns.last().is_some_and(|column| column.name == WITHHELD) {
            let withheld = self.spec.columns.iter().zip(&*cells).filter(|(_, cell)| **cell == Cell::Withheld);
            let names: Vec<&str> = withheld.map(|(column, _)| column.name).collect();
            cells.push(if names.is_empty() { Cell::Empty } else { Cell::Text(names.join(" ").into()) });
        }
        debug_assert_eq!(cells.len(), self.spec.columns.len(), "{} has all its columns", self.spec.name);
    }

    /// Writes it as CSV with a header: RFC 4180, UTF-8.
    pub fn csv(&self) -> Vec<u8> {
        let mut out = String::with_capacity(64 * (self.rows + 1));
        csv_record(self.spec.columns.iter().map(|column| column.name), ',', &mut out);
        let mut cells = Vec::with_capacity(self.spec.columns.len());
        for place in 0..self.rows {
            self.row(place, &mut cells);
            csv_record(cells.iter().map(Cell::as_data), ',', &mut out);
        }
        out.into_bytes()
    }

    /// The file its CSV is in.
    pub fn file(&self) -> String {
        format!("{}.csv", self.spec.name)
    }
}
