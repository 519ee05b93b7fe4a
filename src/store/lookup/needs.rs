//! What a child needs.

use super::parsed;
use crate::{Reader, Result};
use domain::need::Need;
use domain::{ChildId, NeedId};

impl Reader<'_> {
    pub fn need(&self, id: NeedId) -> Result<Option<Need>> {
        self.query_one(
            "SELECT n.child_id, c.child_ref, n.what FROM need n JOIN child c USING (child_id) WHERE n.need_id = ?",
            [id.get()],
            |row| {
                Ok(Need {
                    id,
                    child: ChildId::new(row.get(0)?),
                    child_ref: parsed(row, 1)?,
                    what: parsed(row, 2)?,
                })
            },
        )
    }
}
