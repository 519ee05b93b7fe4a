//! The rules of `schema.sql`, asked of many rows at once: by `check` of everything, by a load of all that
//! is new.
//!
//! The views `<subject>_fault` are those of the seal, word for word as the program has them and not as a
//! file has them. What they ask of `<subject>_after`, `budget_feed` and `budget_closed` is answered here from
//! rows that stay, as each entry left it: temporary tables and views of those names stand before the kept
//! figures.

use std::collections::{BTreeMap, HashMap};

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Statement, params_from_iter};

use super::Result;
use super::guards::views;
use domain::AccountKind;

/// A row that breaks a rule.
pub(super) struct Fault {
    /// The subject of the view: `entry`, `draw`, `commission`, `lead`.
    pub subject: &'static str,
    /// The columns that tell its rows apart, and what they are in this one.
    pub key: Vec<(String, Value)>,
    /// The event that recorded it.
    pub event: i64,
    /// The rule, as the schema names it.
    pub token: String,
}

/// Events without their texts, which are nine tenths of a file: four rules look at every event. And what each
/// entry left of commissions, budgets and the books, followed in Rust, once through: windows over a million
/// purchases take five times as long. Of the books those that an entry left apart: hardly any.
const FOLLOWED: &str = "
    CREATE TEMP TABLE event_head (seq INTEGER PRIMARY KEY, recorded_at TEXT, actor_id INTEGER, kind TEXT);
    INSERT INTO temp.event_head SELECT seq, recorded_at, actor_id, kind FROM main.event;
    CREATE TEMP VIEW event AS
    SELECT seq, recorded_at, actor_id, kind, (SELECT v.day FROM main.event v WHERE v.seq = h.seq) AS day,
           (SELECT v.hash FROM main.event v WHERE v.seq = h.seq) AS hash
      FROM temp.event_head h;
    CREATE TEMP TABLE budget_after (
        entry_id INTEGER, child_id INTEGER, allocated_pence INTEGER, PRIMARY KEY (entry_id, child_id)) WITHOUT ROWID;
    CREATE TEMP VIEW budget_feed AS SELECT entry_id FROM temp.budget_after;
    CREATE TEMP TABLE books_after (entry_id INTEGER PRIMARY KEY, apart_pence INTEGER);
    CREATE TEMP TABLE commission_after (
        entry_id INTEGER PRIMARY KEY, commission_id INTEGER, closed_by INTEGER, waiting INTEGER,
        approved_pence INTEGER DEFAULT 0, committed_pence INTEGER, spent_pence INTEGER, invoiced_pence INTEGER,
        paid_pence INTEGER);
";

/// What only a few have: commissions that were closed once and are open again, and those that somebody
/// was asked about. `:since` is the event.
const FEW: &str = "
    CREATE TEMP TABLE reopened (commission_id INTEGER, closed_by INTEGER, reopened_by INTEGER);
    INSERT INTO temp.reopened
    SELECT r.commission_id, r.reverses_id, r.entry_id
      FROM main.entry r JOIN main.event v ON v.seq = r.entry_id
     WHERE r.reverses_id IS NOT NULL AND instr(v.payload, ',\"closed_by\":null}') > 0
     UNION ALL
    -- As its last invoice was credited in full.
    SELECT r.commission_id, (SELECT max(x.entry_id) FROM main.entry x JOIN main.event w ON w.seq = x.entry_id
                              WHERE x.child_id = r.child_id AND x.commission_id = r.commission_id AND x.entry_id < r.entry_id
                                AND instr(w.payload, ',\"closed_by\":' || x.entry_id || '}') > 0), r.entry_id
      FROM main.entry r JOIN main.event v ON v.seq = r.entry_id
     WHERE r.kind = 'credit-note.record' AND instr(v.payload, ',\"closed_by\":null}') > 0;
    UPDATE temp.commission_after AS m SET closed_by = o.closed_by
      FROM temp.reopened o
      JOIN main.commission k ON k.commission_id = o.commission_id
      JOIN main.entry e ON e.child_id = k.child_id AND e.commission_id = k.commission_id
                       AND o.closed_by <= e.entry_id AND e.entry_id < o.reopened_by
     WHERE m.entry_id = e.entry_id AND m.closed_by IS NULL;

    UPDATE temp.commission_after AS m
       SET waiting = (SELECT max(q.event) FROM main.request q
                       WHERE q.commission_id = m.commission_id AND q.event <= m.entry_id
                         AND NOT EXISTS (SELECT 1 FROM main.decision d WHERE d.request = q.event AND d.event <= m.entry_id)),
           approved_pence = coalesce((SELECT max(q.asked_pence) FROM main.request q JOIN main.decision d ON d.request = q.event
                      WHERE q.commission_id = m.commission_id AND d.verdict = 'approved' AND d.event <= m.entry_id), 0)
     WHERE m.entry_id IN (SELECT e.entry_id FROM main.request q
                            JOIN main.commission k ON k.commission_id = q.commission_id
                            JOIN main.entry e ON e.child_id = k.child_id AND e.commission_id = k.commission_id
                           WHERE e.entry_id > :since);
