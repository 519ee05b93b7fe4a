//! How a figure of the report was made, and from which rows.

use std::fmt::Write as _;

use thiserror::Error;

use disclosure::Rules;
use disclosure::Shown;
use disclosure::format;
use disclosure::report::{How, Mark, Report, Row, Table, Value};
use domain::similar;

/// A name that no figure has.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("there is no figure `{name}`")]
pub struct NoFigure {
    /// What was asked for.
    pub name: String,
    /// Names that are nearly the same.
    pub near: Vec<String>,
}

impl NoFigure {
    /// Returns what to do next.
    pub fn hint(&self) -> String {
        match self.near.as_slice() {
            [] => "csv/figures.csv of the report lists every figure by its name".to_owned(),
            near => format!("did you mean {}?", near.join(" or ")),
        }
    }
}

/// Tells how a figure was made: `TABLE.ROW.COLUMN`, or a whole table by its name.
///
/// # Errors
/// A name that no figure has.
pub fn explain(shown: &Report<Shown>, rules: &Rules, name: &str) -> Result<String, NoFigure> {
    let tables = || shown.sections().iter().flat_map(|section| &section.tables);
    if let Some(table) = tables().find(|table| table.id == name) {
        return Ok(explain_table(table));
    }
    let found = tables().find_map(|table| {
        let rest = name.strip_prefix(table.id)?.strip_prefix('.')?;
        let (row, column) = rest.rsplit_once('.')?;
        let row = table.rows.iter().find(|of| of.id == row)?;
        let place = table.columns.iter().position(|of| of.id == column)?;
        Some(explain_figure(table, row, place, rules))
    });
    found.ok_or_else(|| {
        let all = tables().flat_map(|table| figures(table).chain([table.id.to_owned()]));
        NoFigure { name: name.to_owned(), near: similar(name, all) }
    })
}

/// The names of a table's figures.
pub fn figures(table: &Table<Shown>) -> impl Iterator<Item = String> {
    let rows = table.rows.iter();
    rows.flat_map(move |row| table.columns.iter().skip(1).map(move |column| named(table, row, column.id)))
}

fn named(table: &Table<Shown>, row: &Row<Shown>, column: &str) -> String {
    format!("{}.{}.{column}", table.id, row.id)
}

fn explain_table(table: &Table<Shown>) -> String {
    let mut out = format!("{}: {}\n\n", table.id, table.caption);
    made(&mut out, table);
    out.push_str("\nits figures:\n");
    for row in &table.rows {
        for (column, cell) in table.columns.iter().zip(&row.cells).skip(1) {
            line(&mut out, &named(table, row, column.id), &format::value(&cell.value));
        }
    }
    out
}

fn explain_figure(table: &Table<Shown>, row: &Row<Shown>, place: usize, rules: &Rules) -> String {
    let column = &table.columns[place];
    let cell = &row.cells[place];
    let mut out = format!("{}: {}\n", named(table, row, column.id), format::value(&cell.value));
    let of = row.cells.first().map(|cell| format::value(&cell.value)).unwrap_or_default();
    line(&mut out, "what", &format!("{}, {of}", column.label));
    line(&mut out, "table", &table.caption);
    if let Value::Mark(mark) = &cell.value {
        line(&mut out, "why there is none", &withheld(*mark, rules));
    }
    out.push('\n');
    made(&mut out, table);
    let beside: Vec<_> = table.columns.iter().zip(&row.cells).enumerate().skip(1).collect();
    if beside.len() > 1 {
        out.push_str("\nin the same row:\n");
        for (at, (column, cell)) in beside {
            if at != place {
                line(&mut out, &column.label, &format::value(&cell.value));
            }
        }
    }
    let totals = table.columns[place].sums && table.rows.iter().any(|row| row.total) && !row.total;
    if totals {
        out.push_str("\nThe rows of this column add up to its total, before rounding.\n");
    }
    out
}

/// How a table's figures are made.
fn made(out: &mut String, table: &Table<Shown>) {
    let How { formula, rows, source } = &table.how;
    for (name, text) in [("how", formula), ("from which rows", rows), ("after", source)] {
        if !text.is_empty() {
            line(out, name, text);
        }
    }
    for note in &table.notes {
        line(out, "note", note);
    }
}

fn withheld(mark: Mark, rules: &Rules) -> String {
    match mark {
        Mark::Confidential => format!(
            "fewer than {} children stand behind it or behind the rest of its whole, or one or two children make up most \
             of it, or one such figure would follow from it",
            rules.threshold
        ),
        Mark::NotApplicable => "the question makes no sense here".to_owned(),
        Mark::NotAvailable => {
            "it is not known, or cannot be worked out from so little; the notes say why".to_owned()
        }
    }
}

fn line(out: &mut String, name: &str, text: &str) {
    writeln!(out, "  {name}: {text}").expect("a string takes all that is written");
}
