//! A table of an extract: what it is, and its rows, made one at a time so that a million of them need no
//! room.

use std::fmt;

use table::csv::Dialect;
use table::{Column, Value};

/// Columns that name a row of another table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refers {
    /// The column here.
    pub column: &'static str,
    pub table: &'static str,
    /// The column there.
    pub to: &'static str,
}

/// What a table is, without its rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spec {
    /// Its name: `children`.
    pub name: &'static str,
    pub title: &'static str,
    /// What it tells, in a sentence or two.
    pub meaning: &'static str,
    pub columns: &'static [Column],
    /// The columns that tell its rows apart.
    pub key: &'static [&'static str],
    /// What it names of other tables.
    pub refers: &'static [Refers],
}

/// The last column of a table of which something may be withheld.
pub const WITHHELD: &str = "withheld";

/// What may be withheld.
pub(crate) fn or_withheld<'a, T>(what: Option<T>, value: impl FnOnce(T) -> Value<'a>) -> Value<'a> {
    what.map_or(Value::Withheld, value)
}

/// How a row is made, by its place in the file.
type Fill<'a> = dyn Fn(usize, &mut Vec<Value<'a>>) + Sync + 'a;

/// A table with its rows.
pub struct Table<'a> {
    /// What it is.
    pub spec: &'static Spec,
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
        fill: impl Fn(usize, &mut Vec<Value<'a>>) + Sync + 'a,
    ) -> Self {
        Self { spec, rows, fill: Box::new(fill) }
    }

    /// Makes a row.
    pub fn row(&self, place: usize, row: &mut Vec<Value<'a>>) {
        row.clear();
        (self.fill)(place, row);
        if self.spec.columns.last().is_some_and(|column| column.name == WITHHELD) {
            let withheld =
                self.spec.columns.iter().zip(&*row).filter(|(_, value)| **value == Value::Withheld);
            let names: Vec<&str> = withheld.map(|(column, _)| column.name).collect();
            row.push(if names.is_empty() { Value::Empty } else { names.join(" ").into() });
        }
        debug_assert_eq!(row.len(), self.spec.columns.len(), "{} has all its columns", self.spec.name);
    }

    /// Writes it as CSV with a header: RFC 4180, UTF-8.
    pub fn csv(&self) -> Vec<u8> {
        let mut out = Dialect::FILE.header(self.spec.columns);
        out.reserve(64 * self.rows);
        let mut row = Vec::with_capacity(self.spec.columns.len());
        for place in 0..self.rows {
            self.row(place, &mut row);
            Dialect::FILE.line(&row, &mut out);
        }
        out.into_bytes()
    }

    /// The file its CSV is in.
    pub fn file(&self) -> String {
        format!("{}.csv", self.spec.name)
    }
}
