//! The folder of a report: written whole beside its place and put there at the end, in place of the report
//! before.

use std::fs;
use std::io;
use std::path::Path;

use crate::in_place;
use crate::pack::{PackFile, Taken};

/// By this an earlier report is known.
const PAGE: &str = "report.html";
const MADE_BY: &str = "<meta name=\"generator\" content=\"bhlp";

/// Writes a report where nothing is, or where an earlier report is.
///
/// # Errors
/// A folder that holds something else; a place that cannot be written. Then what was there is there still.
pub fn write(place: &Path, files: &[PackFile]) -> Result<(), Taken> {
    free(place)?;
    Ok(in_place::put(place, files)?)
}

/// Nothing is there, or what may be written anew.
fn free(place: &Path) -> Result<(), Taken> {
    match fs::read_dir(place) {
        Ok(mut entries) => match (entries.next(), fs::read_to_string(place.join(PAGE))) {
            (None, _) => Ok(()),
            (_, Ok(page)) if page.contains(MADE_BY) => Ok(()),
            _ => Err(Taken::NotEmpty),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Err(Taken::NotEmpty),
        Err(error) => Err(error.into()),
    }
}
