//! Rows that an import refused: as data, and as a file to correct and send again.

use std::io::{self, Write};
use std::path::Path;

use anyhow::Error;

use crate::failure::{Failure, Result};
use crate::globals::Format;
use file::{BadFile, BadFiles, SentRows};
use import::WHY_COLUMN;
use service::write_new;
use table::Value;
use table::csv::Dialect;

/// Finds the files that an import refused.
pub(super) fn files(error: &Error) -> Option<&BadFiles> {
    error.chain().find_map(|cause| cause.downcast_ref())
}

/// Prints what is wrong as data, where that is asked for.
pub(super) fn print(format: Format, bad: &BadFiles) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let rows = || bad.0.iter().flat_map(|file| file.rows.iter().map(move |row| (file, row)));
    match format {
        Format::Table | Format::Plain => Ok(()),
        Format::Csv => {
            let head = ["line", "column", "code", "found", "wanted", "file"]
                .map(|name| Value::text(name.to_owned()));
            let lines = rows().map(|(file, row)| {
                let column = row.column.unwrap_or_default().to_owned();
                let (code, found, wanted) = (row.code.to_owned(), row.excerpt.clone(), row.message.clone());
                [row.line.to_string(), column, code, found, wanted, file.file.clone()].map(Value::text)
            });
            out.write_all(Dialect::PIPE.lines(std::iter::once(head).chain(lines)).as_bytes())
        }
        Format::Json => {
            let rows: Vec<_> = rows()
                .map(|(file, row)| {
                    serde_json::json!({
                        "line": row.line, "column": row.column, "code": row.code, "found": row.excerpt,
                        "wanted": row.message, "file": file.file,
                    })
                })
                .collect();
            writeln!(out, "{}", serde_json::json!({ "refused": rows }))
        }
    }
}

/// Refuses the name of a file that is there, or that is neither CSV nor a workbook.
pub(super) fn check_name(path: &Path) -> Result {
    let shown = path.display();
    if !is_workbook(path) && !has_ending(path, "csv") {
        let message = format!("`{shown}` ends neither in .csv nor in .xlsx");
        return Err(Failure::usage("ENDING_UNKNOWN", message, None).into());
    }
    if path.exists() {
        let message = format!("{shown} is there already; nothing is overwritten");
        return Err(Failure::file("FILE_EXISTS", message, "choose another name").into());
    }
    Ok(())
}

/// Writes the rows that were refused as they were sent, with a column that says why. Tells the files written.
pub(super) fn write(path: &Path, bad: &BadFiles) -> Result<Vec<String>> {
    let tables: Vec<(String, Vec<Vec<String>>)> = bad.0.iter().filter_map(table).collect();
    if tables.is_empty() {
        return Ok(Vec::new());
    }
    if is_workbook(path) {
        write_new(path, &export::refused(&tables)?)?;
        return Ok(vec![path.display().to_string()]);
    }
    let one = tables.len() == 1;
    let mut written = Vec::new();
    for (title, rows) in &tables {
        // A file of CSV has one table: of several each has its own.
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let path = if one { path.to_owned() } else { path.with_file_name(format!("{stem}-{title}.csv")) };
        let rows = rows.iter().map(|row| row.iter().map(|cell| Value::text(cell.clone())));
        write_new(&path, Dialect::FILE.lines(rows).as_bytes())?;
        written.push(path.display().to_string());
    }
    Ok(written)
}

/// The refused rows of a file under its headings, with a title for them.
fn table(file: &BadFile) -> Option<(String, Vec<Vec<String>>)> {
    let SentRows { headings, rows } = file.sent.as_deref()?;
    let why = |line: u64| {
        let of_row = file.rows.iter().filter(|row| row.line == line);
        let said = of_row.map(|row| match row.column {
            Some(column) => format!("{column}: {} [{}]", row.message, row.code),
            None => format!("{} [{}]", row.message, row.code),
        });
        said.collect::<Vec<_>>().join("; ")
    };
    let width = headings.len();
    let mut all = vec![headings.iter().cloned().chain([WHY_COLUMN.to_owned()]).collect()];
    for row in rows {
        let mut cells = row.cells.clone();
        cells.resize(cells.len().max(width), String::new());
        cells.insert(width, why(row.line));
        all.push(cells);
    }
    let name =
        file.file.rsplit(['/', '\\', ',']).next().unwrap_or_default().trim().trim_start_matches("sheet ");
    let bare = name.strip_suffix(".csv").unwrap_or(name);
    // What no worksheet may be called.
    let title: String = bare.chars().filter(|c| !r"[]:*?/\'".contains(*c)).take(31).collect();
    Some((if title.is_empty() { "rows".to_owned() } else { title }, all))
}

fn is_workbook(path: &Path) -> bool {
    has_ending(path, "xlsx")
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|found| found.eq_ignore_ascii_case(ending))
}
