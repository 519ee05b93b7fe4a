//! Tests that try to find children in the rows.

mod invented;
mod reidentify;
mod shape;
