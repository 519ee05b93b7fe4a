//! docs/ERRORS.md and the program name the same codes; the schema's tokens have a table of their own.

use std::collections::{BTreeMap, BTreeSet};

use super::files::{File, Tests, files, tokens};
use super::none;

const SCHEMA_HEADING: &str = "## What the schema refuses";

#[test]
fn every_code_is_explained_and_none_is_left_over() {
    let (codes, _) = explained();
    differences("src", &codes_of_source(), &codes);
}

#[test]
fn every_token_of_the_schema_is_explained_and_none_is_left_over() {
    let (_, tokens) = explained();
    differences("schema.sql", &tokens_of_schema(), &tokens);
}

/// Codes with the place they come from.
type Codes = BTreeMap<String, String>;

fn differences(source: &str, given: &Codes, explained: &BTreeSet<String>) {
    let missing = given
        .iter()
        .filter(|(code, _)| !explained.contains(*code))
        .map(|(code, place)| format!("{place}: docs/ERRORS.md does not explain {code}"));
    let left_over = explained
        .iter()
        .filter(|code| !given.contains_key(*code))
        .map(|code| format!("docs/ERRORS.md: {code} is explained, but {source} does not have it"));
    none("docs/ERRORS.md differs", missing.chain(left_over).collect());
}

/// The first columns of the page's tables: codes, and tokens of the schema.
fn explained() -> (BTreeSet<String>, BTreeSet<String>) {
    let page = &files("docs/ERRORS.md", ".md")[0].text;
    let (codes, tokens) = page.split_once(SCHEMA_HEADING).expect("the page has a part on the schema");
    let first_column = |part: &str| {
        let cell = |row: &str| Some(row.strip_prefix("| `")?.split_once('`')?.0.to_owned());
        let rows: Vec<String> = part.lines().filter_map(cell).collect();
        let set: BTreeSet<String> = rows.iter().cloned().collect();
        assert_eq!(rows.len(), set.len(), "docs/ERRORS.md explains a code twice");
        set
    };
    (first_column(codes), first_column(tokens))
}

/// Every string of the program that has the form of a code.
fn codes_of_source() -> Codes {
    let mut codes = Codes::new();
    // A bulk load and the guards say tokens of the schema.
    let of_the_schema = |path: &str| path.starts_with("src/store/bulk/") || path == "src/store/guards.rs";
    for file in files("src", ".rs").iter().filter(|file| !of_the_schema(&file.path)) {
        for token in tokens(file, Tests::LeftOut) {
            // An environment variable has the same form.
            let code = token
                .string()
                .filter(|text| is_code(text) && !text.starts_with("BHLP_") && !text.starts_with("CARGO_"));
            if let Some(code) = code {
                codes.entry(code.to_owned()).or_insert_with(|| format!("{}:{}", file.path, token.line));
            }
        }
    }
    codes
}

/// `UPPER_SNAKE`: at least two words, but for the one code that is a single word.
fn is_code(text: &str) -> bool {
    let upper = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_uppercase())
            && word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    };
    text == "FAULT" || (text.contains('_') && text.split('_').all(upper))
}

/// What the schema raises: the faults that its rules name, and what guards refuse with, said or left unsaid.
fn tokens_of_schema() -> Codes {
    let File { path, text } = &files("schema.sql", ".sql")[0];
    let mut codes = Codes::new();
    for (line, text) in (1..).zip(text.lines()) {
        let (guard, text) = match text.strip_prefix("-- guard: ") {
            Some(declared) => (declared, ""),
            None => ("", text.split("--").next().unwrap_or_default()),
        };
        let quoted = text.split('\'').skip(1).step_by(2);
        for token in quoted.chain(guard.split([' ', ','])).filter(|token| is_code(token)) {
            codes.entry(token.to_owned()).or_insert_with(|| format!("{path}:{line}"));
        }
    }
    for token in ["REGISTER_IMMUTABLE", "REGISTER_REPLACED", "REGISTER_WITHOUT_EVENT"] {
        codes.entry(token.to_owned()).or_insert_with(|| "src/store/guards.rs".to_owned());
    }
    codes
}
