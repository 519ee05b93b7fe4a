//! What plans ask for, read by key: no cost here grows with the ledger.

mod approval;
mod budget_holder;
mod calendar;
mod column;
mod commission;
mod compact;
mod conflicts;
mod consents;
mod entry;
mod family;
mod happenings;
mod money;
mod needs;
mod outcomes;
mod people;
mod pools;
mod registered;
mod steps;
mod targets;

use column::account;
pub(super) use column::{damaged, kind, optional, parsed};
pub use commission::RecordedTerms;
pub use entry::RecordedRequest;
pub(crate) use entry::kind as entry_kind;
pub(super) use money::CHARGES;
pub use outcomes::{RecordedScore, RecordedTime, TimesRecorded};
pub use registered::Registered;
pub use steps::RecordedStep;
