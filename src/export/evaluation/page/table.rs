//! A table as the page has it: names of its figures, marks that are heard, pounds alike in a column.

use std::collections::BTreeSet;

use disclosure::Shown;
use disclosure::format;
use disclosure::report::{self, How, Mark, Value};

/// A column with words longer than this is given room.
const LONG: usize = 40;

/// With more columns than this a table is set smaller.
const BROAD: usize = 6;

pub(super) struct Table<'a> {
    pub(super) id: &'static str,
    pub(super) number: String,
    pub(super) caption: &'a str,
    pub(super) broad: bool,
    pub(super) heads: Vec<HeadCell<'a>>,
    pub(super) rows: Vec<Row<'a>>,
    pub(super) marks: Vec<Mark>,
    pub(super) notes: &'a [String],
    pub(super) how: &'a How,
}

pub(super) struct HeadCell<'a> {
    pub(super) id: &'static str,
    pub(super) label: &'a str,
    pub(super) look: Look,
}

pub(super) struct Row<'a> {
    pub(super) id: &'a str,
    pub(super) name: String,
    pub(super) total: bool,
    pub(super) cells: Vec<Cell>,
}

pub(super) struct Cell {
    pub(super) id: String,
    pub(super) text: String,
    pub(super) mark: Option<&'static str>,
    pub(super) look: Look,
}

/// How a column looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Words,
    LongWords,
    Figure,
}

impl Look {
    /// Its class, as an attribute.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Words => "",
            Self::LongWords => " class=\"long\"",
            Self::Figure => " class=\"figure\"",
        }
    }

    fn of(table: &report::Table<Shown>, place: usize) -> Self {
        let words = |value: &Value| match value {
            Value::Text(text) => Some(text.chars().count()),
            _ => None,
        };
        let longest = values(table, place).filter_map(words).max();
        match longest {
            None if place > 0 => Self::Figure,
            Some(letters) if letters > LONG && place > 0 => Self::LongWords,
            _ => Self::Words,
        }
    }
}

fn values(table: &report::Table<Shown>, place: usize) -> impl Iterator<Item = &Value> {
    table.rows.iter().filter_map(move |row| Some(&row.cells.get(place)?.value))
}

/// Lays a table out.
pub(super) fn of(table: &report::Table<Shown>, number: String) -> Table<'_> {
    let looks: Vec<Look> = (0..table.columns.len()).map(|place| Look::of(table, place)).collect();
    let pence: Vec<bool> =
        (0..table.columns.len()).map(|place| format::pence(values(table, place))).collect();
    let heads = table.columns.iter().zip(&looks);
    let heads = heads.map(|(column, look)| HeadCell { id: column.id, label: &column.label, look: *look });
    let mut seen = BTreeSet::new();
    let rows = table.rows.iter().map(|row| {
        let cells = table.columns.iter().zip(&row.cells).enumerate().skip(1);
        let cells = cells.map(|(place, (column, shown))| {
            let id = unique(&mut seen, format!("{}.{}.{}", table.id, row.id, column.id));
            cell(&shown.value, id, looks[place], pence[place])
        });
        let cells = cells.collect();
        Row {
            id: &row.id,
            name: row.cells.first().map(|cell| format::value(&cell.value)).unwrap_or_default(),
            total: row.total,
            cells,
        }
    });
    let marks = Mark::ALL.into_iter();
    let there = |mark: &Mark| {
        table.rows.iter().any(|row| row.cells.iter().any(|cell| cell.value == Value::Mark(*mark)))
    };
    Table {
        id: table.id,
        number,
        caption: &table.caption,
        broad: table.columns.len() > BROAD,
        heads: heads.collect(),
        rows: rows.collect(),
        marks: marks.filter(there).collect(),
        notes: &table.notes,
        how: &table.how,
    }
}

/// A name in the page: no blanks, and no two alike.
fn unique(seen: &mut BTreeSet<String>, name: String) -> String {
    let name: String = name.chars().map(|sign| if sign.is_whitespace() { '_' } else { sign }).collect();
    if seen.insert(name.clone()) {
        return name;
    }
    let free = (2..).map(|place| format!("{name}~{place}")).find(|name| !seen.contains(name));
    let free = free.unwrap_or(name);
    seen.insert(free.clone());
    free
}

/// A cell; estimated pounds with pence or without, as the column has them.
pub(super) fn cell(shown: &Value, id: String, look: Look, pence: bool) -> Cell {
    let mark = match shown {
        Value::Mark(mark) => Some(mark.meaning()),
        _ => None,
    };
    Cell { id, text: format::of_column(shown, pence), mark, look }
}
