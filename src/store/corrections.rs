//! What was recorded beside the money, to be corrected or withdrawn.

use super::lookup::{optional, parsed};
use super::{Reader, Result, WriteTx};
use domain::correction::{CorrectedSince, RecordedFact, Withdrawn};
use domain::{ChildId, Code, Day, FactKind, PractitionerId, Text, rows};

/// Where facts of a kind are: from their table, each with its child and its day.
const fn of_kind(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Score => "SELECT o.event, o.child_id, o.observed_on AS happened_on FROM outcome o",
        FactKind::Time => "SELECT o.event, o.child_id, o.worked_on AS happened_on FROM time_spent o",
        FactKind::Delivery => {
            "SELECT o.event, k.child_id, o.delivered_on AS happened_on
               FROM delivery o JOIN commission k ON k.commission_id = o.commission_id"
        }
        FactKind::Need => "SELECT o.need_id AS event, o.child_id, NULL AS happened_on FROM need o",
        FactKind::Mark => {
            "SELECT o.event, n.child_id, o.marked_on AS happened_on
               FROM need_mark o JOIN need n ON n.need_id = o.need_id"
        }
        FactKind::Compact => "SELECT o.event, o.child_id, o.agreed_on AS happened_on FROM compact o",
        FactKind::Review => {
            "SELECT o.event, p.child_id, o.reviewed_on AS happened_on
               FROM compact_review o JOIN compact p ON p.event = o.compact"
        }
        FactKind::Happening => "SELECT o.event, o.child_id, o.happened_on FROM happening o",
        FactKind::Member => {
            "SELECT o.member_id AS event, o.child_id, o.from_on AS happened_on FROM family_member o"
        }
        FactKind::Consent => "SELECT o.event, o.child_id, o.said_on AS happened_on FROM consent o",
        FactKind::Agreement => "SELECT o.event, o.child_id, o.agreed_on AS happened_on FROM agreement o",
        FactKind::Receipt => {
            "SELECT o.event, k.child_id, k.placed_on AS happened_on
               FROM receipt o JOIN commission k ON k.commission_id = o.commission_id"
        }
    }
}

