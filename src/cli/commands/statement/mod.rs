//! `bhlp statement ...`.

mod command;
mod profile;
mod remembered;
mod taken;

pub(super) use command::{StatementCommand, run};
