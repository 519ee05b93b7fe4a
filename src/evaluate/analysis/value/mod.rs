//! What it cost, and whether it was worth it.

mod charts;
pub mod costs;
pub mod drawn;
mod per_child;
mod per_unit;
mod pilot;
mod section;
mod tornado;
mod versus;
mod words;

#[cfg(test)]
mod tests;

pub(crate) use per_child::mean_cost;
pub use section::section;
