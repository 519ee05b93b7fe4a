//! docs/EXTRACT.md has every column as the program declares it.

use std::fmt::Write as _;
use std::fs;

use bhlp::export::extract::columns::ALL;
use bhlp::export::extract::table::{Column, Form};

fn form(column: &Column) -> String {
    let range = |least: Option<i64>, most: Option<i64>| match (least, most) {
        (Some(least), Some(most)) => format!("whole number, {least} to {most}"),
        (Some(least), None) => format!("whole number from {least}"),
        _ => "whole number".to_owned(),
    };
    match column.form {
        Form::Child => "pseudonym".to_owned(),
        Form::Text => "text".to_owned(),
        Form::Choice(words) => words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "),
        Form::Whole(least, most) => range(least, most),
        Form::Money => "pounds, `1255.00`".to_owned(),
        Form::Number => "number".to_owned(),
        Form::Yes => "`true` or `false`".to_owned(),
    }
}

/// To bring the page up to date: `UPDATE_DOCS=1 cargo test --test extract the_page`.
#[test]
fn the_page_has_every_column() {
    let mut tables = String::new();
    for spec in ALL {
        // Writing to a String cannot fail.
        let _ = write!(tables, "### {}.csv\n\n{}", spec.name, spec.meaning);
        let _ = write!(tables, " Key: `{}`.\n\n", spec.key.join("`, `"));
        tables.push_str("| column | form | unit | what it is |\n|---|---|---|---|\n");
        for column in spec.columns {
            let refers = spec.refers.iter().find(|refers| refers.column == column.name);
            let refers = refers.map_or(String::new(), |to| format!(" (of `{}.csv`)", to.table));
            let empty = if column.required { "" } else { "; may be empty" };
            let (name, form, unit, meaning) = (column.name, form(column), column.unit, column.meaning);
            let _ = writeln!(tables, "| `{name}` | {form}{empty} | {unit} | {meaning}{refers} |");
        }
        tables.push('\n');
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/EXTRACT.md");
    let page = fs::read_to_string(path).unwrap();
    let (before, rest) = page.split_once("<!-- columns -->\n\n").unwrap();
    let (there, after) = rest.split_once("<!-- end of columns -->").unwrap();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        let page = format!("{before}<!-- columns -->\n\n{tables}<!-- end of columns -->{after}");
        fs::write(path, page).unwrap();
        return;
    }
    assert_eq!(there, tables, "docs/EXTRACT.md differs: UPDATE_DOCS=1 cargo test --test extract the_page");
}
