//! What is said of the effect of budgets: on invented pilots with an effect of known size, on children
//! whose figures other programs worked out, and on next to nothing.

#![allow(clippy::float_arithmetic, clippy::as_conversions, clippy::unwrap_used, reason = "tests")]

mod chance;
mod coverage;
mod pilot;
mod recorded;
mod sites;
mod tiny;
