//! Rows of what areas are to reach, and of where they stand.

use super::super::{Result, TargetActual, TargetSet, UseCase};
use super::register_rows::seal;
use super::row_context::{RowContext, RowOutcome};
use import::rows::{ActualRow, TargetRow};

pub(super) fn target(context: &mut RowContext<'_>, row: &TargetRow) -> Result<RowOutcome> {
    let work = &mut context.work;
    let said = TargetSet {
        aim: row.aim.clone(),
        indicator: row.indicator.clone(),
        value: row.target.score(),
        area: row.area.clone(),
        baseline: row.baseline.score(),
        floor: row.floor.map(|floor| floor.score()),
        predicted: row.predicted.map(|predicted| predicted.score()),
        better: row.better,
        weight: row.weight.unwrap_or(1),
        due_on: row.due_on,
    };
    let target = said.target(work)?;
    let named = work.reader().named_target(row.area.as_ref(), &row.aim, &row.indicator)?;
    if named.is_some_and(|(_, was)| was == target) {
        return Ok(RowOutcome::Known);
    }
    context.warnings.extend(said.area_unknown(work)?);
    context.work.tx.insert(&target)?;
    seal(&mut context.work, TargetSet::KIND)
}

pub(super) fn actual(context: &mut RowContext<'_>, row: &ActualRow) -> Result<RowOutcome> {
    let work = &mut context.work;
    let (aim, indicator, area) = (row.aim.clone(), row.indicator.clone(), row.area.clone());
    let said = TargetActual { aim, indicator, area, value: row.value.score(), on: Some(row.observed_on) };
    match said.record(work, row.observed_on)? {
        None => Ok(RowOutcome::Known),
        Some(_) => seal(work, TargetActual::KIND),
    }
}
