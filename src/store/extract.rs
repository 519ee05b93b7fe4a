//! Extracts handed to evaluators: what is recorded of each.

use super::{Reader, Result};
use domain::Text;

/// An extract that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extracted {
    pub event: i64,
    /// Who made it.
    pub by: String,
    pub key_fingerprint: String,
    /// The SHA-256 of its manifest.
    pub sha256: String,
}

impl Reader<'_> {
    /// Returns the extracts that were made for a recipient, the newest first.
    pub fn extracts_for(&self, recipient: &Text) -> Result<Vec<Extracted>> {
        self.query_all(
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
