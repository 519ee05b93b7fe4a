//! The folder of a report, which may take the place of an earlier one.

use std::fs;
use std::path::Path;

use crate::package::{NamedFile, NewFolder, PlaceTaken, stands_at};

/// By this an earlier report is known.
const PAGE: &str = "report.html";
const MADE_BY: &str = "<meta name=\"generator\" content=\"bhlp";

/// Writes a report where nothing is, or where an earlier report is.
///
/// # Errors
/// A folder that holds something else; a place that cannot be written. Then what was there is there still.
pub fn write(place: &Path, files: &[NamedFile]) -> Result<(), PlaceTaken> {
    let is_report = || fs::read_to_string(place.join(PAGE)).is_ok_and(|page| page.contains(MADE_BY));
    stands_at(place, is_report)?;
    Ok(NewFolder::in_place_of(place)?.finish(files)?)
}
