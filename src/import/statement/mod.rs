//! Bank and card statements: whatever the file is, what it says as a [`StatementFile`], or why it is not
//! taken.
//!
//! [`load`] fetches the bytes, never more than a bound; [`read`] is pure: it decodes the text, tells the
//! format from the content, reads it and judges what every format has in common. Nothing here knows the
//! ledger.

mod camt;
mod csv;
mod fit;
mod judge;
mod layout;
mod line;
mod mt940;
mod ofx;
mod profile;
mod profile_text;
mod propose;
mod qif;
mod reading;
mod running;
mod sgml;
mod text;
mod written;
mod xml;

use std::io::Read;

use super::{BadFile, Source};
use crate::domain::Day;
use crate::domain::statement::StatementFile;

pub use profile::Profile;
pub use propose::{Proposal, Reason, propose};

/// The largest file that is read, in bytes: a million lines of the wordiest format are smaller.
pub const MOST_BYTES: u64 = 200_000_000;

/// What a file turns out to be, by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Xml,
    Mt940,
    Ofx,
    Qif,
    Csv,
}

/// Fetches a file's bytes.
///
/// # Errors
/// `FILE_MISSING`, `FILE_UNREADABLE`, `FILE_IS_FOLDER`, `STATEMENT_TOO_LARGE`.
pub fn load(source: &Source) -> Result<Vec<u8>, BadFile> {
    let name = source.name();
    if source.bytes() > MOST_BYTES {
        return Err(too_large(&name));
    }
    let mut bytes = Vec::new();
    // What is no plain file has no size to ask for, so reading is bounded too.
    source.open()?.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|error| {
        BadFile::whole(&name, "FILE_UNREADABLE", format!("it cannot be read to its end: {error}"), None)
    })?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length <= MOST_BYTES) {
        Ok(bytes)
    } else {
        Err(too_large(&name))
    }
}

fn too_large(name: &str) -> BadFile {
    let message = format!("it is larger than {} MB, the most that is read", MOST_BYTES / 1_000_000);
    BadFile::whole(name, "STATEMENT_TOO_LARGE", message, Some("ask the bank for shorter periods"))
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
    let text = text::decode(bytes, name)?;
    let format = if profile.is_some() { Format::Csv } else { Format::of(&text, name)? };
    let file = match format {
        Format::Xml => camt::read(&text, name),
        Format::Mt940 => mt940::read(&text, name),
        Format::Ofx => ofx::read(&text, name),
        Format::Qif => qif::read(&text, name),
        Format::Csv => csv::read(&text, name, profile),
    }?;
    judge::judge(file, name, today)
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
        if mt940::fits(text) {
            return Ok(Self::Mt940);
        }
        if text.lines().take(40).any(|line| line.contains([',', ';', '\t', '|'])) {
            return Ok(Self::Csv);
        }
        let hint = "ask the bank for CSV, CAMT.053, MT940, OFX or QIF";
        let message = "it is not a statement in any form that is known";
        Err(BadFile::whole(name, "STATEMENT_UNKNOWN", message, Some(hint)))
    }
}
