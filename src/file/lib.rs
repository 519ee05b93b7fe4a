//! A file that is read: where its text comes from ([`Source`]), why it is not taken ([`BadFile`], with each
//! [`BadRow`]), its bytes as letters ([`text`]), and TOML into the shape it is to have ([`toml_text`]).
//!
//! Nothing here knows what files are of.

mod row_errors;
mod source;
pub mod text;
pub mod toml_text;

pub use row_errors::{BadFile, BadFiles, BadRow, SentRow, SentRows};
pub use source::Source;
