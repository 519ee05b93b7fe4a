//! Did the money help? Everything an evaluation works out, as pure values.
//!
//! [`data`] is what the ledger holds, as plain rows; [`settings`] is what can be chosen; [`analysis`] works
//! out a report, in which each figure knows how many children stand behind it. The room `disclosure` is the
//! only way from there to a page.
//!
//! Nothing here knows SQL, the command line, the clock or files.

#![allow(clippy::float_arithmetic, reason = "statistics are estimates; money is added up in pence before")]

pub mod analysis;
pub mod change;
pub mod cluster;
pub mod combine_input;
pub mod data;
pub mod explain;
pub mod extract;
#[cfg(test)]
mod invented;
#[cfg(test)]
mod sample;
pub mod settings;
mod subgroup;
#[cfg(test)]
mod withheld;

pub use data::Data;
pub use settings::Settings;
