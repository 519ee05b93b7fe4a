//! Files in: the rows of the formats people already have, each found wrong or right before any is
//! recorded.
//!
//! Nothing here knows the command line or SQL.

mod bad;

pub use bad::{BadFile, BadRow};
