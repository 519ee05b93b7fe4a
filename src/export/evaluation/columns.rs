//! A table as files have it: an interval is two columns, everything else is one.

use crate::evaluate::disclosure::{ShownCell, ShownTable};

/// A column of a file.
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
pub(super) fn columns(table: &ShownTable) -> Vec<FileColumn> {
    let mut columns = Vec::new();
    for (place, column) in table.columns.iter().enumerate() {
        let cells = || table.rows.iter().filter_map(move |row| row.cells.get(place));
        let words = place == 0 || cells().any(|cell| matches!(cell, ShownCell::Text(_)));
        let mut add = |part: Part, name: String, label: String| {
            columns.push(FileColumn { name, label, words, place, part });
        };
        if cells().any(is_interval) {
            add(Part::From, format!("{}_from", column.id), format!("{}: from", column.label));
            add(Part::To, format!("{}_to", column.id), format!("{}: to", column.label));
        } else {
            add(Part::Whole, column.id.to_owned(), column.label.clone());
        }
    }
    columns
}

fn is_interval(cell: &ShownCell) -> bool {
    matches!(cell, ShownCell::Interval(..) | ShownCell::PoundsInterval(..))
}

impl FileColumn {
    /// What a row has in it.
    pub(super) fn of(&self, cells: &[ShownCell]) -> ShownCell {
        let Some(cell) = cells.get(self.place) else { return ShownCell::Text(String::new()) };
        match (self.part, cell) {
            (Part::From, ShownCell::Interval(low, _, decimals)) => ShownCell::Number(*low, *decimals),
            (Part::To, ShownCell::Interval(_, high, decimals)) => ShownCell::Number(*high, *decimals),
            (Part::From, ShownCell::PoundsInterval(low, _)) => ShownCell::Pounds(*low),
            (Part::To, ShownCell::PoundsInterval(_, high)) => ShownCell::Pounds(*high),
            (_, cell) => cell.clone(),
        }
    }
}

/// What a figure counts.
pub(super) const fn unit(cell: &ShownCell) -> &'static str {
    match cell {
        ShownCell::Text(_) | ShownCell::Mark(_) => "",
        ShownCell::Count(_) => "count",
        ShownCell::Money(_) | ShownCell::Pounds(_) | ShownCell::PoundsInterval(..) => "GBP",
        ShownCell::Number(..) | ShownCell::Interval(..) => "number",
        ShownCell::Percent(_) => "per cent",
    }
}
