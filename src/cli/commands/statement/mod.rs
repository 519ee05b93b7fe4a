//! `bhlp statement ...`.

mod command;
mod profile;
mod taken;

pub(super) use command::{StatementCommand, run};
