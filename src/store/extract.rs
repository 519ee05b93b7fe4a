//! Extracts handed to evaluators: what is recorded of each.

use super::registers::word;
use super::{Look, Result, WriteTx, tables};
use crate::domain::{Day, Text};

/// An extract that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extracted {
    /// Its event.
    pub event: i64,
    /// Who made it.
    pub by: String,
    /// The fingerprint of its key.
    pub key_fingerprint: String,
    /// The SHA-256 of its manifest.
    pub sha256: String,
}

/// What is recorded of an extract that is being made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extracting {
    /// For whom.
    pub recipient: Text,
    /// The last day that was looked at.
    pub as_at: Day,
    /// The SHA-256 of the choices, as the manifest has them.
    pub settings_sha256: String,
    /// The fingerprint of the key of its pseudonyms.
    pub key_fingerprint: String,
    /// The newest event that is no extract.
    pub head_event: i64,
    /// The SHA-256 of the manifest.
    pub sha256: String,
}

impl Look<'_> {
    /// Returns the extracts that were made for a recipient, the newest first.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn extracts_for(&self, recipient: &Text) -> Result<Vec<Extracted>> {
        self.all(
            "SELECT x.event, w.code, x.key_fingerprint, x.sha256
               FROM extract x JOIN event v ON v.seq = x.event JOIN practitioner w ON w.practitioner_id = v.actor_id
              WHERE x.recipient = ? ORDER BY x.event DESC",
            [recipient.as_str()],
            |row| {
                let (event, by, key_fingerprint) = (row.get(0)?, row.get(1)?, row.get(2)?);
                Ok(Extracted { event, by, key_fingerprint, sha256: row.get(3)? })
            },
        )
    }
}

impl WriteTx<'_> {
    /// Records that an extract was made.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn add_extract(&mut self, extracting: &Extracting) -> Result<()> {
        let values = vec![
            word(&extracting.recipient),
            word(extracting.as_at),
            word(&extracting.settings_sha256),
            word(&extracting.key_fingerprint),
            extracting.head_event.into(),
            word(&extracting.sha256),
        ];
        self.put(&tables::EXTRACT, values).map(drop)
    }
}
