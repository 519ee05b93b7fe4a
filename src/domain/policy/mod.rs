//! A pilot's policy: its own rules as one value, so that fifteen pilots with fifteen policies need no
//! line of code.
//!
//! Everything is known here by the codes people use; what is not said leaves the pilot's own setting
//! or sets no limit. [`PolicyTerms`] is what a file says; [`Policy::checked`] finds everything in
//! which it contradicts itself ([`Fault`]); [`Stated`] says it in plain words.

mod checked;
mod coded;
mod fault;
mod pattern;
mod setting;
mod sound;
mod stated;
mod terms;
mod tolerance;

pub use checked::{Policies, Policy, PolicyFile};
pub use coded::CodedCategories;
pub use fault::{Fault, Problem};
pub use pattern::{BadPattern, Pattern};
pub use setting::{Change, Stated};
pub use stated::changes;
pub use terms::{AccountTerms, Band, Bounds, CategoryTerms, Gates, PolicyTerms};
pub use tolerance::Tolerance;
