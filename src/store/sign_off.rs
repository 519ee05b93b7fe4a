//! How a month was signed off, and who had to do with it: segregation of duties.

use rusqlite::params;

use super::lookup::{optional, parsed};
use super::matching::with_statements;
use super::{Reader, Result};
use domain::month_end::{Involvement, SignedAccount, SignedBalance};
use domain::{Action, Code, EntryId, Month, Pence, PractitionerId, Role};

/// How a month was closed last, where it is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignOff {
    /// The event that closed it.
    pub event: EntryId,
    pub signed_by: PractitionerId,
    /// Its accounts; none where it was closed before there were lists.
    pub accounts: Vec<SignedAccount>,
}

impl Reader<'_> {
    /// Counts the entries and the lines of statements that count in a month.
    pub fn counted_in(&self, month: Month) -> Result<(u64, u64)> {
        let found = self.query_one(
            "SELECT (SELECT count(*) FROM entry WHERE effective_on BETWEEN ?1 AND ?2),
                    (SELECT coalesce(sum((SELECT count(*) FROM statement_line l WHERE l.account_id = a.account_id
                                             AND l.counted_on BETWEEN ?1 AND ?2)), 0) FROM account a)",
            [month.first().to_string(), month.last().to_string()],
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)),
        )?;
        let (entries, lines) = found.unwrap_or_default();
        Ok((entries.unsigned_abs(), lines.unsigned_abs()))
    }

    /// Reads how a month was signed, where it is closed.
    pub fn sign_off(&self, month: Month) -> Result<Option<SignOff>> {
        let mark = self.query_one(
            "SELECT m.event, v.actor_id, m.mark = 'closed' FROM month_mark m JOIN event v ON v.seq = m.event
              WHERE m.month = ? ORDER BY m.event DESC LIMIT 1",
            [month.to_string()],
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, bool>(2)?)),
        )?;
        let Some((event, actor, true)) = mark else { return Ok(None) };
        let accounts = self.query_all(
            "SELECT a.name, m.ledger_pence, m.statement_pence, m.unseen_in_pence, m.unseen_out_pence,
                    m.unbooked_in_pence, m.unbooked_out_pence, m.reason
               FROM month_account m JOIN account a USING (account_id) WHERE m.event = ? ORDER BY a.name",
            [event],
            |row| {
                let pence = |column| -> Result<Pence> { Ok(Pence::new(row.get(column)?)) };
                let statement = row.get::<_, Option<i64>>(2)?.map(Pence::new);
                Ok(SignedAccount {
                    account: parsed(row, 0)?,
                    balance: SignedBalance { ledger: pence(1)?, statement },
                    outstanding: (pence(3)?, pence(4)?),
                    unrecorded: (pence(5)?, pence(6)?),
                    reason: optional(row, 7)?,
                })
            },
        )?;
        Ok(Some(SignOff { event: EntryId::new(event), signed_by: PractitionerId::new(actor), accounts }))
    }

    /// Reads who has not left, by code.
    pub fn still_there(&self) -> Result<Vec<(PractitionerId, Code, Role)>> {
        self.query_all(
            "SELECT practitioner_id, code, role FROM practitioner WHERE left_on IS NULL ORDER BY code",
            [],
            |row| Ok((PractitionerId::new(row.get(0)?), parsed(row, 1)?, parsed(row, 2)?)),
        )
    }

    /// Reads who may sign a month: who is there, closes months, and had no hand in it.
    pub fn signers(&self, month: Month) -> Result<Vec<Code>> {
        let involved = self.involved_in(month)?;
        let may = |(id, code, role): (PractitionerId, Code, Role)| {
            (role.may(Action::Months) && involved.iter().all(|(who, ..)| *who != id)).then_some(code)
        };
        Ok(self.still_there()?.into_iter().filter_map(may).collect())
    }

    /// Reads who had a hand in a month: who recorded an entry of it, took in a line of its statements,
    /// matched either, answered for either or for what the month before handed on, counted a float, or
    /// re-opened it last.
    pub fn involved_in(&self, month: Month) -> Result<Vec<(PractitionerId, EntryId, Involvement)>> {
        let (first, last) = (month.first().to_string(), month.last().to_string());
        let base = self.carried_from(month.first().before())?.map_or(0, |base| base.event.get());
        let involvements: [(&str, Involvement); 13] = [
            (
                "SELECT v.actor_id, min(v.seq) FROM entry e JOIN event v ON v.seq = e.entry_id
               WHERE e.effective_on BETWEEN ?1 AND ?2 GROUP BY 1",
                Involvement::Recorded,
            ),
            (
                "SELECT v.actor_id, min(v.seq) FROM account a
               CROSS JOIN statement_line l ON l.account_id = a.account_id AND l.counted_on BETWEEN ?1 AND ?2
               CROSS JOIN event v ON v.seq = l.statement
               WHERE a.kind IN ({own}) GROUP BY 1",
                Involvement::TookIn,
            ),
            (
                "SELECT v.actor_id, min(v.seq) FROM account a
               CROSS JOIN statement_line l ON l.account_id = a.account_id AND l.counted_on BETWEEN ?1 AND ?2
               CROSS JOIN matching_line p ON p.line_id = l.line_id AND p.undone_by IS NULL
               CROSS JOIN matching m ON m.matching_id = p.matching_id
               CROSS JOIN event v ON v.seq = m.run
               WHERE a.kind IN ({own}) GROUP BY 1",
                Involvement::Matched,
            ),
            (
                "SELECT v.actor_id, min(v.seq) FROM account a
               CROSS JOIN statement_line l ON l.account_id = a.account_id AND l.counted_on BETWEEN ?1 AND ?2
               CROSS JOIN answer r ON r.line_id = l.line_id
               CROSS JOIN event v ON v.seq = r.event
               WHERE a.kind IN ({own}) GROUP BY 1",
                Involvement::Answered,
            ),
            (
                "SELECT v.actor_id, min(v.seq) FROM answer r JOIN entry e ON e.entry_id = r.entry_id
               JOIN event v ON v.seq = r.event WHERE e.effective_on BETWEEN ?1 AND ?2 GROUP BY 1",
                Involvement::Answered,
            ),
            (
                "SELECT v.actor_id, min(v.seq) FROM cash_count c JOIN event v ON v.seq = c.event
               WHERE c.counted_on BETWEEN ?1 AND ?2 GROUP BY 1",
                Involvement::Counted,
            ),
            (
                "SELECT v.actor_id, min(v.seq) FROM advance c JOIN event v ON v.seq = c.event
               WHERE c.given_on BETWEEN ?1 AND ?2 GROUP BY 1",
                Involvement::Advanced,
            ),
            (
                "SELECT v.actor_id, min(v.seq) FROM entry e
               CROSS JOIN matching_item p ON p.entry_id = e.entry_id AND p.undone_by IS NULL
               CROSS JOIN matching m ON m.matching_id = p.matching_id
               CROSS JOIN event v ON v.seq = m.run
               WHERE e.effective_on BETWEEN ?1 AND ?2 GROUP BY 1",
                Involvement::Matched,
            ),
            (
                "SELECT v.actor_id, min(v.seq) FROM carried_item c
               CROSS JOIN matching_item p ON p.entry_id = c.entry_id AND p.account_id = c.account_id AND p.undone_by IS NULL
               CROSS JOIN matching m ON m.matching_id = p.matching_id
               CROSS JOIN event v ON v.seq = m.run WHERE c.event = ?3 GROUP BY 1",
                Involvement::Matched,
            ),
            (
                "SELECT v.actor_id, min(v.seq) FROM carried_line c
               CROSS JOIN matching_line p ON p.line_id = c.line_id AND p.undone_by IS NULL
               CROSS JOIN matching m ON m.matching_id = p.matching_id
               CROSS JOIN event v ON v.seq = m.run WHERE c.event = ?3 GROUP BY 1",
                Involvement::Matched,
            ),
            (
                "SELECT v.actor_id, min(v.seq) FROM carried_item c
               CROSS JOIN answer r ON r.entry_id = c.entry_id AND r.account_id = c.account_id
               CROSS JOIN event v ON v.seq = r.event WHERE c.event = ?3 GROUP BY 1",
                Involvement::Answered,
            ),
            (
                "SELECT v.actor_id, min(v.seq) FROM carried_line c
               CROSS JOIN answer r ON r.line_id = c.line_id
               CROSS JOIN event v ON v.seq = r.event WHERE c.event = ?3 GROUP BY 1",
                Involvement::Answered,
            ),
            (
                "SELECT v.actor_id, v.seq FROM month_mark k JOIN event v ON v.seq = k.event
               WHERE k.month = substr(?1, 1, 7) AND k.mark = 'reopened'
                 AND k.event = (SELECT max(event) FROM month_mark WHERE month = k.month)",
                Involvement::Reopened,
            ),
        ];
        let own = with_statements();
        let mut found = Vec::new();
        for (sql, involvement) in involvements {
            // Not every question needs all three.
            let sql = format!("WITH asked AS (SELECT ?1, ?2, ?3) {}", sql.replace("{own}", &own));
            found.extend(self.query_all(&sql, params![first, last, base], |row| {
                Ok((PractitionerId::new(row.get(0)?), EntryId::new(row.get(1)?), involvement))
            })?);
        }
        Ok(found)
    }
}
