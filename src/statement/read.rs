//! From bytes to a statement, whatever form it has.

use super::load::letters;
use super::profile::Profile;
use super::{camt, check_balances, csv, labelled, mt940, ofx, qif};
use domain::Day;
use domain::statement::StatementFile;
use file::BadFile;
use file::text::Decoded;

/// What a file turns out to be, by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Xml,
    Mt940,
    Ofx,
    Qif,
    Labelled,
    Csv,
}

/// Reads a statement. A profile says that it is a CSV file, and how it is laid out; without one the
/// content tells.
///
/// # Errors
/// Every reason why it is not taken; its bad lines where the lines are the problem.
pub fn read(
    bytes: &[u8],
    name: &str,
    today: Day,
    profile: Option<&Profile>,
) -> Result<StatementFile, BadFile> {
    let Decoded { text, told, .. } = letters(bytes, name)?;
    let format = match profile {
        Some(profile) if profile.name.as_str() != labelled::PROFILE => Format::Csv,
        _ => Format::of(&text, name)?,
    };
    let mut file = match format {
        Format::Xml => camt::read(&text, name),
        Format::Mt940 => mt940::read(&text, name),
        Format::Ofx => ofx::read(&text, name),
        Format::Qif => qif::read(&text, name),
        Format::Labelled => labelled::read(&text, name),
        Format::Csv => csv::read(&text, name, profile),
    }?;
    file.left_out.extend(told);
    check_balances::check(file, name, today)
}

impl Format {
    fn of(text: &str, name: &str) -> Result<Self, BadFile> {
        if ofx::fits(text) {
            return Ok(Self::Ofx);
        }
        if text.trim_start().starts_with('<') {
            return Ok(Self::Xml);
        }
        if qif::fits(text) {
            return Ok(Self::Qif);
        }
        if mt940::is_interim(text) {
            let message = "it is MT942, an interim report of the day, which is not final";
            return Err(BadFile::new(name, "STATEMENT_UNKNOWN", message, Some("ask the bank for MT940")));
        }
        if mt940::fits(text) {
            return Ok(Self::Mt940);
        }
        if labelled::fits(text) {
            return Ok(Self::Labelled);
        }
        if text.lines().take(40).any(|line| line.contains([',', ';', '\t', '|'])) {
            return Ok(Self::Csv);
        }
        let hint = "ask the bank for CSV, CAMT.053, MT940, OFX or QIF";
        let message = "it is not a statement in any form that is known";
        Err(BadFile::new(name, "STATEMENT_UNKNOWN", message, Some(hint)))
    }
}
