//! `bhlp evaluate settings`, and the file of settings that other commands are given.

use std::io::{self, Write};
use std::path::Path;

use super::super::{Failure, Result};
use crate::evaluate::Settings;
use crate::import::{Source, evaluation};

pub(super) fn show() -> Result {
    Ok(io::stdout().write_all(evaluation::DEFAULT.as_bytes())?)
}

/// The settings of a file; without one, those that hold where none are given.
///
/// # Errors
/// A file that cannot be read, and `SETTINGS_UNSOUND`.
pub(in crate::cli) fn of(file: Option<&Path>) -> Result<Settings> {
    let Some(file) = file else { return Ok(Settings::default()) };
    let source = Source::Path(file.to_owned());
    let text = source.text().map_err(|bad| Failure::from(crate::service::Error::from(bad)))?;
    evaluation::parse(source.name(), &text).map_err(|bad| {
        let hint = "docs/EVALUATION.md explains every key; one to begin from: bhlp evaluate settings";
        Failure::file("SETTINGS_UNSOUND", bad.to_string(), hint)
    })
}
