//! A double-entry ledger for budget-holding lead professionals.
pub mod domain;
pub mod import;
pub mod service;
pub mod store;