";

/// What categories and banks with a limit had after each entry recorded since an event, whose number takes
/// the place of `:since`, and when budgets were closed. What was there before is what is kept, less what
/// came since.
const AFTER: &str = "
    CREATE TEMP TABLE category_after (entry_id INTEGER PRIMARY KEY, pence INTEGER);
    INSERT INTO temp.category_after
    SELECT m.entry_id,
           iif(:since = 0, 0, (SELECT sum(s.committed_pence + s.spent_pence) FROM main.commission s
                                WHERE s.child_id = m.child_id AND s.category_id = m.category_id)
                              - sum(m.pence) OVER (PARTITION BY m.child_id, m.category_id))
               + sum(m.pence) OVER (PARTITION BY m.child_id, m.category_id ORDER BY m.entry_id)
      FROM (SELECT f.entry_id, k.child_id, k.category_id, sum(f.committed_pence + f.spent_pence) AS pence
              FROM main.transfer_effect f
              JOIN main.commission k ON k.commission_id = f.commission_id
             -- Hardly any pilot has a cap: then nothing is walked.
             WHERE EXISTS (SELECT 1 FROM main.policy_category WHERE cap_pence IS NOT NULL)
               AND f.entry_id > :since
               AND k.category_id IN (SELECT category_id FROM main.policy_category WHERE cap_pence IS NOT NULL)
             GROUP BY f.entry_id) m;

    CREATE TEMP TABLE account_after (
        entry_id INTEGER, account_id INTEGER, balance_pence INTEGER, PRIMARY KEY (entry_id, account_id)) WITHOUT ROWID;
    INSERT INTO temp.account_after
    SELECT m.entry_id, m.account_id,
           iif(:since = 0, 0, (SELECT balance_pence FROM main.account a WHERE a.account_id = m.account_id)
                              - sum(m.pence) OVER (PARTITION BY m.account_id))
               + sum(m.pence) OVER (PARTITION BY m.account_id ORDER BY m.entry_id)
      FROM (SELECT t.entry_id, q.account_id, sum(iif(t.debit_account_id = q.account_id, t.amount_pence, -t.amount_pence)) AS pence
              FROM (SELECT DISTINCT account_id FROM main.policy_account WHERE limit_pence IS NOT NULL) q
              JOIN main.transfer t ON t.debit_account_id = q.account_id OR t.credit_account_id = q.account_id
             WHERE t.entry_id > :since
             GROUP BY t.entry_id, q.account_id) m;

    CREATE TEMP TABLE closing (child_id INTEGER, closed_by INTEGER, reopened_by INTEGER);
    INSERT INTO temp.closing
    SELECT e.child_id, e.entry_id, r.entry_id
      FROM main.entry r CROSS JOIN main.entry e ON e.entry_id = r.reverses_id
     WHERE r.reverses_id IS NOT NULL AND e.kind = 'budget.close'
       AND NOT EXISTS (SELECT 1 FROM main.budget_reopening o WHERE o.closed_by = e.entry_id)
     UNION ALL
    SELECT child_id, closed_by, event FROM main.budget_reopening
     UNION ALL
    SELECT b.child_id,
           coalesce((SELECT max(e.entry_id) FROM main.entry e
                      WHERE e.child_id = b.child_id AND e.commission_id IS NULL AND e.kind = 'budget.close'
                        AND NOT EXISTS (SELECT 1 FROM main.entry r WHERE r.reverses_id = e.entry_id)), b.event), NULL
      FROM main.budget b WHERE b.closed_on IS NOT NULL;
    CREATE INDEX temp.closing_of_child ON closing (child_id);
    CREATE TEMP VIEW budget_closed AS
    SELECT e.entry_id, c.child_id
      FROM temp.closing c
     CROSS JOIN main.entry e ON c.closed_by <= e.entry_id AND (c.reopened_by IS NULL OR e.entry_id < c.reopened_by);
