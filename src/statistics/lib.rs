//! Statistics: each method in a file of its own, from numbers to numbers.
//!
//! Nothing here returns infinity or what is no number. Where there is no answer there is an
//! [`Impossible`], which says why in a sentence that can be printed. The figures are held against scipy,
//! statsmodels and published examples (`fixtures/statistics`), and the intervals cover what they promise
//! in simulated pilots (`tests/evaluate/stats`).

#![allow(clippy::float_arithmetic, reason = "statistics are estimates; money is added up in pence before")]

pub mod balance;
pub mod bootstrap;
pub mod describe;
mod impossible;
pub mod interval;
pub mod meta;
pub mod multiple;
pub mod number;
pub mod rank;
pub mod rate;
pub mod regression;
pub mod sensitivity;
mod tail;

pub use impossible::Impossible;
pub use interval::{Interval, by_t};
