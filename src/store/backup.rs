//! An online copy of the ledger, made while others work.

use std::path::Path;
use std::time::Duration;

use rusqlite::backup::Backup;

use super::{Ledger, Result, StoreError};

impl Ledger {
    /// Copies the ledger to a new file, consistently, while others may be writing.
    ///
    /// # Errors
    /// A target that exists already or cannot be written.
    pub fn copy_to(&self, target: &Path) -> Result<()> {
        match std::fs::OpenOptions::new().write(true).create_new(true).open(target) {
            Ok(_) => {}
            Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {
                return Err(StoreError::AlreadyThere(target.to_owned()));
            }
            Err(e) => return Err(StoreError::Io(format!("{}: {e}", target.display()))),
        }
        let copied = self.copy_into(target);
        if copied.is_err() {
            Self::discard(target);
        }
        copied
    }

    fn copy_into(&self, target: &Path) -> Result<()> {
        let mut copy = rusqlite::Connection::open(target)?;
        Backup::new(&self.conn, &mut copy)?.run_to_completion(1000, Duration::from_millis(1), None)?;
        Ok(())
    }
}
