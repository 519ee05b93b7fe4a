//! The report as files.

use thiserror::Error;

use super::facts::Facts;
use super::{chart, csv, page, xlsx};
use crate::pack::PackFile;
use crate::workbook::WorkbookError;
use evaluate::disclosure::Shown;
use evaluate::report::Report;

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
/// A report as it was worked out is not written:
///
/// ```
/// use evaluate::disclosure::Shown;
/// use evaluate::report::Report;
/// use export::evaluation::{Facts, files};
///
/// fn write(report: &Report<Shown>, facts: &Facts) {
///     files(report, facts).unwrap();
/// }
/// ```
///
/// ```compile_fail
/// use evaluate::report::Report;
/// use export::evaluation::{Facts, files};
///
/// fn write(report: &Report, facts: &Facts) {
///     files(report, facts).unwrap();
/// }
/// ```
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
