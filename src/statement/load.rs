//! A statement's bytes, never more than a bound.

use file::{BadFile, Source};

/// The largest file that is read, in bytes: a million lines of the wordiest format are smaller.
pub const MOST_BYTES: u64 = 200_000_000;

/// Fetches a file's bytes.
///
/// # Errors
/// `FILE_MISSING`, `FILE_UNREADABLE`, `FILE_IS_FOLDER`, `STATEMENT_TOO_LARGE`.
pub fn load(source: &Source) -> Result<Vec<u8>, BadFile> {
    source.read_up_to(MOST_BYTES)?.ok_or_else(|| {
        let message = format!("it is larger than {} MB, the most that is read", MOST_BYTES / 1_000_000);
        let hint = Some("ask the bank for shorter periods");
        BadFile::new(&source.name(), "STATEMENT_TOO_LARGE", message, hint)
    })
}
