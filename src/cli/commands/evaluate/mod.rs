//! `bhlp evaluate ...`.

mod combine;
mod command;
mod key;
mod report;
pub(super) mod settings;

pub(super) use command::{EvaluateCommand, run};
