//! Tests that try to find out what was withheld of whole reports.

mod pilots;
mod whole;
