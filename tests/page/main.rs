//! The report as page, workbook and files, made from a report by hand and looked at part by part.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::float_arithmetic, reason = "places on a drawing are no money")]

mod accessible;
mod drawings;
mod files;
mod made;
mod markup;
mod page;

use bhlp::domain::Day;
use bhlp::evaluate::data::Head;
use bhlp::export::evaluation::{Facts, files};

/// What the report is about.
fn facts() -> Facts {
    Facts {
        pilot: "Alderbridge <pilot> & partners".to_owned(),
        authority: "E06000020".parse().unwrap(),
        starts_on: day("2006-09-01"),
        ends_on: day("2008-02-29"),
        as_at: day("2008-03-31"),
        head: Head { event: 5_120, hash: "ab12".repeat(16) },
        version: "0.1.0",
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
