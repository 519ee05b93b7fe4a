//! `src/domain/errors.txt` explains every code that the program or the schema names, once, and no other.

use std::collections::{BTreeMap, BTreeSet};

use domain::errors::groups;

use super::files::{File, Tests, files, tokens};
use super::none;

const TABLE: &str = "src/domain/errors.txt";

#[test]
fn every_code_is_explained_and_none_is_left_over() {
    let codes: Vec<_> = groups().into_iter().flat_map(|group| group.codes).collect();
    let table = files(TABLE, ".txt");
    let rows = table[0].text.lines().filter(|line| line.contains(" | ") && !line.starts_with('#'));
    assert_eq!(codes.len(), rows.count(), "{TABLE}: a row is not read");
    let names: BTreeSet<&str> = codes.iter().map(|code| code.name).collect();
    assert_eq!(names.len(), codes.len(), "{TABLE} explains a code twice");
    let (messages, rules) = (codes_of_source(), tokens_of_schema());
    let missing = messages.iter().chain(&rules).filter(|(code, _)| !names.contains(code.as_str()));
    let missing = missing.map(|(code, place)| format!("{place}: {TABLE} does not explain {code}"));
    let left_over = codes.iter().filter_map(|code| match code.message {
        Some(_) => {
            (!messages.contains_key(code.name)).then(|| format!("{}: no message has this code", code.name))
        }
        None if messages.contains_key(code.name) => Some(format!("{}: what to do is not said", code.name)),
        None => (!rules.contains_key(code.name)).then(|| format!("{}: no rule has this token", code.name)),
    });
    none("the table of codes", missing.chain(left_over).collect());
}

/// How environment variables begin, which have the form of a code.
const ENVIRONMENT: [&str; 3] = ["BHLP_", "CARGO_", "OUT_DIR"];

/// Codes with the place they come from.
type Codes = BTreeMap<String, String>;

/// Every string of the program that has the form of a code.
fn codes_of_source() -> Codes {
    let mut codes = Codes::new();
    // A bulk load and the guards say tokens of the schema.
    let of_the_schema = |path: &str| path.starts_with("src/store/bulk/") || path == "src/store/guards.rs";
    for file in files("src", ".rs").iter().filter(|file| !of_the_schema(&file.path)) {
        for token in tokens(file, Tests::LeftOut) {
            let code = token
                .string()
                .filter(|text| is_code(text) && !ENVIRONMENT.iter().any(|start| text.starts_with(start)));
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
