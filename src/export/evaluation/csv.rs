//! The report as comma-separated files: one a table, every figure by its name, and what the columns mean.

use super::chart;
use super::columns::{columns, unit};
use evaluate::disclosure::Shown;
use evaluate::report::{Mark, Report, Section, Table, Value};
use evaluate::say;

/// The files by name. A text is made harmless to spreadsheets, as in every file of the program.
pub(super) fn files(shown: &Report<Shown>) -> Vec<(String, String)> {
    let mut files = vec![
        ("csv/figures.csv".to_owned(), figures(shown)),
        ("csv/dictionary.csv".to_owned(), dictionary(shown)),
    ];
    for section in shown.sections() {
        files.extend(section.tables.iter().map(|table| (format!("csv/{}.csv", table.id), of_table(table))));
        files.extend(section.charts.iter().map(|drawn| {
            let figures = chart::figures(drawn);
            let mut out = Lines::default();
            out.line(figures.columns.iter().map(|name| words(name)));
            for (name, cells) in &figures.rows {
                out.line(std::iter::once(words(name)).chain(cells.iter().map(plain)));
            }
            (format!("csv/charts/{}.csv", drawn.id), out.text)
        }));
    }
    files
}

fn of_table(table: &Table<Shown>) -> String {
    let columns = columns(table);
    let mut out = Lines::default();
    out.line(std::iter::once("row".to_owned()).chain(columns.iter().map(|column| column.name.clone())));
    for row in &table.rows {
        out.line(
            std::iter::once(words(&row.id)).chain(columns.iter().map(|column| plain(&column.of(&row.cells)))),
        );
    }
    out.text
}

/// Every figure of every table, a line each.
fn figures(shown: &Report<Shown>) -> String {
    let mut out = Lines::default();
    let header = [
        "figure", "section", "table", "row", "column", "about", "what", "value", "from", "to", "mark", "unit",
    ];
    out.line(header.map(str::to_owned));
    for (section, table) in tables(shown) {
        for row in &table.rows {
            let about = row.cells.first().map(|cell| words(&say::value(&cell.value))).unwrap_or_default();
            for (column, cell) in table.columns.iter().zip(&row.cells).skip(1) {
                let [value, from, to, mark] = parts(&cell.value);
                out.line([
                    words(&format!("{}.{}.{}", table.id, row.id, column.id)),
                    section.id.to_owned(),
                    table.id.to_owned(),
                    words(&row.id),
                    column.id.to_owned(),
                    about.clone(),
                    words(&column.label),
                    value,
                    from,
                    to,
                    mark,
                    unit(&cell.value).to_owned(),
                ]);
            }
        }
    }
    out.text
}

/// A figure's value, the ends of its interval, and its mark: what is there of them.
fn parts(cell: &Value) -> [String; 4] {
    let none = String::new;
    match cell {
        Value::Mark(mark) => [none(), none(), none(), mark.symbol().to_owned()],
        Value::Interval(low, high, decimals) => {
            [none(), decimal(*low, *decimals), decimal(*high, *decimals), none()]
        }
        Value::PoundsInterval(low, high) => [none(), decimal(*low, 2), decimal(*high, 2), none()],
        cell => [plain(cell), none(), none(), none()],
    }
}

/// What every column of every table is.
fn dictionary(shown: &Report<Shown>) -> String {
    let mut out = Lines::default();
    out.line(
        ["file", "column", "heading", "unit", "table", "rule", "rows", "source", "marks"].map(str::to_owned),
    );
    let marks: Vec<String> = Mark::ALL.map(|mark| format!("{} {}", mark.symbol(), mark.meaning())).into();
    for (_, table) in tables(shown) {
        for column in columns(table) {
            let cells = || table.rows.iter().map(|row| column.of(&row.cells));
            let unit = cells().map(|cell| unit(&cell)).find(|unit| !unit.is_empty()).unwrap_or("");
            let unit = if column.words { "words" } else { unit };
            out.line([
                format!("{}.csv", table.id),
                column.name.clone(),
                words(&column.label),
                unit.to_owned(),
                words(&table.caption),
                words(&table.how.formula),
                words(&table.how.rows),
                words(&table.how.source),
                if column.words { String::new() } else { words(&marks.join("; ")) },
            ]);
        }
    }
    out.text
}

fn tables(shown: &Report<Shown>) -> impl Iterator<Item = (&Section<Shown>, &Table<Shown>)> {
    shown.sections().iter().flat_map(|section| section.tables.iter().map(move |table| (section, table)))
}

/// A cell as data: plain numbers with a leading minus, no signs of money, no commas between thousands.
fn plain(cell: &Value) -> String {
    match cell {
        Value::Text(text) => words(text),
        Value::Count(count) => count.to_string(),
        Value::Money(pence) => pence.to_string(),
        Value::Pounds(pounds) => decimal(*pounds, 2),
        Value::Number(number, decimals) => decimal(*number, *decimals),
        Value::Share(share) => decimal(*share * 100.0, 0),
        Value::Interval(..) | Value::PoundsInterval(..) => words(&say::value(cell)),
        Value::Mark(mark) => mark.symbol().to_owned(),
    }
}

fn decimal(number: f64, decimals: u8) -> String {
    let text = format!("{number:.*}", usize::from(decimals));
    // Nothing is not negative.
    match text.strip_prefix('-') {
        Some(size) if size.bytes().all(|byte| matches!(byte, b'0' | b'.')) => size.to_owned(),
        _ => text,
    }
}

/// A text that no spreadsheet takes for a formula.
fn words(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    format!("{}{text}", if formula { "'" } else { "" })
}

/// Lines of fields, RFC 4180.
#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    fn line(&mut self, fields: impl IntoIterator<Item = String>) {
        for (place, field) in fields.into_iter().enumerate() {
            if place > 0 {
                self.text.push(',');
            }
            if field.contains([',', '"', '\r', '\n']) {
                self.text.push_str(&format!("\"{}\"", field.replace('"', "\"\"")));
            } else {
                self.text.push_str(&field);
            }
        }
        self.text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_never_formulas_and_numbers_stay_numbers() {
        assert_eq!([words("=1+1"), words("-x"), words("a=b")], ["'=1+1", "'-x", "a=b"]);
        assert_eq!([decimal(-0.04, 1), decimal(-3.25, 2)], ["0.0", "-3.25"]);
        assert_eq!(plain(&Value::Number(-1.5, 1)), "-1.5");
        let mut lines = Lines::default();
        lines.line(["a,b".to_owned(), "say \"no\"".to_owned(), String::new()]);
        assert_eq!(lines.text, "\"a,b\",\"say \"\"no\"\"\",\n");
    }
}
