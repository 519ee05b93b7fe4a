//! One model of a table, and one writer for each form of it.
//!
//! A [`Head`] says what stands over the rows: title, moment, [`Column`]s. Rows are [`Value`]s, handed one
//! at a time to a [`Writer`], so that a million of them need no room. Nothing here knows where rows come
//! from, or more of the domain than its values. Start with [`Column`] and [`Value`].

pub mod column;
pub mod csv;
mod head;
mod json;
pub mod markdown;
mod plain;
mod sheet;
mod terminal;
mod value;
mod writer;

pub use column::{Column, Kind, Seen};
pub use csv::Csv;
pub use head::{Head, Moment};
pub use json::Json;
pub use plain::Plain;
pub use sheet::Sheet;
pub use terminal::{Terminal, grid};
pub use value::{Value, parts};
pub use writer::Writer;
