//! A ledger in a folder that cannot be written, read as it lies there.
//!
//! A ledger with a write-ahead log needs a second file to be read beside its writers, and where none can be
//! made SQLite refuses to read it at all. While nobody writes, everything is in the file itself, so it can be
//! read without a lock; and what was read is believed only once it is clear that nobody wrote meanwhile.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use super::{Result, StoreError};

/// The file as it was found.
#[derive(Debug)]
pub(super) struct AtRest {
    path: PathBuf,
    stamp: Stamp,
}

/// What changes whenever somebody writes to a file.
type Stamp = (u64, SystemTime);

/// The coarsest clock by which file systems note when a file was written: a second write that is nearer than
/// this to the first may not be seen.
const TICK: Duration = Duration::from_secs(2);

impl AtRest {
    /// Notes how the file lies there.
    ///
    /// # Errors
    /// A ledger with something beside it that is not in the file yet.
    pub fn of(path: &Path) -> Result<Self> {
        // SQLite keeps what is not in the file yet beside the file itself, not beside a link to it.
        let path = fs::canonicalize(path).map_err(|error| StoreError::Io(error.to_string()))?;
        let mut stamp = stamp(&path)?;
        while stamp.1.elapsed().is_ok_and(|ago| ago < TICK) {
            sleep(TICK / 20);
            stamp = self::stamp(&path)?;
        }
        for suffix in ["-wal", "-journal"] {
            let mut name = path.as_os_str().to_owned();
            name.push(suffix);
            match fs::metadata(name) {
                Ok(beside) if beside.len() > 0 => return Err(StoreError::ReadOnly),
                Ok(_) => {}
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => return Err(StoreError::Io(error.to_string())),
            }
        }
        Ok(Self { path, stamp })
    }

    /// Says how SQLite reads it without a lock.
    pub fn uri(&self) -> String {
        let mut uri = String::from("file:");
        for byte in self.path.as_os_str().as_encoded_bytes() {
            if byte.is_ascii_alphanumeric() || b"/-_.".contains(byte) {
                uri.push(char::from(*byte));
            } else {
                // Writing to a String cannot fail.
                let _ = write!(uri, "%{byte:02X}");
            }
        }
        uri + "?immutable=1"
    }

    /// Makes sure that it was not written since. What others wrote beside it, in a log, was not read.
    ///
    /// # Errors
    /// Somebody wrote to it.
    pub fn stayed(&self) -> Result<()> {
        if stamp(&self.path)? == self.stamp { Ok(()) } else { Err(StoreError::WrittenMeanwhile) }
    }
}

fn stamp(path: &Path) -> Result<Stamp> {
    let read = || {
        let found = fs::metadata(path)?;
        Ok((found.len(), found.modified()?))
    };
    read().map_err(|error: std::io::Error| StoreError::Io(format!("{}: {error}", path.display())))
}

#[cfg(test)]
mod tests {
    use super::super::{Journal, Ledger};
    use super::*;

    /// Notes that the file was written long ago, so that nobody has to wait.
    fn age(path: &Path) {
        let file = fs::OpenOptions::new().write(true).open(path).unwrap();
        file.set_modified(SystemTime::now() - TICK * 5).unwrap();
    }

    #[test]
    fn what_was_read_holds_until_somebody_writes_to_the_file() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a pilot?#50%.bhlp");
        drop(Ledger::create(&path, Journal::Wal).unwrap());
        age(&path);
        let read = Ledger::open_at_rest(&path).unwrap();
        assert_eq!(read.header("user_version").unwrap(), super::super::ledger::VERSION);
        read.stayed().unwrap();
        let other = Ledger::open(&path).unwrap();
        other.conn.execute_batch("CREATE TABLE more (a)").unwrap();
        read.stayed().unwrap(); // beside it, in the log
        assert!(matches!(Ledger::open_at_rest(&path), Err(StoreError::ReadOnly)));
        drop(other); // who leaves last moves the log into the file
        assert!(matches!(read.stayed(), Err(StoreError::WrittenMeanwhile)));
    }

    #[test]
    fn what_is_not_in_the_file_yet_cannot_be_read() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("pilot.bhlp");
        drop(Ledger::create(&path, Journal::Rollback).unwrap());
        age(&path);
        fs::write(dir.path().join("pilot.bhlp-journal"), "pages of before").unwrap();
        assert!(matches!(AtRest::of(&path), Err(StoreError::ReadOnly)));
    }

    /// SQLite follows a link, and keeps its journal beside the file itself.
    #[cfg(unix)]
    #[test]
    fn a_link_is_read_as_the_file_is() {
        let dir = tempfile::tempdir().unwrap();
        let (path, link) = (dir.path().join("pilot.bhlp"), dir.path().join("link.bhlp"));
        drop(Ledger::create(&path, Journal::Rollback).unwrap());
        std::os::unix::fs::symlink(&path, &link).unwrap();
        age(&path);
        AtRest::of(&link).unwrap();
        fs::write(dir.path().join("pilot.bhlp-journal"), "pages of before").unwrap();
        assert!(matches!(AtRest::of(&link), Err(StoreError::ReadOnly)));
    }
}
