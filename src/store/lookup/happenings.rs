//! What happened to children.

use super::{optional, parsed};
use crate::{Reader, Result};
use domain::happening::{Begun, Happening, Life};
use domain::{Child, ChildId, Code, Day, HappeningKind};

fn happening(row: &rusqlite::Row<'_>) -> Result<Happening> {
    Ok(Happening { kind: parsed(row, 1)?, on: parsed(row, 2)?, to: optional(row, 3)?, days: row.get(4)? })
}

impl Reader<'_> {
    /// Reads what stands of what happened to a child.
    pub fn life(&self, child: ChildId) -> Result<Option<Life>> {
        let happened = self.query_all(
            "SELECT number, kind, happened_on, to_whom, days FROM happening_standing
              WHERE child_id = ? ORDER BY happened_on, event",
            [child.get()],
            |row| Ok((row.get(0)?, happening(row)?)),
        )?;
        Ok(self.begun(child)?.map(|begun| Life { begun, happened }))
    }

    /// Reads when a child was born, and when its case began.
    pub fn begun(&self, child: ChildId) -> Result<Option<Begun>> {
        self.query_one(
            "SELECT ch.child_ref, ch.born, ch.caf_on,
                    (SELECT v.day FROM lead l JOIN event v ON v.seq = l.event
                      WHERE l.child_id = ch.child_id ORDER BY l.from_on LIMIT 1)
               FROM child ch WHERE ch.child_id = ?",
            [child.get()],
            |row| {
                let (assessed, registered): (Option<Day>, Day) = (optional(row, 2)?, parsed(row, 3)?);
                let on = assessed.map_or(registered, |day| day.min(registered));
                Ok(Begun { child_ref: parsed(row, 0)?, born: parsed(row, 1)?, on })
            },
        )
    }

    /// Says what ended before a day on which something is bought for a child.
    pub fn ended_before(&self, child: &Child, on: Day) -> Result<Vec<String>> {
        self.query_all(
            "SELECT ?3 || ' left on ' || happened_on FROM happening_standing
              WHERE child_id = ?1 AND kind = 'left' AND happened_on < ?2
              UNION ALL
             SELECT 'the family of ' || ?3 || ' withdrew its agreement on ' || said_on FROM consent_holds
              WHERE child_id = ?1 AND kind = 'agreement' AND said_on <= ?2",
            rusqlite::params![child.id.get(), on.to_string(), child.child_ref.as_str()],
            |row| Ok(row.get(0)?),
        )
    }

    /// Reads what an event recorded as having happened.
    pub fn recorded_happening(&self, event: i64) -> Result<Option<Happening>> {
        self.query_one(
            "SELECT event, kind, happened_on, to_whom, days FROM happening WHERE event = ?",
            [event],
            happening,
        )
    }

    /// Finds the number of the same happening that was corrected or withdrawn last.
    pub fn happening_undone(
        &self,
        child: ChildId,
        (kind, to): (HappeningKind, Option<&Code>),
        on: Day,
    ) -> Result<Option<i64>> {
        self.query_one(
            "SELECT c.fact FROM happening h JOIN correction c ON c.undoes = h.event
              WHERE h.child_id = ? AND h.kind = ? AND h.to_whom IS ? AND h.happened_on = ?
              ORDER BY c.event DESC LIMIT 1",
            rusqlite::params![child.get(), kind.as_str(), to.map(Code::as_str), on.to_string()],
            |row| Ok(row.get(0)?),
        )
    }
}
