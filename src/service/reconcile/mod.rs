//! Reconciling: which lines of a statement and which entries are the same money, and what is said of
//! those that have nothing to be matched with.

mod answer;
mod auto;
mod confirm;
mod merchants;
mod near;
mod parts;
mod record;

pub use answer::{AboutItem, Explain, Park, QueryReply, Reopen};
pub use auto::ReconcileAuto;
pub use confirm::{Match, Unmatch};
pub use merchants::{MerchantSet, provider_on};
pub use near::{Candidate, Near, candidates};
pub use record::{LineRecord, RecordedAs};
