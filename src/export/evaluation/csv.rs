//! The report as comma-separated files: one a table, every figure by its name, and what the columns mean.

use super::chart;
use super::columns::{columns, unit, value};
use disclosure::Shown;
use disclosure::format;
use disclosure::report::{self, Mark, Report, Section, Table};
use table::Value;
use table::csv::Dialect;

/// The files by name.
pub(super) fn files(shown: &Report<Shown>) -> Vec<(String, String)> {
    let mut files = vec![
        ("csv/figures.csv".to_owned(), figures(shown)),
        ("csv/dictionary.csv".to_owned(), dictionary(shown)),
    ];
    for section in shown.sections() {
        files.extend(section.tables.iter().map(|table| (format!("csv/{}.csv", table.id), of_table(table))));
        files.extend(section.charts.iter().map(|drawn| {
            let figures = chart::figures(drawn);
            let mut out = Dialect::PIPE.lines([figures.columns.iter().map(Value::text)]);
            for (name, cells) in &figures.rows {
                let values = std::iter::once(Value::from(name.as_str())).chain(cells.iter().map(value));
                Dialect::PIPE.line(values, &mut out);
            }
            (format!("csv/charts/{}.csv", drawn.id), out)
        }));
    }
    files
}

fn of_table(table: &Table<Shown>) -> String {
    let columns = columns(table);
    let head = std::iter::once("row").chain(columns.iter().map(|column| column.name.as_str()));
    let mut out = Dialect::PIPE.lines([head.map(Value::text)]);
    for row in &table.rows {
        let values = columns.iter().map(|column| value(&column.of(&row.cells)));
        Dialect::PIPE.line(std::iter::once(Value::from(row.id.as_str())).chain(values), &mut out);
    }
    out
}

/// Every figure of every table, a line each.
fn figures(shown: &Report<Shown>) -> String {
    let head = [
        "figure", "section", "table", "row", "column", "about", "what", "value", "from", "to", "mark", "unit",
    ];
    let mut out = Dialect::PIPE.lines([head.map(Value::text)]);
    for (section, table) in tables(shown) {
        for row in &table.rows {
            let about = row.cells.first().map(|cell| format::value(&cell.value)).unwrap_or_default();
            for (column, cell) in table.columns.iter().zip(&row.cells).skip(1) {
                let [value, from, to, mark] = parts(&cell.value);
                let values = [
                    format!("{}.{}.{}", table.id, row.id, column.id).into(),
                    Value::text(section.id),
                    Value::text(table.id),
                    Value::text(&row.id),
                    Value::text(column.id),
                    Value::text(&about),
                    Value::text(&column.label),
                    value,
                    from,
                    to,
                    mark,
                    Value::text(unit(&cell.value)),
                ];
                Dialect::PIPE.line(values, &mut out);
            }
        }
    }
    out
}

/// A figure's value, the ends of its interval, and its mark: what is there of them.
fn parts(cell: &report::Value) -> [Value<'static>; 4] {
    let none = || Value::Empty;
    match cell {
        report::Value::Mark(_) => [none(), none(), none(), value(cell)],
        report::Value::Interval(low, high, decimals) => {
            [none(), Value::Number(*low, *decimals), Value::Number(*high, *decimals), none()]
        }
        report::Value::PoundsInterval(low, high) => {
            [none(), Value::Number(*low, 2), Value::Number(*high, 2), none()]
        }
        cell => [value(cell), none(), none(), none()],
    }
}

/// What every column of every table is.
fn dictionary(shown: &Report<Shown>) -> String {
    let head = ["file", "column", "heading", "unit", "table", "rule", "rows", "source", "marks"];
    let mut out = Dialect::PIPE.lines([head.map(Value::text)]);
    let marks: Vec<String> = Mark::ALL.map(|mark| format!("{} {}", mark.symbol(), mark.meaning())).into();
    let marks = marks.join("; ");
    for (_, table) in tables(shown) {
        for column in columns(table) {
            let cells = || table.rows.iter().map(|row| column.of(&row.cells));
            let unit = cells().map(|cell| unit(&cell)).find(|unit| !unit.is_empty()).unwrap_or("");
            let file = format!("{}.csv", table.id);
            let values = [
                file.as_str(),
                &column.name,
                &column.label,
                if column.words { "words" } else { unit },
                &table.caption,
                &table.how.formula,
                &table.how.rows,
                &table.how.source,
                if column.words { "" } else { &marks },
            ];
            Dialect::PIPE.line(values.map(Value::text), &mut out);
        }
    }
    out
}

fn tables(shown: &Report<Shown>) -> impl Iterator<Item = (&Section<Shown>, &Table<Shown>)> {
    shown.sections().iter().flat_map(|section| section.tables.iter().map(move |table| (section, table)))
}
