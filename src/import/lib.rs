//! Files in: the rows of the formats people already have, each found wrong or right before any is
//! recorded.
//!
//! [`rows`] is the contract: each file's columns and what they hold. [`Sheet`] reads one file row by
//! row and keeps what is wrong with it; [`Folder`] finds the files of a folder; [`PolicyText`] reads a
//! policy. What banks and card companies send is read by the room `statement`. Nothing here knows the command
//! line or SQL.

mod cell;
pub mod evaluation;
mod folder;
mod journal_profile;
mod kind;
mod policy;
pub mod rows;
mod sheet;
mod toml_reader;

pub use cell::Codes;
pub use folder::Folder;
pub use journal_profile::{JOURNAL_PROFILES, journal_profile};
pub use kind::Kind;
pub use policy::{BadPolicy, PolicyText};
pub use sheet::{Cells, Contradiction, Extra, FileRow, RowPlace, Sheet, Spoilt};
