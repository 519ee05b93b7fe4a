//! A profile for a bank nobody has met: looks at its file, says what each column seems to be and why, and
//! what is in doubt. Nothing is decided here: a person reads the preview.

mod column;
mod currencies;
mod profile;
mod proposal;
mod roles;
mod sheet;
mod sums;
mod totals;

pub use proposal::{Proposal, Reason, propose};