";

/// How many rows one statement writes: a step costs more than a row.
const ROWS: usize = 32;

/// What is put aside when the rules were asked.
const AFTERWARDS: &str = "
    DROP VIEW IF EXISTS temp.budget_closed;
    DROP VIEW IF EXISTS temp.budget_feed;
    DROP TABLE IF EXISTS temp.closing;
    DROP TABLE IF EXISTS temp.account_after;
    DROP TABLE IF EXISTS temp.category_after;
    DROP TABLE IF EXISTS temp.books_after;
    DROP TABLE IF EXISTS temp.budget_after;
    DROP TABLE IF EXISTS temp.commission_after;
    DROP TABLE IF EXISTS temp.reopened;
    DROP VIEW IF EXISTS temp.event;
    DROP TABLE IF EXISTS temp.event_head;
";

/// The rules: the subject of each, and what names the rows that break it.
fn rules() -> impl Iterator<Item = (&'static str, &'static str)> {
    views().filter_map(|(name, _, question)| Some((name.strip_suffix("_fault")?, question)))
}

/// What an entry did to the money of children, and how far apart it left the books.
#[derive(Default)]
struct EntryEffect {
    entry: i64,
    apart: i64,
    given: BTreeMap<i64, i64>,
}

/// The rules, while they are asked of what was recorded after an event.
pub(super) struct Judge<'c> {
    conn: &'c Connection,
    since: i64,
    guarded: bool,
    /// The statements that write what one entry left of its commission, and what many did.
    left: Statement<'c>,
    left_many: Statement<'c>,
    waiting: Vec<[Option<i64>; 7]>,
    effect: EntryEffect,
    /// What children with a budget had been given in all; none is no budget.
    allocated: HashMap<i64, Option<i64>>,
}

impl<'c> Judge<'c> {
    pub fn begin(conn: &'c Connection, since: i64) -> Result<Self> {
        // A view for reading writes to no file, but temporary tables count as writing.
        let guarded = conn.pragma_query_value(None, "query_only", |row| row.get(0))?;
        conn.pragma_update(None, "query_only", false)?;
        conn.execute_batch(FOLLOWED)?;
        let [left, left_many] = [1, ROWS].map(|rows| {
            let rows = ["(?, ?, ?, ?, ?, ?, ?)"].repeat(rows).join(", ");
            conn.prepare(&format!(
                "INSERT INTO temp.commission_after
                        (entry_id, commission_id, closed_by, committed_pence, spent_pence, invoiced_pence, paid_pence)
                 VALUES {rows}"
            ))
        });
        let (left, left_many, waiting) = (left?, left_many?, Vec::with_capacity(ROWS));
        let (effect, allocated) = (EntryEffect::default(), HashMap::new());
        Ok(Self { conn, since, guarded, left, left_many, waiting, effect, allocated })
    }

    /// Notes what an entry left of a commission: committed, spent, invoiced, paid. The entry that closes it
    /// for good is the commission's own to tell.
    pub fn left(
        &mut self,
        entry: i64,
        (commission, closed_by): (i64, Option<i64>),
        [committed, spent, invoiced, paid]: [i64; 4],
    ) -> Result<()> {
        let closed_by = closed_by.filter(|closed_by| *closed_by <= entry);
        let figures = [committed, spent, invoiced, paid].map(Some);
        let [committed, spent, invoiced, paid] = figures;
        self.waiting.push([Some(entry), Some(commission), closed_by, committed, spent, invoiced, paid]);
        if self.waiting.len() == ROWS {
            self.left_many.execute(params_from_iter(self.waiting.drain(..).flatten()))?;
        }
        Ok(())
    }

