//! A table as files have it: an interval is two columns, everything else is one.

use disclosure::Shown;
use disclosure::format;
use disclosure::report::{Cell, Table, Value};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FileColumn {
    /// Its name: `mean_change`, `mean_change_from`.
    pub(super) name: String,
    /// Its heading for people.
    pub(super) label: String,
    /// Whether it holds words only.
    pub(super) words: bool,
    place: usize,
    part: Part,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Whole,
    From,
    To,
}

/// The columns of a table's file.
pub(super) fn columns(table: &Table<Shown>) -> Vec<FileColumn> {
    let mut columns = Vec::new();
    for (place, column) in table.columns.iter().enumerate() {
        let values = || table.rows.iter().filter_map(move |row| Some(&row.cells.get(place)?.value));
        let words = place == 0 || values().any(|value| matches!(value, Value::Text(_)));
        let mut add = |part: Part, name: String, label: String| {
            columns.push(FileColumn { name, label, words, place, part });
        };
        if values().any(is_interval) {
            add(Part::From, format!("{}_from", column.id), format!("{}: from", column.label));
            add(Part::To, format!("{}_to", column.id), format!("{}: to", column.label));
        } else {
            add(Part::Whole, column.id.to_owned(), column.label.clone());
        }
    }
    columns
}

fn is_interval(value: &Value) -> bool {
    matches!(value, Value::Interval(..) | Value::PoundsInterval(..))
}

impl FileColumn {
    /// What a row has in it.
    pub(super) fn of(&self, cells: &[Cell<Shown>]) -> Value {
        let Some(cell) = cells.get(self.place) else { return Value::Text(String::new()) };
        match (self.part, &cell.value) {
            (Part::From, Value::Interval(low, _, decimals)) => Value::Number(*low, *decimals),
            (Part::To, Value::Interval(_, high, decimals)) => Value::Number(*high, *decimals),
            (Part::From, Value::PoundsInterval(low, _)) => Value::Pounds(*low),
            (Part::To, Value::PoundsInterval(_, high)) => Value::Pounds(*high),
            (_, value) => value.clone(),
        }
    }
}

/// What a figure counts.
pub(super) const fn unit(value: &Value) -> &'static str {
    match value {
        Value::Text(_) | Value::Mark(_) => "",
        Value::Count(_) => "count",
        Value::Money(_) | Value::Pounds(_) | Value::PoundsInterval(..) => "GBP",
        Value::Number(..) | Value::Interval(..) => "number",
        Value::Share(_) => "per cent",
    }
}

/// A cell as a table has it; an interval and a mark are words.
pub(super) fn value(cell: &Value) -> table::Value<'static> {
    match cell {
        Value::Text(text) => text.as_str().into(),
        Value::Count(count) => i64::try_from(*count).unwrap_or(i64::MAX).into(),
        Value::Money(pence) => table::Value::Money(*pence),
        Value::Pounds(pounds) => table::Value::Number(*pounds, 2),
        Value::Number(number, decimals) => table::Value::Number(*number, *decimals),
        Value::Share(share) => table::Value::Number(*share * 100.0, 0),
        Value::Interval(..) | Value::PoundsInterval(..) | Value::Mark(_) => format::value(cell).into(),
    }
}
