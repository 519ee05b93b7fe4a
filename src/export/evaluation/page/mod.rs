//! The page: one file that needs nothing else, laid out by `report.html`.

mod layout;
mod table;
mod words;

pub(super) use layout::page;
