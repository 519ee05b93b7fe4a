//! Every report, as the build reads it from the header of its file in `src/store/query`.

use super::{Layout, Report, Right, Rows, Subject, Whose};
use domain::Role;
use store::{Param, Query};
use table::{Column, Kind, Seen};

include!(concat!(env!("OUT_DIR"), "/reports.rs"));

/// Finds a report by the name users type.
pub fn named(name: &str) -> Option<&'static Report> {
    ALL.iter().copied().find(|report| report.name == name)
}

/// Finds what fills the sheet of a kind of file: `purchases`.
pub fn sheet(kind: &str) -> Option<&'static Report> {
    SHEETS.iter().copied().find(|report| report.name.strip_prefix("sheet-") == Some(kind))
}
