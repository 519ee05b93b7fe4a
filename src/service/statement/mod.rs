//! Taking a statement in: to which accounts its lines belong, which of them are new, and whether its
//! balances follow from what was taken in before. One transaction, all or nothing.

mod accounts;
mod import;
mod known_lines;
mod taking;

pub use import::{AccountTaken, StatementImport, StatementTaken};
pub use taking::take_statement;
