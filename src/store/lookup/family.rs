//! Families: who belongs to them.

use super::{optional, parsed};
use crate::{Reader, Result};
use domain::family::Member;
use domain::{Code, Day, EntryId, MemberId};
use rusqlite::Row;

const COLUMNS: &str = "SELECT m.member_id, m.family_ref, c.child_ref, m.kind, m.from_on, m.until_on
   FROM family_member_standing m JOIN child c USING (child_id)";

impl Reader<'_> {
    /// Finds the places of a family's children that stand, in the order in which they were recorded.
    pub fn family(&self, family: &Code) -> Result<Vec<Member>> {
        let sql = format!("{COLUMNS} WHERE m.family_ref = ? ORDER BY m.member_id");
        self.query_all(&sql, [family.as_str()], member)
    }

    /// Finds a child's places in families that stand.
    pub fn families_of(&self, child: &Code) -> Result<Vec<Member>> {
        let sql = format!("{COLUMNS} WHERE c.child_ref = ? ORDER BY m.member_id");
        self.query_all(&sql, [child.as_str()], member)
    }

    /// Finds a child's share of what was bought for a family after a day.
    pub fn shared_after(&self, family: &Code, child: &Code, day: Day) -> Result<Option<EntryId>> {
        self.query_one(
            "SELECT e.entry_id FROM entry e
               JOIN document d ON d.document_id = coalesce((SELECT l.document_id FROM document_line l WHERE l.event = e.entry_id), e.entry_id)
              WHERE e.child_id = (SELECT child_id FROM child WHERE child_ref = ?1) AND e.kind = 'buy'
                AND d.family_ref = ?2 AND e.effective_on > ?3
                AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.entry_id)
              ORDER BY e.entry_id LIMIT 1",
            [child.as_str(), family.as_str(), &day.to_string()],
            |row| Ok(EntryId::new(row.get(0)?)),
        )
    }
}

fn member(row: &Row<'_>) -> Result<Member> {
    Ok(Member {
        id: MemberId::new(row.get(0)?),
        family: parsed(row, 1)?,
        child: parsed(row, 2)?,
        kind: parsed(row, 3)?,
        from_on: parsed(row, 4)?,
        until_on: optional(row, 5)?,
    })
}
