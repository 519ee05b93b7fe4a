//! The month pack: what a finance team takes from a month, as files that can be checked.
//!
//! [`Sheet`] is a table of it as plain data. Nothing here knows SQL or the command line.

pub mod columns;
mod sheet;

pub use sheet::{Column, Sheet, Value};
