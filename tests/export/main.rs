//! What leaves the ledger: extracts, the evaluation's page, journals that other programs read.

mod extract;
mod page;
mod proof;
