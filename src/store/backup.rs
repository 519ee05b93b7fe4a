//! An online copy of the ledger, made while others work.

use std::path::Path;
use std::time::Duration;

use rusqlite::backup::Backup;

use super::seal::Hash;
use super::{Ledger, ReadTx, Reader, Result, StoreError};

/// Where the audit trail stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChainHead {
    /// The number of events.
    pub events: i64,
    /// The hash of the last one.
    pub hash: Hash,
}

impl Reader<'_> {
    /// Reads where the audit trail stands.
    ///
    /// # Errors
    /// A failure of the file; a ledger without events.
    pub fn head(&self) -> Result<ChainHead> {
        let head = self.conn.query_row("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1", [], |row| {
            Ok(ChainHead { events: row.get(0)?, hash: row.get(1)? })
        });
        match head {
            Err(rusqlite::Error::QueryReturnedNoRows) => Err(StoreError::Damaged("it has no events".into())),
            other => Ok(other?),
        }
    }
}

impl ReadTx<'_> {
    /// Copies the ledger, as this view sees it, to a new file. The copy is opened and must end with
    /// the same hash; a copy that failed is removed.
    ///
    /// # Errors
    /// A target that exists already or cannot be written; a full disk.
    pub fn copy_to(&self, target: &Path) -> Result<ChainHead> {
        Ledger::claim(target)?;
        let copied = self.copy_into(target);
        if copied.is_err() {
            Ledger::discard(target);
        }
        copied
    }

    fn copy_into(&self, target: &Path) -> Result<ChainHead> {
        let mut copy = rusqlite::Connection::open(target)?;
        // The source is read in this one view, so nothing written meanwhile makes it start again.
        Backup::new(&self.tx, &mut copy)?.run_to_completion(4096, Duration::ZERO, None)?;
        drop(copy);
        let wanted = self.reader().head()?;
        let found = Ledger::open_to_read(target)?.read()?.reader().head()?;
        if found != wanted {
            return Err(StoreError::Damaged("the copy does not end with the hash it was made from".into()));
        }
        Ok(found)
    }
}
