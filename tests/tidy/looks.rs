//! How files look: markers left behind, long lines, titles, and the reasons beside the schema.

use super::files::{Tests, files, rust_files, tokens};
use super::none;

const WIDEST: usize = 110;

#[test]
fn nothing_is_left_behind() {
    // Put together here, so that this file does not find itself.
    let markers = [concat!("todo", "!"), concat!("FIX", "ME"), concat!("dbg", "!"), concat!("#[ig", "nore")];
    let mut violations = Vec::new();
    for file in rust_files() {
        for (line, text) in (1..).zip(file.text.lines()) {
            for marker in markers.iter().filter(|marker| text.contains(**marker)) {
                violations.push(format!("{}:{line}: {marker}", file.path));
            }
        }
    }
    none("left behind", violations);
}

/// What stands in quotes does not count: a message is found by searching for it whole, and a
/// statement of SQL reads best as it is laid out.
#[test]
fn lines_are_not_too_long() {
    let mut violations = Vec::new();
    for file in rust_files() {
        let mut widths: Vec<usize> = file.text.lines().map(|line| line.chars().count()).collect();
        if widths.iter().all(|width| *width <= WIDEST) {
            continue;
        }
        let full = widths.clone();
        for token in tokens(&file, Tests::Included).iter().filter(|token| token.string().is_some()) {
            let ((first, from), (last, to)) = token.span;
            for line in first..=last {
                let start = if line == first { from } else { 0 };
                let end = if line == last { to } else { full[line - 1] };
                widths[line - 1] -= end - start;
            }
        }
        for (line, width) in (1..).zip(widths) {
            if width > WIDEST {
                violations.push(format!("{}:{line}: {width} columns without its strings", file.path));
            }
        }
    }
    none("lines are at most 110 columns", violations);
}

#[test]
fn a_page_has_one_title() {
    let mut violations = Vec::new();
    let pages = ["README.md", "docs", "fixtures", "benches"].iter().flat_map(|path| files(path, ".md"));
    for page in pages {
        let mut fenced = false;
        let mut titles = 0;
        for line in page.text.lines() {
            fenced ^= line.trim_start().starts_with("```");
            titles += usize::from(!fenced && line.starts_with("# "));
        }
        if titles != 1 || !page.text.starts_with("# ") {
            violations.push(format!("{}: {titles} titles; wanted one, on the first line", page.path));
        }
        if fenced {
            violations.push(format!("{}: a fence is not closed", page.path));
        }
    }
    none("a page begins with its one title", violations);
}

/// A paragraph that creates something begins with its reason; an index has one of its own.
#[test]
fn the_schema_gives_its_reasons() {
    let schema = &files("schema.sql", ".sql")[0];
    let lines: Vec<&str> = schema.text.lines().collect();
    let mut violations = Vec::new();
    let mut explained = false;
    for (place, line) in lines.iter().enumerate() {
        let before = place.checked_sub(1).map_or("", |before| lines[before]);
        if before.is_empty() {
            explained = line.starts_with("--");
        }
        let index = line.starts_with("CREATE INDEX") || line.starts_with("CREATE UNIQUE INDEX");
        let own = line.contains("--") || before.starts_with("--");
        if (line.starts_with("CREATE ") && !explained) || (index && !own) {
            violations.push(format!("{}:{}: no reason beside `{line}`", schema.path, place + 1));
        }
    }
    none("what the schema creates has its reason beside it", violations);
}