    /// Notes a transfer, in the order of recording: the kind and the child of the account that gets and of
    /// the one that gives. What is kept of budgets is still what it was before.
    pub fn moved(&mut self, entry: i64, sides: [(AccountKind, Option<i64>); 2], pence: i64) -> Result<()> {
        if entry != self.effect.entry {
            self.left_by_entry()?;
            self.effect.entry = entry;
        }
        let [debit, credit] = sides;
        for ((kind, child), pence) in [(debit, pence), (credit, pence.saturating_neg())] {
            let apart = i64::from(kind == AccountKind::Spent) - i64::from(kind == AccountKind::Cost);
            self.effect.apart = self.effect.apart.saturating_add(apart * pence);
            if let Some(child) = child.filter(|_| debit.1 != credit.1) {
                self.know_budget(child)?;
                let given = self.effect.given.entry(child).or_default();
                *given = given.saturating_add(pence);
            }
        }
        Ok(())
    }

    /// Looks up what a child had been given before.
    fn know_budget(&mut self, child: i64) -> Result<()> {
        if !self.allocated.contains_key(&child) {
            let before = "SELECT iif(?2 = 0, 0, allocated_pence) FROM main.budget WHERE child_id = ?1";
            let before = self.conn.prepare_cached(before)?.query_row([child, self.since], |row| row.get(0));
            self.allocated.insert(child, before.optional()?);
        }
        Ok(())
    }

    /// Writes what the entry followed last left of budgets and the books.
    fn left_by_entry(&mut self) -> Result<()> {
        let EntryEffect { entry, apart, given } = std::mem::take(&mut self.effect);
        if apart != 0 {
            self.conn.execute("INSERT INTO temp.books_after VALUES (?, ?)", [entry, apart])?;
        }
        for (child, pence) in given {
            if let Some(Some(allocated)) = self.allocated.get_mut(&child) {
                *allocated = allocated.saturating_add(pence);
                let after = "INSERT INTO temp.budget_after VALUES (?, ?, ?)";
                self.conn.prepare_cached(after)?.execute([entry, child, *allocated])?;
            }
        }
        Ok(())
    }

    /// Asks the rules of transfers, which need no figures.
    pub fn transfers(&self, mut found: impl FnMut(Fault)) -> Result<()> {
        rules().filter(|rule| rule.0 == "transfer").try_for_each(|rule| self.ask(rule, &mut found))
    }

    /// Asks every other rule. The kept figures are those after the last entry.
    pub(crate) fn all_else(&mut self, mut found: impl FnMut(Fault)) -> Result<()> {
        self.left_by_entry()?;
        for row in self.waiting.drain(..) {
            self.left.execute(row)?;
        }
        for tables in [FEW, AFTER] {
            self.conn.execute_batch(&tables.replace(":since", &self.since.to_string()))?;
        }
        rules().filter(|rule| rule.0 != "transfer").try_for_each(|rule| self.ask(rule, &mut found))
    }

    /// Asks one view.
    fn ask(&self, (subject, rule): (&'static str, &str), found: &mut impl FnMut(Fault)) -> Result<()> {
        self.conn.execute_batch(&format!("CREATE TEMP VIEW {subject}_fault AS {rule}"))?;
        let asked = ask(self.conn, subject, self.since, found);
        self.conn.execute_batch(&format!("DROP VIEW temp.{subject}_fault"))?;
        asked
    }
}

impl Drop for Judge<'_> {
    fn drop(&mut self) {
        let back =
            [self.conn.execute_batch(AFTERWARDS), self.conn.pragma_update(None, "query_only", self.guarded)];
        assert!(
            back.iter().all(std::result::Result::is_ok),
            "temporary tables of an open connection can be taken away"
        );
    }
}

/// Tells each row that breaks a rule of one view.
fn ask(conn: &Connection, subject: &'static str, since: i64, found: &mut impl FnMut(Fault)) -> Result<()> {
    let mut rule =
        conn.prepare(&format!("SELECT * FROM temp.{subject}_fault WHERE event > ? AND fault IS NOT NULL"))?;
    let columns: Vec<String> = rule.column_names().map(str::to_owned).collect();
    let mut rows = rule.query([since])?;
    while let Some(row) = rows.next()? {
        let (mut key, mut event, mut token) = (Vec::new(), 0, String::new());
        for (place, column) in columns.iter().enumerate() {
            match column.as_str() {
                "event" => event = row.get(place)?,
                "fault" => token = row.get(place)?,
                _ => key.push((column.clone(), row.get(place)?)),
            }
        }
        found(Fault { subject, key, event, token });
    }
    Ok(())
}
