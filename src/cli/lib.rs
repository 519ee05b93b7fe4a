//! The command line: what was typed, what it means, and what is said back.
//!
//! From the top down: [`run`](run::run) reads what was typed, with help from `parse` and `ask`;
//! `commands` has every command in a file of its own, and `commands/command.rs` is the list of them;
//! what all of them need (`carry_out`, `listing`, `globals`, `failure`, the views) knows none of them.
//! Answers go to stdout, everything else to stderr. Nothing here knows SQL.

mod abbreviations;
mod arguments;
mod ask;
mod carry_out;
mod code_lookup;
mod commands;
mod errors;
mod failure;
mod globals;
mod help;
mod line;
mod listing;
mod origin;
mod parse;
mod partial_command;
mod reply;
mod run;
mod terminal;
mod view;

pub use run::run;
