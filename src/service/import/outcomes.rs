//! Rows of what became of it: scores and time.

use super::super::time::check_minutes;
use super::super::{OutcomeRecord, Result, TimeRecord, UseCase};
use super::register_rows::seal;
use super::row_context::{RowContext, RowOutcome};
use domain::{Refusal, Score, Text, rows};
use import::rows::{OutcomeRow, TimeRow};

pub(super) fn outcome(context: &mut RowContext<'_>, row: &OutcomeRow) -> Result<RowOutcome> {
    let RowContext { work, lookups, warnings, .. } = context;
    work.calendar.has_come(row.observed_on)?;
    let child = lookups.children.find(work, &row.child_ref)?.child.id;
    let scale = lookups.measures.find(work, &row.measure)?;
    let score = |thousandths| Score::from_thousandths(thousandths).to_string();
    let value = row.value.0;
    scale.admits(&row.measure, Score::from_thousandths(value))?;
    warnings.extend(lookups.tellers.admit(&row.measure, &row.informant)?);
    let item = row.item.as_ref().map_or("", Text::as_str);
    let informant = row.informant.as_str();
    match work.reader().outcome(child, scale.id, item, informant, row.observed_on)? {
        Some((found, _)) if found == value => return Ok(RowOutcome::Known),
        Some((found, _)) => {
            return Err(Refusal::OutcomeRecordedOtherwise {
                child: row.child_ref.clone(),
                measure: row.measure.clone(),
                found: score(found),
                given: score(value),
            }
            .into());
        }
        None => {}
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

/// Two identical rows of a file are two visits; the same file again has no third.
pub(super) fn time(context: &mut RowContext<'_>, row: &TimeRow) -> Result<RowOutcome> {
    let RowContext { work, lookups, times, .. } = context;
    work.calendar.has_come(row.on)?;
    let minutes = row.minutes.into();
    check_minutes(minutes)?;
    let practitioner = lookups.people.find(work, &row.practitioner)?.id;
    let child = lookups.children.find(work, &row.child_ref)?.child.id;
    let activity = row.activity.as_str();
    let occurrence =
        times.entry((practitioner, child, row.on, row.activity.clone(), row.minutes)).or_insert(0);
    *occurrence += 1;
    if work.reader().times_recorded(child, practitioner, row.on, activity, minutes)? >= *occurrence {
        return Ok(RowOutcome::Known);
    }
    work.tx.insert(&rows::TimeSpent {
        practitioner_id: practitioner,
        child_id: child,
        worked_on: row.on,
        activity,
        minutes,
        occurrence: *occurrence,
    })?;
    seal(work, TimeRecord::KIND)
}
