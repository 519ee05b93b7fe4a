//! The registers: few enough rows to be judged where they are.

use rusqlite::Connection;

use super::super::super::Result;
use super::broken;

/// Tables whose references are looked up; those of the books are judged on the walk.
const TABLES: [&str; 12] = [
    "practitioner",
    "provider",
    "category",
    "measure",
    "child",
    "lead",
    "fund",
    "fund_category",
    "account",
    "budget",
    "outcome",
    "time_spent",
];

/// Rules that the schema's triggers hold for one row at a time.
const RULES: [(&str, &str); 3] = [
    (
        "COMPARISON_CHILD_HAS_NO_BUDGET",
        "SELECT b.child_id FROM budget b JOIN child c ON c.child_id = b.child_id
          WHERE b.event > ? AND c.arm = 'comparison'",
    ),
    (
        "LEAD_OUT_OF_ORDER",
        "SELECT l.child_id FROM lead l JOIN lead o ON o.child_id = l.child_id AND o.from_on > l.from_on
          WHERE l.event > ? AND o.event < l.event",
    ),
    (
        "OUTCOME_OUT_OF_RANGE",
        "SELECT o.outcome_id FROM outcome o JOIN measure m ON m.measure_id = o.measure_id
          WHERE o.event > ? AND o.value_thousandths NOT BETWEEN m.lowest_thousandths AND m.highest_thousandths",
    ),
];

pub(super) fn judge(conn: &Connection, since: i64) -> Result<()> {
    for table in TABLES {
        let mut statement = conn.prepare(&format!("PRAGMA foreign_key_check({table})"))?;
        if let Some(row) = statement.query([])?.next()? {
            let parent: String = row.get(2)?;
            return broken("a reference finds nothing", format!("{table} to {parent}"));
        }
    }
    for (token, sql) in RULES {
        let mut statement = conn.prepare(sql)?;
        if let Some(row) = statement.query([since])?.next()? {
            return broken(token, format_args!("number {}", row.get::<_, i64>(0)?));
        }
    }
    Ok(())
}