impl Reader<'_> {
    /// Finds a fact by its number, or by that of a correction of it, with who leads the case on a day.
    pub fn recorded_fact(&self, kind: FactKind, number: i64, today: Day) -> Result<Option<RecordedFact>> {
        let fact = "SELECT fact FROM correction WHERE event = ? AND kind = ?";
        let number = self
            .query_one(fact, rusqlite::params![number, kind.as_str()], |row| Ok(row.get(0)?))?
            .unwrap_or(number);
        let sql = format!(
            "SELECT f.child_id, h.child_ref,
                    coalesce((SELECT s.happened_on FROM ({of_kind}) s WHERE s.event = c.event), f.happened_on),
                    w.practitioner_id, w.code,
                    (SELECT l.practitioner_id FROM lead l WHERE l.child_id = f.child_id AND l.from_on <= ?2
                      ORDER BY l.from_on DESC LIMIT 1),
                    coalesce(c.event, f.event), c.withdrawn IS 1, c.reason
               FROM ({of_kind}) f
               JOIN child h ON h.child_id = f.child_id
               JOIN event e ON e.seq = f.event
               JOIN practitioner w ON w.practitioner_id = e.actor_id
               LEFT JOIN correction c ON c.event = (SELECT max(n.event) FROM correction n WHERE n.fact = f.event AND n.kind = ?3)
              WHERE f.event = ?1",
            of_kind = of_kind(kind)
        );
        self.query_one(&sql, rusqlite::params![number, today.to_string(), kind.as_str()], |row| {
            let stands: i64 = row.get(6)?;
            let withdrawn = match row.get(7)? {
                true => Some(Withdrawn { by: stands, reason: parsed::<Text>(row, 8)? }),
                false => None,
            };
            Ok(RecordedFact {
                kind,
                number,
                stands,
                withdrawn,
                child: ChildId::new(row.get(0)?),
                child_ref: parsed(row, 1)?,
                on: optional(row, 2)?,
                recorded_by: (PractitionerId::new(row.get(3)?), parsed(row, 4)?),
                led_by: row.get::<_, Option<i64>>(5)?.map(PractitionerId::new),
            })
        })
    }

    /// Says in words what stands of a fact, or stood last.
    pub fn said(&self, fact: &RecordedFact) -> Result<String> {
        let sql = format!(
            "SELECT {} FROM (SELECT ? AS kind, ? AS event) x",
            include_str!("query/fragment/said.sql")
        );
        let said =
            self.query_one(&sql, rusqlite::params![fact.kind.as_str(), fact.stands], |row| Ok(row.get(0)?))?;
        Ok(said.unwrap_or_default())
    }

    /// Finds a commission or purchase that falls under a need.
    pub fn commission_under(&self, need: i64) -> Result<Option<i64>> {
        self.query_one(
            "SELECT k.commission_id FROM need n JOIN commission k ON k.child_id = n.child_id AND k.need_id = n.need_id
              WHERE n.need_id = ? ORDER BY k.commission_id LIMIT 1",
            [need],
            |row| Ok(row.get(0)?),
        )
    }

    /// Finds what was corrected, up to an event, of what the last extract before it said to a recipient.
    pub fn corrected_since(&self, recipient: &Text, head: i64) -> Result<Option<CorrectedSince>> {
        let last = self.query_one(
            "SELECT event, head_event, as_at FROM extract WHERE recipient = ? AND head_event < ? ORDER BY event DESC LIMIT 1",
            rusqlite::params![recipient.as_str(), head],
            |row| Ok((row.get(0)?, row.get::<_, i64>(1)?, parsed(row, 2)?)),
        )?;
        let Some((extract, told, as_at)) = last else { return Ok(None) };
        let mut of: Vec<(FactKind, Vec<Code>)> = Vec::new();
        self.query_all(
            "SELECT DISTINCT iif(c.kind = 'mark', 'need', c.kind) AS what, h.child_ref
               FROM corrected_fact c JOIN child h ON h.child_id = c.child_id
              WHERE c.fact <= ?1 AND c.event > ?1 AND c.event <= ?2
                AND c.kind IN ('score', 'time', 'delivery', 'need', 'mark')
              ORDER BY what, h.child_ref",
            [told, head],
            |row| {
                let (kind, child) = (parsed(row, 0)?, parsed(row, 1)?);
                match of.last_mut() {
                    Some((last, children)) if *last == kind => children.push(child),
                    _ => of.push((kind, vec![child])),
                }
                Ok(())
            },
        )?;
        Ok(Some(CorrectedSince { extract, as_at, of }))
    }

    /// Finds the last extract that was made when an event was there, and for whom.
    pub fn extract_with(&self, event: i64) -> Result<Option<(i64, String)>> {
        self.query_one(
            "SELECT event, recipient FROM extract WHERE head_event >= ? ORDER BY event DESC LIMIT 1",
            [event],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
    }
}

impl WriteTx<'_> {
    /// Writes that a fact is corrected by the row that follows.
    pub fn correct(&mut self, fact: &RecordedFact, reason: &Text) -> Result<()> {
        self.undo_fact(fact, reason, false)
    }

    /// Writes that nothing of a fact stands any more.
    pub fn withdraw(&mut self, fact: &RecordedFact, reason: &Text) -> Result<()> {
        self.undo_fact(fact, reason, true)
    }

    fn undo_fact(&mut self, fact: &RecordedFact, reason: &Text, withdrawn: bool) -> Result<()> {
        let RecordedFact { kind, number, stands, .. } = *fact;
        self.insert(&rows::Correction { kind, fact: number, undoes: stands, withdrawn, reason })?;
        Ok(())
    }
}
