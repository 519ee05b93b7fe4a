//! What another hand does to the file shows, and what goes wrong with the file is said and undoes
//! nothing.
#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

mod backup;
mod crash;
mod files;
mod forged;
mod forged_pools;
mod groups;
mod invariants;
mod personal;
mod plans;
mod rules;
mod statements;
mod tampered;
mod world;
