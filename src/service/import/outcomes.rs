//! Rows of scores.

use super::super::{OutcomeRecord, Result, UseCase};
use super::register_rows::seal;
use super::row_context::{RowContext, RowOutcome};
use domain::{FactKind, Refusal, Score, Text, rows};
use import::rows::OutcomeRow;

pub(super) fn outcome(context: &mut RowContext<'_>, row: &OutcomeRow) -> Result<RowOutcome> {
    let RowContext { work, lookups, warnings, again, .. } = context;
    work.calendar.has_come(row.observed_on)?;
    let child = lookups.children.find(work, &row.child_ref)?.child.id;
    let scale = lookups.measures.find(work, &row.measure)?;
    let score = |thousandths| Score::from_thousandths(thousandths).to_string();
    let value = row.value.0;
    scale.admits(&row.measure, Score::from_thousandths(value))?;
    warnings.extend(lookups.tellers.admit(&row.measure, &row.informant)?);
    let item = row.item.as_ref().map_or("", Text::as_str);
    let informant = row.informant.as_str();
    if lookups.any_scores {
        let said = [
            ("child_ref", row.child_ref.to_string()),
            ("measure", row.measure.to_string()),
            ("item", item.to_owned()),
            ("informant", informant.to_owned()),
            ("observed_on", row.observed_on.to_string()),
            ("value", score(value)),
        ];
        again.says(said.into(), Some(child));
    }
    match work.reader().outcome(child, scale.id, item, informant, row.observed_on)? {
        Some((found, _)) if found == value => return Ok(RowOutcome::Known),
        Some((found, number)) => {
            return Err(Refusal::OutcomeRecordedOtherwise {
                child: row.child_ref.clone(),
                measure: row.measure.clone(),
                number,
                found: score(found),
                given: score(value),
            }
            .into());
        }
        None => {
            let same = (row.observed_on, value);
            if let Some(number) = work.reader().outcome_undone(child, scale.id, (item, informant), same)? {
                let fact = work.standing(FactKind::Score, number)?;
                return Err(Refusal::OutcomeRecordedOtherwise {
                    child: row.child_ref.clone(),
                    measure: row.measure.clone(),
                    number,
                    found: work.reader().said(&fact)?,
                    given: score(value),
                }
                .into());
            }
        }
    }
    work.tx.insert(&rows::Outcome {
        child_id: child,
        measure_id: scale.id,
        item,
        informant,
        observed_on: row.observed_on,
        value_thousandths: Score::from_thousandths(value),
    })?;
    seal(work, OutcomeRecord::KIND)
}
