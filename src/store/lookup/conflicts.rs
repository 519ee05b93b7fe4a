//! Conflicts of interest.

use rusqlite::params;

use super::{optional, parsed};
use crate::{Reader, Result};
use domain::conflict::{Conflict, Interest};
use domain::{ConflictId, PractitionerId};

impl Reader<'_> {
    /// Reads a conflict of interest.
    pub fn conflict(&self, id: ConflictId) -> Result<Option<Conflict>> {
        self.query_one(
            "SELECT x.practitioner_id, w.code, coalesce(c.child_ref, v.code), x.from_on, x.until_on
               FROM conflict x
               JOIN practitioner w USING (practitioner_id)
               LEFT JOIN child c USING (child_id)
               LEFT JOIN provider v ON v.provider_id = x.provider_id
              WHERE x.conflict_id = ?",
            [id.get()],
            |row| {
                Ok(Conflict {
                    practitioner: PractitionerId::new(row.get(0)?),
                    code: parsed(row, 1)?,
                    with: parsed(row, 2)?,
                    from_on: parsed(row, 3)?,
                    until_on: optional(row, 4)?,
                })
            },
        )
    }

    /// Finds the conflict with a child or provider that a practitioner declared and that has not ended.
    pub fn conflict_with(&self, practitioner: PractitionerId, with: Interest) -> Result<Option<ConflictId>> {
        let (child, provider) = match with {
            Interest::Child(child) => (Some(child.get()), None),
            Interest::Provider(provider) => (None, Some(provider.get())),
        };
        self.query_one(
            "SELECT conflict_id FROM conflict
              WHERE practitioner_id = ? AND until_on IS NULL AND (child_id = ? OR provider_id = ?)",
            params![practitioner.get(), child, provider],
            |row| Ok(ConflictId::new(row.get(0)?)),
        )
    }
}
