//! Raw SQL against `schema.sql`: what the file itself accepts and what it refuses, whoever writes.
//!
//! No code of the program is used here, so these tests hold for any hand that opens the file. Start
//! with `world.rs` (the small pilot every test begins from) and `life.rs` (what must be accepted).

// Most of these functions are test helpers; a panic with its line is what a test should give.
#![allow(clippy::unwrap_used)]

mod approval;
mod balance;
mod books;
mod bounds;
mod calendar;
mod chain;
mod charges;
mod commissions;
mod consents;
mod corrections;
mod costs;
mod families;
mod figures;
mod funds;
mod hands;
mod happenings;
mod holders;
mod immutable;
mod judgement;
mod life;
mod months;
mod needs;
mod plans;
mod pools;
mod receipt;
mod registers;
mod reversal;
mod seal;
mod statements;
mod targets;
mod tariff;
mod vat_charge;
mod world;
