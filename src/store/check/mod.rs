//! Recomputes everything from the transfers and the events, and tells what differs.
//!
//! Nothing here trusts a kept figure, a trigger or a constraint: the file may have been changed by
//! another hand. Every check reads once through, and keeps no more than a line for each account or
//! child in memory. Start with [`CHECKS`].

mod accounts;
mod all;
mod books;
mod budgets;
mod chain;
mod commissions;
mod file;
mod findings;
mod month_ends;
mod months;
mod receipts;
mod rules;
mod seals;
mod statements;
pub use all::{CHECKS, Check};
pub use findings::Finding;
