//! What was said of children's data, and what holds of it.

use std::collections::BTreeSet;

use super::{optional, parsed};
use crate::query::assemble;
use crate::{Filter, Reader, Result};
use domain::consent::{Consent, Said};
use domain::{ChildId, Code, Day, PractitionerId};

fn consent(row: &rusqlite::Row<'_>) -> Result<Consent> {
    Ok(Consent {
        kind: parsed(row, 1)?,
        on: parsed(row, 2)?,
        party: optional(row, 3)?,
        purpose: optional(row, 4)?,
        refused: optional(row, 5)?,
        by: optional(row, 6)?,
        how: optional(row, 7)?,
        reason: optional(row, 8)?,
    })
}

impl Reader<'_> {
    /// Reads what stands of what was said of a child's data.
    pub fn said_of_data(&self, child: ChildId, today: Day) -> Result<Option<Said>> {
        let consents = self.query_all(
            "SELECT number, kind, said_on, party, purpose, refused, said_by, how, reason FROM consent_standing
              WHERE child_id = ? ORDER BY said_on, event",
            [child.get()],
            |row| Ok((row.get(0)?, consent(row)?)),
        )?;
        let Some(begun) = self.begun(child)? else { return Ok(None) };
        let agreed = "SELECT consent_on, (SELECT l.practitioner_id FROM lead l
                                           WHERE l.child_id = ch.child_id AND l.from_on <= ?2
                                           ORDER BY l.from_on DESC LIMIT 1)
                        FROM child ch WHERE ch.child_id = ?1";
        let said = self.query_one(agreed, rusqlite::params![child.get(), today.to_string()], |row| {
            Ok((optional(row, 0)?, row.get::<_, Option<i64>>(1)?.map(PractitionerId::new)))
        })?;
        Ok(said.map(|(agreed_on, led_by)| Said { begun, led_by, agreed_on, consents }))
    }

    /// Finds the children who are in no extract and no evaluation: whose family withdrew the agreement to the
    /// service or the permission to share with the evaluation, or objected to it. What holds now decides,
    /// whatever moment the figures are of.
    pub(crate) fn left_out_of_evaluation(&self) -> Result<BTreeSet<i64>> {
        let sql = "SELECT child_id FROM main.consent_holds
                    WHERE kind = 'agreement' OR kind = 'sharing' AND withdrawn AND party = 'evaluation'
                       OR kind = 'objection' AND NOT withdrawn AND party = 'evaluation'";
        Ok(self.query_all(sql, [], |row| Ok(row.get(0)?))?.into_iter().collect())
    }

    /// Finds the children whose whereabouts must not be found.
    pub(crate) fn shielded(&self) -> Result<BTreeSet<i64>> {
        let children =
            self.query_all(&assemble("SELECT child_id FROM {shield}", &Filter::default()), [], |row| {
                Ok(row.get(0)?)
            })?;
        Ok(children.into_iter().collect())
    }

    /// Finds every child whose whereabouts must not be found.
    pub fn shielded_children(&self) -> Result<Vec<Code>> {
        let sql = "SELECT child_ref FROM main.child WHERE child_id IN {shield} ORDER BY child_ref";
        self.query_all(&assemble(sql, &Filter::default()), [], |row| parsed(row, 0))
    }

    /// Finds whom an entry tells of: whose it is, and who has a line on the same document.
    pub fn children_of_entry(&self, entry: i64) -> Result<Vec<Code>> {
        let sql = "
            WITH own AS (SELECT child_id, commission_id FROM entry WHERE entry_id = ?),
                 paper AS (
                     SELECT coalesce(l.document_id, q.entry_id) AS document_id
                       FROM own JOIN entry q ON q.child_id = own.child_id AND q.commission_id = own.commission_id
                       LEFT JOIN document_line l ON l.event = q.entry_id)
            SELECT child_ref FROM child
             WHERE child_id IN (
                   SELECT child_id FROM own
                    UNION SELECT o.child_id FROM paper JOIN entry o ON o.entry_id = paper.document_id
                    UNION SELECT o.child_id FROM paper JOIN document_line m USING (document_id)
                            JOIN entry o ON o.entry_id = m.event)
             ORDER BY child_ref";
        self.query_all(sql, [entry], |row| parsed(row, 0))
    }

    /// Finds the entries, and so the commissions, whose shop is not shown: those of a shielded child, and
    /// what stands on one document with them.
    pub fn hidden_entries(&self) -> Result<BTreeSet<i64>> {
        let sql = "SELECT e.entry_id
                     FROM {hidden} y
                    CROSS JOIN commission k ON k.commission_id = y.commission_id
                    CROSS JOIN entry e ON e.child_id = k.child_id AND e.commission_id = k.commission_id";
        let entries = self.query_all(&assemble(sql, &Filter::default()), [], |row| Ok(row.get(0)?))?;
        Ok(entries.into_iter().collect())
    }

    /// Tells whether a child's whereabouts must not be found.
    pub fn is_shielded(&self, child: &Code) -> Result<bool> {
        let sql = "SELECT 1 FROM main.consent_holds h JOIN child ch ON ch.child_id = h.child_id
                    WHERE ch.child_ref = ? AND h.kind = 'shield' AND NOT h.withdrawn";
        Ok(self.query_one(sql, [child.as_str()], |_| Ok(()))?.is_some())
    }
}
