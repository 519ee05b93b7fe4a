//! Tests that try to find children in the rows.

mod reidentify;
mod shape;
