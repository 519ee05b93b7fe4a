//! Proof by others: both books as one journal that another accounting program reads.
//!
//! [`journal`] streams from the store into any writer; what differs between programs is a
//! `Syntax`, one file each. Account names are made in one place, [`exported_name`], so that the
//! three journals can be held against each other. Nothing here knows SQL or the command line.

mod beancount;
pub mod evaluation;
pub mod extract;
mod hledger;
mod journal;
mod ledger;
mod names;
pub mod pack;
pub mod package;
mod refused;
mod syntax;
mod tags;
pub mod template;
pub mod transparency;
mod words;
pub mod workbook;
mod xlsx;

pub use journal::{ExportError, Program, journal};
pub use names::exported_name;
pub use refused::refused;
pub use xlsx::WorkbookError;
