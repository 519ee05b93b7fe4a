//! The ledger file: what its schema refuses, what `bhlp check` finds, and many programs at once.

mod check;
mod schema;
mod together;
