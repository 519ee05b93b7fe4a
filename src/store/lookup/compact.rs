//! Compacts.

use super::parsed;
use crate::{Reader, Result};
use domain::EntryId;
use domain::compact::Compact;

impl Reader<'_> {
    pub fn compact(&self, id: EntryId) -> Result<Option<Compact>> {
        self.query_one(
            "SELECT c.child_ref, k.agreed_on FROM compact k JOIN child c USING (child_id) WHERE k.event = ?",
            [id.get()],
            |row| Ok(Compact { id, child_ref: parsed(row, 0)?, agreed_on: parsed(row, 1)? }),
        )
    }
}
