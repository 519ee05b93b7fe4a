//! Files in: the rows of the formats people already have, each found wrong or right before any is
//! recorded.
//!
//! [`rows`] is the contract: each file's columns and what they hold. A table is read as somebody sent it
//! (`sent`), and its headings by their meaning; [`Sheet`] reads it row by row and keeps what is wrong with
//! it; [`Folder`] finds the files of a folder; [`PolicyText`] reads a policy. What banks and card companies
//! send is read by the room `statement`. Nothing here knows the command line or SQL.

mod cell;
mod cells;
mod column_form;
mod columns_of_days;
pub mod evaluation;
mod extra_columns;
mod file_row;
mod folder;
mod header;
mod heading;
mod journal_profile;
mod kind;
mod letters;
mod policy;
mod reading;
pub mod rows;
mod sent;
mod sheet;
mod sheets;
mod synonyms;
mod toml_reader;
mod written_day;

pub use cell::Codes;
pub use cells::Cells;
pub use column_form::ColumnForm;
pub use file_row::{Contradiction, FileRow};
pub use folder::Folder;
pub use heading::WHY_COLUMN;
pub use journal_profile::{JOURNAL_PROFILES, journal_profile};
pub use kind::Kind;
pub use policy::{BadPolicy, PolicyText};
pub use reading::{Extra, Reading};
pub use sheet::{Ending, RowPlace, Sheet, Spoilt};
pub use written_day::DayOrder;
