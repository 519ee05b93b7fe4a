//! The evaluation as it leaves the program: a page, a workbook, and comma-separated files.
//!
//! All three are made of the same report, of what is [`Shown`], which is all that may be; nothing here knows the
//! ledger, and the same report gives the same bytes.

#![allow(clippy::float_arithmetic, reason = "estimates are drawn and written; no money is added up here")]

mod chart;
mod columns;
mod csv;
mod folder;
mod page;
mod xlsx;

pub use folder::write;

use thiserror::Error;

use super::pack::PackFile;
use super::workbook::WorkbookError;
use crate::domain::Day;
use crate::evaluate::Data;
use crate::evaluate::disclosure::Shown;
use crate::evaluate::report::Report;

/// What a report is about.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Its title: `Evaluation of Wrekin Vale`.
    pub title: String,
    /// The last day that was looked at.
    pub as_at: Day,
    /// What stands at its head: a name, and what is said.
    pub about: Vec<(&'static str, String)>,
    /// What it was made from, up to the words before the hash.
    pub made_from: String,
    /// The hash of that.
    pub hash: String,
    /// The version of the program that made it.
    pub version: &'static str,
    /// Whether `bhlp evaluate report --explain` can tell how each figure was made.
    pub explained: bool,
}

impl Facts {
    /// The facts of what was read.
    pub fn of(data: &Data) -> Self {
        let Data { pilot, authority, starts_on, ends_on, as_at, head, .. } = data;
        let version = crate::VERSION;
        Self {
            title: format!("Evaluation of {pilot}"),
            as_at: *as_at,
            about: vec![
                ("Pilot", format!("{pilot} ({authority})")),
                ("It ran", format!("from {} to {}", spoken(*starts_on), spoken(*ends_on))),
                ("As at", spoken(*as_at)),
                ("Made by", format!("bhlp {version}, from the events 1 to {}", head.event)),
            ],
            made_from: format!("the events 1 to {} of the ledger; the hash of the last is", head.event),
            hash: head.hash.clone(),
            version,
            explained: true,
        }
    }
}

/// A day as people write it.
pub fn spoken(day: Day) -> String {
    day.date().format("%-d %B %Y").to_string()
}

/// Why a report was not made.
#[derive(Debug, Error)]
pub enum ReportError {
    /// The page could not be put together.
    #[error("the page could not be made: {0}")]
    Page(#[from] askama::Error),
    /// The workbook could not be.
    #[error(transparent)]
    Workbook(#[from] WorkbookError),
}

/// Makes every file of a report: `report.html`, `report.xlsx`, `csv/` and `charts/`.
///
/// # Errors
/// More rows than a worksheet has.
pub fn files(shown: &Report<Shown>, facts: &Facts) -> Result<Vec<PackFile>, ReportError> {
    let mut files = vec![
        file("report.html", page::page(shown, facts)?.into_bytes()),
        file("report.xlsx", xlsx::workbook(shown, facts)?),
    ];
    files.extend(csv::files(shown).into_iter().map(|(name, text)| file(&name, text.into_bytes())));
    let charts = shown.sections().iter().flat_map(|section| &section.charts);
    files.extend(charts.filter_map(|chart| {
        let drawing = chart::draw(chart)?;
        Some(file(&format!("charts/{}.svg", chart.id), drawing.into_bytes()))
    }));
    Ok(files)
}

fn file(name: &str, bytes: Vec<u8>) -> PackFile {
    PackFile { name: name.to_owned(), bytes }
}
