//! Views: how a sheet is written. A report never knows which.

mod cell;
mod certificate;
mod csv;
mod gathered;
mod if_any;
mod json;
mod letter;
mod plain;
mod reconciliation;
mod sections;
mod table;

use std::io::Write;

use super::globals::Format;
use crate::report::{Layout, Report, View};
pub(super) use csv::field as csv_field;
pub(super) use gathered::Gathered;
pub(super) use if_any::IfAny;

/// Makes the view of a format.
pub(super) fn of<'w>(format: Format, report: &Report, out: impl Write + 'w) -> Box<dyn View + 'w> {
    match format {
        Format::Table | Format::Plain if report.layout == Layout::Letter => {
            Box::new(letter::Letter::new(out))
        }
        Format::Table if report.layout == Layout::Sections => Box::new(sections::Sections::new(out)),
        Format::Table if report.layout == Layout::Certificate => Box::new(certificate::Certificate::new(out)),
        Format::Table if report.layout == Layout::Reconciliation => {
            Box::new(reconciliation::Reconciliation::new(out))
        }
        Format::Table => Box::new(table::Table::new(out)),
        Format::Csv => Box::new(csv::Csv::new(out)),
        Format::Json => Box::new(json::Json::new(out)),
        Format::Plain => Box::new(plain::Plain::new(out)),
    }
}
