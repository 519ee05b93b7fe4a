//! How a report is written: as data, as a table, or laid out for people.

mod certificate;
mod collect;
mod family_page;
mod nonempty;
mod reconciliation;
mod sections;

use std::io::Write;

use super::globals::Format;
pub(super) use collect::Collected;
pub(super) use nonempty::Nonempty;
use report::{Layout, Report};
use table::csv::Dialect;
use table::{Csv, Json, Plain, Terminal, Writer};

/// Makes the writer of a format.
pub(super) fn of<'w>(format: Format, report: &Report, out: impl Write + 'w) -> Box<dyn Writer + 'w> {
    match format {
        Format::Table | Format::Plain if report.layout == Layout::FamilyPage => {
            Box::new(family_page::FamilyPage::new(out))
        }
        Format::Table if report.layout == Layout::Sections => Box::new(sections::Sections::new(out)),
        Format::Table if report.layout == Layout::Certificate => {
            Box::new(certificate::Certificate::new(out, report.title))
        }
        Format::Table if report.layout == Layout::Reconciliation => {
            Box::new(reconciliation::Reconciliation::new(out))
        }
        Format::Table => Box::new(Terminal::new(out)),
        Format::Csv => Box::new(Csv::new(out, Dialect::PIPE)),
        Format::Json => Box::new(Json::new(out)),
        Format::Plain => Box::new(Plain::new(out)),
    }
}
