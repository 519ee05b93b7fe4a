//! Disclosure control: the only way from a [`Report`](report::Report) to a page. It takes out what could lead
//! to a child (docs/DISCLOSURE.md).
//!
//! [`report`] is the model: sections of words, tables and charts in which each figure knows how many children
//! stand behind it. `primary` says which figures have too few of them, or one or two who make up most;
//! `linear_system` reads how figures add up, across all tables and charts; `secondary` withholds what the
//! first could be worked out from; `secondary_means` what goes with it in a row; `verdict` puts it together;
//! `round` rounds what is left; [`protect`] does it all, and seals what it did as [`Shown`].
//!
//! Nothing here knows what the figures are of.

#![allow(clippy::float_arithmetic, reason = "statistics are estimates; money is added up in pence before")]

mod charts;
pub mod format;
mod linear_system;
mod primary;
mod protect;
pub mod report;
mod round;
mod rules;
mod secondary;
mod secondary_means;
mod shown;
#[cfg(test)]
mod tests;
mod verdict;

pub use protect::protect;
pub use rules::Rules;
pub use shown::Shown;
pub use verdict::withheld;
