//! Files taken in: what is recorded, what is refused and how it is said, and that both ways of
//! writing give the same ledger and refuse the same things.
//!
//! Start with `world.rs`: a directory with a ledger and files of its own for each test.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod again;
mod bad_files;
mod bad_rows;
mod costs;
mod holdings;
mod pilots;
mod policy;
mod pools;
mod refunds;
mod registers;
mod rules;
mod sheet_again;
mod statement_bad;
mod statement_csv;
mod statement_formats;
mod statement_kinds;
mod statement_money;
mod statement_propose;
mod statement_sent;
mod statement_shipped;
mod statement_spoilt;
mod statement_whole;
mod ways;
mod workbooks;
mod world;
