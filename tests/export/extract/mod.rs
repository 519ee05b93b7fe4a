//! Extracts of a whole pilot: what is in them, what another program says of them, and what never is.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

#[cfg(feature = "parquet")]
mod parquet;
mod structure;
mod together;
mod validated;
mod world;
