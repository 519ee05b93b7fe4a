//! Scores and needs: what was observed, what was hoped for, and whether it came about.

use std::collections::HashMap;

use rusqlite::{Row, params};

use super::reader_at::{Places, ReaderAt, money};
use crate::lookup::{optional, parsed};
use crate::{Result, StoreError};
use domain::measure::Measure;
use domain::{Better, Code, Day, NeedMark, Score, Unmet};
use evaluate::data::{Child, Need, Observed, Place};

/// Scores, and the words they use.
pub(super) struct Scores {
    pub items: Vec<String>,
    pub informants: Vec<String>,
    pub scores: Vec<Observed>,
}

/// What tells whether a score that was hoped for was reached.
pub(super) struct Hoped<'a> {
    pub items: &'a [String],
    pub measures: &'a [Measure],
    pub scores: &'a [Observed],
    pub as_at: Day,
}

fn placed(words: &[String]) -> HashMap<&str, Place> {
    words.iter().map(String::as_str).zip(0..).collect()
}

fn text_value<'r>(row: &'r Row<'_>, column: usize) -> Result<&'r str> {
    let damaged = |_| StoreError::Damaged("a word is no text".into());
    row.get_ref(column)?.as_str().map_err(damaged)
}

impl ReaderAt<'_> {
    pub(super) fn scores(&self, whom: &Places, measures: &[Measure]) -> Result<Scores> {
        let mut items = self.words("SELECT DISTINCT item FROM outcome_standing ORDER BY item")?;
        if items.first().is_none_or(|first| !first.is_empty()) {
            items.insert(0, String::new());
        }
        let informants = self.words("SELECT DISTINCT informant FROM outcome_standing ORDER BY informant")?;
        let (of_item, of_informant) = (placed(&items), placed(&informants));
        let of_measure: HashMap<&Code, Place> =
            measures.iter().map(|measure| &measure.code).zip(0..).collect();
        let known: Vec<(i64, Code)> =
            self.reader.query_all("SELECT measure_id, code FROM measure", [], |row| {
                Ok((row.get(0)?, parsed(row, 1)?))
            })?;
        let wanted: HashMap<i64, Place> =
            known.iter().filter_map(|(number, code)| Some((*number, *of_measure.get(code)?))).collect();
        let sql = "SELECT child_id, measure_id, item, informant, observed_on, value_thousandths FROM outcome_standing
                    WHERE observed_on <= ?1 AND event <= ?2 ORDER BY child_id";
        let mut scores = Vec::new();
        self.reader.query_all(sql, params![self.limits.as_at, self.limits.known], |row| {
            let Some(measure) = wanted.get(&row.get(1)?).copied() else { return Ok(()) };
            scores.push(Observed {
                child: whom.read(row, 0)?,
                measure,
                item: of_item.get(text_value(row, 2)?).copied().unwrap_or_default(),
                informant: of_informant.get(text_value(row, 3)?).copied().unwrap_or_default(),
                on: parsed(row, 4)?,
                score: Score::from_thousandths(row.get(5)?),
            });
            Ok(())
        })?;
        scores.sort_unstable_by_key(|s| (s.child, s.measure, s.item, s.informant, s.on));
        Ok(Scores { items, informants, scores })
    }

    fn words(&self, sql: &str) -> Result<Vec<String>> {
        self.reader.query_all(sql, [], |row| Ok(row.get(0)?))
    }

    /// The needs by number, in the order of their children.
    pub(super) fn needs(&self, whom: &Places, hoped: &Hoped<'_>) -> Result<Vec<(i64, Need)>> {
        let marks = self.marks()?;
        let sql = "SELECT n.need_id, n.child_id, n.domain, n.aim, n.likely_pence, n.due_on, m.code, n.item,
                          n.target_thousandths
                     FROM need_standing n LEFT JOIN measure m USING (measure_id) WHERE n.event <= ?
                    ORDER BY n.child_id, n.need_id";
        self.reader.query_all(sql, [self.limits.known], |row| {
            let (number, child): (i64, Place) = (row.get(0)?, whom.read(row, 1)?);
            let (mark, unmet) = marks.get(&number).copied().unzip();
            let due_on = optional(row, 5)?;
            let reached = match optional::<Code>(row, 6)? {
                None => None,
                Some(measure) => {
                    let by = due_on.map_or(hoped.as_at, |due: Day| due.min(hoped.as_at));
                    hoped.reached(
                        child,
                        &measure,
                        text_value(row, 7)?,
                        Score::from_thousandths(row.get(8)?),
                        by,
                    )
                }
            };
            let need = Need {
                child,
                domain: optional(row, 2)?,
                aim: row.get(3)?,
                likely: money(row, 4)?,
                due_on,
                mark,
                unmet: unmet.flatten(),
                reached,
            };
            Ok((number, need))
        })
    }

    /// The newest mark of each need.
    fn marks(&self) -> Result<HashMap<i64, (NeedMark, Option<Unmet>)>> {
        let sql = "SELECT need_id, mark, why FROM need_mark_standing WHERE marked_on <= ?1 AND event <= ?2 ORDER BY event";
        let marks = self.reader.query_all(sql, params![self.limits.as_at, self.limits.known], |row| {
            Ok((row.get(0)?, (parsed(row, 1)?, optional(row, 2)?)))
        })?;
        Ok(marks.into_iter().collect())
    }
}

impl Hoped<'_> {
    /// Tells whether the last score up to a day was as good as the one hoped for; `None` without one.
    fn reached(&self, child: Place, measure: &Code, item: &str, target: Score, by: Day) -> Option<bool> {
        let place = |at: Option<usize>| at.and_then(|at| Place::try_from(at).ok());
        let measure_at = place(self.measures.iter().position(|known| known.code == *measure))?;
        let item_at = place(self.items.iter().position(|known| known == item))?;
        let better = self.measures.iter().find(|known| known.code == *measure)?.better;
        let last = of_child(self.scores, child)
            .iter()
            .filter(|s| s.measure == measure_at && s.item == item_at && s.on <= by)
            .max_by_key(|s| s.on)?;
        Some(match better {
            Better::Higher => last.score >= target,
            Better::Lower => last.score <= target,
        })
    }
}

fn of_child(scores: &[Observed], child: Place) -> &[Observed] {
    let begin = scores.partition_point(|s| s.child < child);
    let end = scores.partition_point(|s| s.child <= child);
    &scores[begin..end]
}

/// Sets each child's baseline: the day its budget opened, else of its first score, else of its common
/// assessment, which it is until now.
pub(super) fn begin(children: &mut [Child], scores: &[Observed]) {
    for (place, child) in (0..).zip(children) {
        let first = of_child(scores, place).iter().map(|s| s.on).min();
        let opened = child.budget.as_ref().map(|budget| budget.opened_on);
        child.baseline = opened.or(first).or(child.baseline);
    }
}
