//! The evaluation as it leaves the program: a page, a workbook, and comma-separated files.
//!
//! All three are made of the same report of what is `Shown`, which is all that may be; nothing here knows the
//! ledger, and the same report gives the same bytes.

#![allow(clippy::float_arithmetic, reason = "estimates are drawn and written; no money is added up here")]

mod chart;
mod columns;
mod csv;
mod facts;
mod files;
mod folder;
mod page;
mod xlsx;

pub use facts::Facts;
pub use files::{ReportError, files};
pub use folder::write;
