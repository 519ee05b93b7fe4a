//! `bhlp evaluate settings`, and the file of settings that other commands are given.

use std::io::{self, Write};
use std::path::Path;

use crate::failure::Result;
use domain::measure::Measure;
use evaluate::Settings;
use file::Source;
use import::evaluation;

pub(super) fn show() -> Result {
    Ok(io::stdout().write_all(evaluation::DEFAULT.as_bytes())?)
}

/// What was chosen, and in which file.
pub(in crate::commands) struct Chosen {
    pub settings: Settings,
    file: Option<(String, String)>,
}

/// The settings of a file; without one, those that hold where none are given.
///
/// # Errors
/// A file that cannot be read, and `SETTINGS_UNSOUND`.
pub(in crate::commands) fn of(file: Option<&Path>) -> Result<Chosen> {
    let Some(file) = file else { return Ok(Chosen { settings: Settings::default(), file: None }) };
    let source = Source::Path(file.to_owned());
    let text = source.text()?;
    let settings = evaluation::parse(source.name(), &text)?;
    Ok(Chosen { settings, file: Some((source.name(), text)) })
}

impl Chosen {
    /// Refuses settings that name a measure which the ledger does not have.
    ///
    /// # Errors
    /// `SETTINGS_UNSOUND`.
    pub(crate) fn against(&self, measures: &[Measure]) -> Result {
        let Some((name, text)) = &self.file else { return Ok(()) };
        Ok(evaluation::against(text, name.clone(), measures)?)
    }
}
