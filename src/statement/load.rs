//! A statement's bytes, never more than a bound, and their letters.

use file::text::{Decoded, NotText, decode};
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

/// Decodes a file; where it is no text, says what to ask the bank for.
pub(super) fn letters<'a>(bytes: &'a [u8], name: &str) -> Result<Decoded<'a>, BadFile> {
    decode(bytes).map_err(|bad| {
        let again = match bad {
            NotText::Binary { .. } => "ask the bank for CSV, CAMT.053, MT940, OFX or QIF",
            NotText::BrokenUtf16 => "ask the bank for it again, or save it as UTF-8",
            NotText::Empty | NotText::Mixed { .. } => "ask the bank for it again",
        };
        bad.of(name, again)
    })
}
