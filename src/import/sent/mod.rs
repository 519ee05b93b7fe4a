//! A table as somebody sent it: rows of cells, whatever file they stand in.

mod breaks;
mod look;
mod row;
mod rows_of_sheet;
mod rows_of_text;
mod table;
mod workbook;

pub(super) use breaks::{join, swallowed};
pub(super) use row::Row;
pub(super) use rows_of_sheet::{NOT_WORKED_OUT, first_rows, rows_said};
pub(super) use table::Table;
pub(super) use workbook::{Begins, Opened, SheetSeen, Workbook, open};
