//! Bank and card statements: whatever the file is, what it says as a [`StatementFile`], or why it is not
//! taken.
//!
//! [`load`] fetches the bytes, never more than a bound; [`read`] is pure: it decodes the text, tells the
//! format from the content, reads it and judges what every format has in common. Nothing here knows the
//! ledger.

mod csv;
mod fit;
mod layout;
mod line;
mod profile;
mod profile_text;
mod running;
mod text;
mod written;

use std::io::Read;

use super::{BadFile, Source};
use crate::domain::Day;
use crate::domain::statement::StatementFile;

pub use profile::Profile;

/// The largest file that is read, in bytes: a million lines of the wordiest format are smaller.
pub const MOST_BYTES: u64 = 200_000_000;

/// What a file turns out to be, by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
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
    _today: Day,
    profile: Option<&Profile>,
) -> Result<StatementFile, BadFile> {
    let text = text::decode(bytes, name)?;
    match Format::of(&text) {
        Format::Csv => csv::read(&text, name, profile),
    }
}

impl Format {
    fn of(_text: &str) -> Self {
        Self::Csv
    }
}
