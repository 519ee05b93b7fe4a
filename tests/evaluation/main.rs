//! Evaluations of whole ledgers: what is read from them, and what comes of it.
#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

mod described;
mod load;
mod world;
