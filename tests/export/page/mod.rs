//! The report as page, workbook and files, made from a report by hand and looked at part by part.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::float_arithmetic, reason = "places on a drawing are no money")]

mod accessible;
mod drawings;
mod files;
mod made;
mod markup;
mod structure;

use domain::Day;
use export::evaluation::{Facts, files};

/// What the report is about.
fn facts() -> Facts {
    Facts {
        title: "Evaluation of Alderbridge <pilot> & partners".to_owned(),
        as_at: day("2008-03-31"),
        about: vec![("Pilot", "Alderbridge <pilot> & partners (E06000020)".to_owned())],
        made_from: "the events 1 to 5120 of the ledger; the hash of the last is".to_owned(),
        hash: "ab12".repeat(16),
        version: "0.1.0",
        explained: true,
    }
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A file of the report.
fn file(name: &str) -> Vec<u8> {
    let files = files(&made::shown(), &facts()).unwrap();
    let names: Vec<&String> = files.iter().map(|file| &file.name).collect();
    let found = files.iter().find(|file| file.name == name);
    found.unwrap_or_else(|| panic!("{name} is not among {names:?}")).bytes.clone()
}

fn text(name: &str) -> String {
    String::from_utf8(file(name)).unwrap()
}
