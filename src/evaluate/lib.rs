//! Did the money help? Everything an evaluation works out, as pure values.
//!
//! [`data`] is what the ledger holds, as plain rows; [`settings`] is what can be chosen; [`analysis`] works
//! out [`report`],
//! sections of tables and charts in which each figure knows how many children stand
//! behind it. [`disclosure`] is the only way from there to a page: it takes out what could lead to a
//! child, and only what it made is ever written.
//!
//! Nothing here knows SQL, the command line, the clock or files.

#![allow(clippy::float_arithmetic, reason = "statistics are estimates; money is added up in pence before")]

pub mod analysis;
pub mod change;
pub mod cluster;
pub mod combine_input;
pub mod data;
pub mod disclosure;
pub mod explain;
pub mod extract;
#[cfg(test)]
mod invented;
pub mod report;
#[cfg(test)]
mod sample;
pub mod say;
pub mod settings;
mod subgroup;

pub use data::Data;
pub use settings::Settings;
