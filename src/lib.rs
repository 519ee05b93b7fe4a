//! A double-entry ledger for budget-holding lead professionals.
#![allow(missing_docs)]
pub mod domain;
