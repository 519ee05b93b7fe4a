//! Comma-separated statements, as each bank lays them out.

use super::Profile;
use crate::domain::Day;
use crate::domain::statement::StatementFile;
use crate::import::BadFile;

/// Reads a file by its profile, or by the shipped one that fits.
pub(super) fn read(
    _text: &str,
    name: &str,
    _profile: Option<&Profile>,
    _today: Day,
) -> Result<StatementFile, BadFile> {
    let hint = "name the layout: --profile NAME";
    Err(BadFile::whole(name, "STATEMENT_LAYOUT_UNKNOWN", "no known layout fits it", Some(hint)))
}
