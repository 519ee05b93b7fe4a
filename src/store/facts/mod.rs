//! Facts that plans ask for, read by key: no cost here grows with the ledger.

mod approval;
mod calendar;
mod column;
mod commission;
mod entry;
mod money;
mod observed;
mod planned;
mod trust;
mod what;
mod who;

use column::account;
pub(super) use column::{damaged, kind, optional, parsed};
pub use commission::RecordedTerms;
pub use entry::RecordedRequest;
pub(super) use money::CHARGES;
pub use what::Registered;
