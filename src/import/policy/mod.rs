//! A policy's TOML file.

mod measures;
mod policy_text;

pub use policy_text::{BadPolicy, PolicyText};
