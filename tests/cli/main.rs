//! The program as a user meets it: every answer compared whole, to stdout, stderr and exit code.
#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

mod amounts;
mod approvals;
mod asking;
mod audit;
mod charges;
mod chosen;
mod codes;
mod days;
mod deliveries;
mod desk;
mod files;
mod found;
mod funds;
mod holders;
mod keystrokes;
mod late;
mod migrate;
mod mistakes;
mod months;
mod names;
mod needs;
mod orders;
mod outcomes;
mod output;
mod people;
mod policy;
mod providers;
mod receipts;
mod reconcile;
mod shells;
mod statements;
mod tariffs;
mod today;
mod transcript;
mod verbs;
