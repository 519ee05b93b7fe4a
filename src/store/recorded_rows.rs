//! What is recorded, as the rows of a file say it: for a file that is sent again.

use rusqlite::{Row, params};

use super::{Reader, Result};
use domain::{ChildId, Pence, Score};

/// Something recorded, as a row of a file says it.
#[derive(Clone, Debug)]
pub struct RecordedRow {
    /// What it is known by.
    pub number: i64,
    pub cells: Vec<(&'static str, String)>,
    /// What it is, for people.
    pub called: String,
}

impl Reader<'_> {
    /// Lists what was received of funds before an event and stands, but of partners of a pool.
    pub fn fund_rows(&self, before: i64) -> Result<Vec<RecordedRow>> {
        self.query_all(
            "SELECT e.entry_id, f.code, e.effective_on, t.amount_pence
               FROM entry e JOIN transfer t ON t.entry_id = e.entry_id AND t.book = 'budget'
               JOIN account a ON a.account_id = t.debit_account_id AND a.kind = 'pool'
               JOIN fund f ON f.fund_id = a.fund_id
              WHERE e.kind = 'fund.receive' AND e.reference IS NULL AND e.entry_id < ?
                AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.entry_id)
              ORDER BY e.entry_id",
            [before],
            |row| {
                let [fund, on] = texts(row)?;
                let amount = Pence::new(row.get(3)?).to_string();
                let called =
                    format!("{amount} of fund {fund} received on {on}, entry {}", row.get::<_, i64>(0)?);
                let cells = vec![("fund", fund), ("received_on", on), ("amount", amount)];
                Ok(RecordedRow { number: row.get(0)?, cells, called })
            },
        )
    }

    /// Lists what children had been given before an event, fund by fund: since when, and how much it is now.
    pub fn budget_rows(&self, children: &[ChildId], before: i64) -> Result<Vec<RecordedRow>> {
        let mut rows = Vec::new();
        for child in children {
            rows.extend(self.query_all(
                "SELECT min(e.entry_id), ch.child_ref, f.code, min(e.effective_on),
                        (SELECT sum(p.balance_pence) FROM account p WHERE p.child_id = ch.child_id AND p.fund_id = f.fund_id)
                   FROM child ch JOIN account a ON a.child_id = ch.child_id AND a.kind = 'available'
                   JOIN fund f ON f.fund_id = a.fund_id
                   JOIN entry e ON e.child_id = ch.child_id AND e.commission_id IS NULL
                                AND e.kind IN ('budget.open', 'budget.top-up')
                   JOIN transfer t ON t.entry_id = e.entry_id AND t.debit_account_id = a.account_id
                  WHERE ch.child_id = ?
                  GROUP BY ch.child_ref, f.code HAVING min(e.entry_id) < ?",
                params![child.get(), before],
                |row| {
                    let [child, fund] = texts(row)?;
                    let (on, pence): (String, i64) = (row.get(3)?, row.get(4)?);
                    let amount = Pence::new(pence).to_string();
                    let called = format!("{amount} of fund {fund} for {child} from {on}");
                    let cells = vec![("child_ref", child), ("fund", fund), ("opened_on", on), ("amount", amount)];
                    Ok(RecordedRow { number: row.get(0)?, cells, called })
                },
            )?);
        }
        // What went back to the fund is no more.
        rows.retain(|row| row.cells[3].1 != Pence::ZERO.to_string());
        Ok(rows)
    }

    /// Lists the scores of children that were recorded before an event and stand.
    pub fn outcome_rows(&self, children: &[ChildId], before: i64) -> Result<Vec<RecordedRow>> {
        let mut rows = Vec::new();
        for child in children {
            rows.extend(self.query_all(
                "SELECT o.number, ch.child_ref, m.code, o.item, o.informant, o.observed_on, o.value_thousandths
                   FROM outcome_standing o JOIN child ch ON ch.child_id = o.child_id
                   JOIN measure m ON m.measure_id = o.measure_id
                  WHERE o.child_id = ? AND o.event < ? ORDER BY o.number",
                params![child.get(), before],
                |row| {
                    let [child, measure] = texts(row)?;
                    let (item, informant): (String, String) = (row.get(3)?, row.get(4)?);
                    let on: String = row.get(5)?;
                    let value = Score::from_thousandths(row.get(6)?).to_string();
                    let number = row.get(0)?;
                    let called = format!("score {number}, {measure} {value} of {child} by {informant} on {on}");
                    let cells = vec![
                        ("child_ref", child),
                        ("measure", measure),
                        ("item", item),
                        ("informant", informant),
                        ("observed_on", on),
                        ("value", value),
                    ];
                    Ok(RecordedRow { number, cells, called })
                },
            )?);
        }
        Ok(rows)
    }
}

/// Reads the second and third column.
fn texts(row: &Row<'_>) -> Result<[String; 2]> {
    Ok([row.get(1)?, row.get(2)?])
}
