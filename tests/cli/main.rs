//! The command: whole outputs and exit codes, the demo, and every command of the documents.

mod commands;
mod demo;
mod docs;
