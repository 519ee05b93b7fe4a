//! People and children.

use super::{optional, parsed};
use crate::{Reader, Result};
use domain::{Child, ChildId, Code, Day, Pence, Practitioner, PractitionerId};

impl Reader<'_> {
    /// Finds a person by code.
    pub fn practitioner(&self, code: &Code) -> Result<Option<Practitioner>> {
        self.query_one(
            "SELECT practitioner_id, code, role, sign_off_limit_pence, joined_on, left_on
               FROM practitioner WHERE code = ?",
            [code.as_str()],
            |row| {
                Ok(Practitioner {
                    id: PractitionerId::new(row.get(0)?),
                    code: parsed(row, 1)?,
                    role: parsed(row, 2)?,
                    sign_off_limit: row.get::<_, Option<i64>>(3)?.map(Pence::new),
                    joined_on: optional(row, 4)?,
                    left_on: optional(row, 5)?,
                })
            },
        )
    }

    /// Finds a person by number.
    pub fn practitioner_numbered(&self, id: PractitionerId) -> Result<Option<Practitioner>> {
        let code =
            self.query_one("SELECT code FROM practitioner WHERE practitioner_id = ?", [id.get()], |row| {
                parsed(row, 0)
            })?;
        code.map_or(Ok(None), |code| self.practitioner(&code))
    }

    /// Counts the administrators who have not left, without one person.
    pub fn administrators_besides(&self, practitioner: PractitionerId) -> Result<i64> {
        let count = self.query_one(
            "SELECT count(*) FROM practitioner
              WHERE role = 'administrator' AND left_on IS NULL AND practitioner_id <> ?",
            [practitioner.get()],
            |row| Ok(row.get(0)?),
        )?;
        Ok(count.unwrap_or(0))
    }

    /// Counts the children a person leads now.
    pub fn children_led_by(&self, practitioner: PractitionerId) -> Result<i64> {
        let count = self.query_one(
            "SELECT count(*) FROM (SELECT DISTINCT child_id FROM lead WHERE practitioner_id = ?1) mine
              WHERE ?1 = (SELECT practitioner_id FROM lead l WHERE l.child_id = mine.child_id
                           ORDER BY from_on DESC LIMIT 1)",
            [practitioner.get()],
            |row| Ok(row.get(0)?),
        )?;
        Ok(count.unwrap_or(0))
    }

    /// Finds a child by reference.
    pub fn child(&self, child_ref: &Code) -> Result<Option<Child>> {
        self.query_one(
            "SELECT child_id, child_ref, cohort, arm FROM child WHERE child_ref = ?",
            [child_ref.as_str()],
            |row| {
                Ok(Child {
                    id: ChildId::new(row.get(0)?),
                    child_ref: parsed(row, 1)?,
                    cohort: parsed(row, 2)?,
                    arm: parsed(row, 3)?,
                })
            },
        )
    }

    pub fn child_numbered(&self, id: ChildId) -> Result<Option<Child>> {
        let child_ref =
            self.query_one("SELECT child_ref FROM child WHERE child_id = ?", [id.get()], |row| {
                parsed(row, 0)
            })?;
        child_ref.map_or(Ok(None), |child_ref| self.child(&child_ref))
    }

    /// Reads who leads a child's case now, and since when.
    pub fn lead(&self, child: ChildId) -> Result<Option<(Code, Day)>> {
        self.query_one(
            "SELECT p.code, l.from_on FROM lead l JOIN practitioner p ON p.practitioner_id = l.practitioner_id
              WHERE l.child_id = ? ORDER BY l.from_on DESC LIMIT 1",
            [child.get()],
            |row| Ok((parsed(row, 0)?, parsed(row, 1)?)),
        )
    }
}
