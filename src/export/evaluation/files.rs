//! The report as files.

use thiserror::Error;

use super::facts::Facts;
use super::{chart, csv, page, xlsx};
use crate::package::NamedFile;
use crate::xlsx::WorkbookError;
use disclosure::Shown;
use disclosure::report::Report;

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
/// use disclosure::Shown;
/// use disclosure::report::Report;
/// use export::evaluation::{Facts, files};
///
/// fn write(report: &Report<Shown>, facts: &Facts) {
///     files(report, facts).unwrap();
/// }
/// ```
///
/// ```compile_fail
/// use disclosure::report::Report;
/// use export::evaluation::{Facts, files};
///
/// fn write(report: &Report, facts: &Facts) {
///     files(report, facts).unwrap();
/// }
/// ```
///
/// # Errors
/// More rows than a worksheet has.
pub fn files(shown: &Report<Shown>, facts: &Facts) -> Result<Vec<NamedFile>, ReportError> {
    let mut files = vec![
        NamedFile::new("report.html", page::page(shown, facts)?),
        NamedFile::new("report.xlsx", xlsx::workbook(shown, facts)?),
    ];
    files.extend(csv::files(shown).into_iter().map(|(name, text)| NamedFile::new(name, text)));
    let charts = shown.sections().iter().flat_map(|section| &section.charts);
    files.extend(charts.filter_map(|chart| {
        let drawing = chart::draw(chart)?;
        Some(NamedFile::new(format!("charts/{}.svg", chart.id), drawing))
    }));
    Ok(files)
}
