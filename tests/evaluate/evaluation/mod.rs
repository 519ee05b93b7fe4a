//! Evaluations of whole ledgers: what is read from them, and what comes of it.
#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]
#![allow(clippy::float_arithmetic, reason = "estimates are compared with those of another program")]

mod described;
mod load;
mod world;
