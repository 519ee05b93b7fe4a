//! Reconciling: which lines of a statement and which entries are the same money, and what is said of
//! those that have nothing to be matched with.

mod auto;
mod candidates;
mod confirm;
mod correct;
mod merchants;
mod parts;
mod record;
mod resolve;

pub use auto::ReconcileAuto;
pub use candidates::{Candidate, CandidateFinder, candidates};
pub use confirm::{Match, Unmatch};
pub use correct::{Correctable, LineCorrect, TakeBack, WasBefore, correctable};
pub use merchants::{MerchantSet, provider_on};
pub use record::{LineRecord, RecordedAs};
pub use resolve::{AboutItem, Explain, Park, QueryReply, Reopen};
