//! `bhlp evaluate settings`, and the file of settings that other commands are given.

use std::io::{self, Write};
use std::path::Path;

use super::super::Result;
use crate::evaluate::Settings;
use crate::import::evaluation;

pub(super) fn show() -> Result {
    Ok(io::stdout().write_all(evaluation::DEFAULT.as_bytes())?)
}

/// The settings of a file; without one, those that hold where none are given.
pub(in crate::cli) fn of(file: Option<&Path>) -> Result<Settings> {
    let Some(file) = file else { return Ok(Settings::default()) };
    let _ = file;
    Ok(Settings::default())
}
