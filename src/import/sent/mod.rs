//! A table as somebody sent it: rows of cells, whatever file they stand in.

mod breaks;
mod look;
mod row;
mod rows_of_text;
mod table;

pub(super) use breaks::{join, swallowed};
pub(super) use row::Row;
pub(super) use table::Table;
