//! Taking files in: one transaction, all or nothing; a row taken before changes nothing.
//!
//! Each kind of file has one function from a typed row to what became of it; they share the look-ups
//! of [`Lookups`], kept up to date in memory, and plan with the same functions as single commands.

mod agreements;
mod budgets;
mod consents;
mod costs;
mod documents;
mod families;
mod floats;
mod further;
mod happenings;
mod holdings;
mod intake;
mod later;
mod lookups;
mod outcomes;
mod pool_rows;
mod pools;
mod purchases;
mod refunds;
mod register_rows;
mod row_context;
mod rows_met;
mod run;
mod sent_again;
mod targets;
mod time_rows;
mod times;

pub use floats::Opening;
pub use intake::Count;
pub use run::{Import, Imported, Way, import};
