//! Everything an evaluation reads, a pass a table: rows come in the order of their numbers, and what
//! belongs together is joined here, not by a query for each purchase.
//!
//! It answers for a moment as reports do ([`super::position`]), but for registers, which tell what is
//! known now.

mod children;
mod data;
mod moves;
mod purchases;
mod reader_at;
mod scores;
