//! Both books as one journal, streamed: entries by effective day, then number.

use rusqlite::Row;

use super::{Reader, Result, StoreError};
use domain::Pence;

/// What stands at the head of an entry.
#[derive(Clone, Copy, Debug)]
pub struct Heading<'r> {
    /// The entry's number.
    pub entry: i64,
    /// The day it counts from.
    pub effective_on: &'r str,
    /// What it records.
    pub kind: &'r str,
    /// The other side: the provider, else the fund's contributor, else the pilot itself.
    pub party: &'r str,
    /// What was bought, else the user's remark.
    pub what: Option<&'r str>,
    /// The instant it was recorded.
    pub recorded_at: &'r str,
    /// Who recorded it.
    pub actor: &'r str,
    /// The child it concerns.
    pub child: Option<&'r str>,
    /// The provider's code.
    pub provider: Option<&'r str>,
    /// The commission it belongs to.
    pub commission: Option<i64>,
    /// The entry it undoes.
    pub reverses: Option<i64>,
    /// The provider's document number.
    pub reference: Option<&'r str>,
    /// The day in a closed month that it belongs to.
    pub belongs_on: Option<&'r str>,
}

/// One transfer of a journal.
#[derive(Clone, Copy, Debug)]
pub struct JournalLine<'r> {
    /// The entry, with its first transfer only.
    pub heading: Option<Heading<'r>>,
    /// The name of the account that gets.
    pub debit: &'r str,
    /// The name of the account that gives.
    pub credit: &'r str,
    /// How much moves.
    pub amount: Pence,
}

/// The end of the audit trail: what a journal is the journal of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrailHead {
    /// The number of the last event.
    pub seq: i64,
    /// Its hash, in hexadecimal.
    pub hash: String,
}

// `entry_by_day` gives the order; every other table is met by its key, so nothing is sorted and
// memory does not grow with the ledger. CROSS JOIN keeps the planner to that path.
const JOURNAL: &str = "
    SELECT t.line, dr.name, cr.name, t.amount_pence,
           e.entry_id, e.effective_on, e.kind,
           coalesce(p.name, f.contributor, (SELECT name FROM pilot)),
           coalesce(k.description, e.note), v.recorded_at, a.code, ch.child_ref, p.code,
           e.commission_id, e.reverses_id, e.reference, e.belongs_on
      FROM entry e
     CROSS JOIN transfer t ON t.entry_id = e.entry_id
     CROSS JOIN account dr ON dr.account_id = t.debit_account_id
     CROSS JOIN account cr ON cr.account_id = t.credit_account_id
     CROSS JOIN event v ON v.seq = e.entry_id
     CROSS JOIN practitioner a ON a.practitioner_id = v.actor_id
      LEFT JOIN child ch ON ch.child_id = e.child_id
      LEFT JOIN commission k ON k.commission_id = e.commission_id
      LEFT JOIN provider p ON p.provider_id = k.provider_id
      LEFT JOIN fund f ON f.fund_id = coalesce(dr.fund_id, cr.fund_id) AND e.child_id IS NULL
     ORDER BY e.effective_on, e.entry_id, t.line";

/// Reads a text where it lies; another type means that the file is damaged.
fn text<'r>(row: &'r Row<'_>, column: usize) -> Result<&'r str> {
    let other_type = |_| StoreError::Damaged(format!("column {column} of the journal is not a text"));
    row.get_ref(column)?.as_str().map_err(other_type)
}

fn optional_text<'r>(row: &'r Row<'_>, column: usize) -> Result<Option<&'r str>> {
    match row.get_ref(column)? {
        rusqlite::types::ValueRef::Null => Ok(None),
        _ => text(row, column).map(Some),
    }
}

fn heading<'r>(row: &'r Row<'_>) -> Result<Heading<'r>> {
    Ok(Heading {
        entry: row.get(4)?,
        effective_on: text(row, 5)?,
        kind: text(row, 6)?,
        party: text(row, 7)?,
        what: optional_text(row, 8)?,
        recorded_at: text(row, 9)?,
        actor: text(row, 10)?,
        child: optional_text(row, 11)?,
        provider: optional_text(row, 12)?,
        commission: row.get(13)?,
        reverses: row.get(14)?,
        reference: optional_text(row, 15)?,
        belongs_on: optional_text(row, 16)?,
    })
}

fn journal_line<'r>(row: &'r Row<'_>) -> Result<JournalLine<'r>> {
    let first = row.get::<_, i64>(0)? == 1;
    Ok(JournalLine {
        heading: if first { Some(heading(row)?) } else { None },
        debit: text(row, 1)?,
        credit: text(row, 2)?,
        amount: Pence::new(row.get(3)?),
    })
}

impl Reader<'_> {
    /// Hands over every transfer, an entry's together, in order of effective day and number.
    ///
    /// # Errors
    /// A failure of the file; whatever `take` fails with.
    pub fn journal<E: From<StoreError>>(
        &self,
        mut take: impl FnMut(&JournalLine<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.rows(JOURNAL, |row| take(&journal_line(row)?))
    }

    /// Hands over the name of every account, in the order of opening.
    ///
    /// # Errors
    /// A failure of the file; whatever `take` fails with.
    pub fn account_names<E: From<StoreError>>(
        &self,
        mut take: impl FnMut(&str) -> Result<(), E>,
    ) -> Result<(), E> {
        self.rows("SELECT name FROM account ORDER BY account_id", |row| take(text(row, 0)?))
    }

    /// Hands over everyone a [`Heading`] can name as its party.
    ///
    /// # Errors
    /// A failure of the file; whatever `take` fails with.
    pub fn parties<E: From<StoreError>>(&self, mut take: impl FnMut(&str) -> Result<(), E>) -> Result<(), E> {
        let sql = "SELECT name FROM pilot UNION SELECT contributor FROM fund UNION SELECT name FROM provider";
        self.rows(sql, |row| take(text(row, 0)?))
    }

    /// Reads where the audit trail ends.
    pub fn trail_head(&self) -> Result<TrailHead> {
        let sql = "SELECT seq, lower(hex(hash)) FROM event ORDER BY seq DESC LIMIT 1";
        let head = |row: &Row<'_>| Ok(TrailHead { seq: row.get(0)?, hash: row.get(1)? });
        Ok(self.conn.query_row(sql, [], head)?)
    }

    fn rows<E: From<StoreError>>(
        &self,
        sql: &str,
        mut take: impl FnMut(&Row<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut statement = self.conn.prepare(sql).map_err(StoreError::from)?;
        let mut rows = statement.query([]).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            take(row)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema;

    #[test]
    fn the_journal_is_read_in_order_without_sorting() {
        let conn = rusqlite::Connection::open_in_memory().unwrap();
        conn.execute_batch(schema()).unwrap();
        let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {JOURNAL}")).unwrap();
        let steps: Vec<String> =
            statement.query_map([], |row| row.get("detail")).unwrap().map(Result::unwrap).collect();
        assert_eq!(steps[0], "SCAN e USING INDEX entry_by_day", "{steps:#?}");
        assert!(steps[1..].iter().all(|step| !step.contains("TEMP B-TREE")), "{steps:#?}");
        assert!(
            steps[1..].iter().all(|step| !step.starts_with("SCAN") || step == "SCAN pilot"),
            "{steps:#?}"
        );
    }
}
