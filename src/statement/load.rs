//! A file's bytes, never more than a bound.

use std::io::Read;

use file::{BadFile, Source};

/// The largest file that is read, in bytes: a million lines of the wordiest format are smaller.
pub const MOST_BYTES: u64 = 200_000_000;

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
        BadFile::new(&name, "FILE_UNREADABLE", format!("it cannot be read to its end: {error}"), None)
    })?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length <= MOST_BYTES) {
        Ok(bytes)
    } else {
        Err(too_large(&name))
    }
}

fn too_large(name: &str) -> BadFile {
    let message = format!("it is larger than {} MB, the most that is read", MOST_BYTES / 1_000_000);
    BadFile::new(name, "STATEMENT_TOO_LARGE", message, Some("ask the bank for shorter periods"))
}
