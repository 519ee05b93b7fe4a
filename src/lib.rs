//! A double-entry ledger over SQLite for budget-holding lead professionals.
//!
//! In reading order: [`domain`] has the rules as pure values, [`table`] what every table is and how it is
//! written, [`store`] is the only place that names the database, [`service`] has one use case a file,
//! [`import`] reads files, [`evaluate`] works out what helped, [`report`] has the reports, [`cli`] is the
//! command.

pub mod cli;
pub mod domain;
pub mod evaluate;
pub mod export;
pub mod import;
pub mod report;
pub mod service;
pub mod store;
pub mod table;

/// The version of the program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
