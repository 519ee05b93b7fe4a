//! Rows of what areas are to reach, and of where they stand.

use super::super::{Result, TargetActual, TargetSet, UseCase};
use super::register_rows::{otherwise, seal};
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
    if let Some((_, was)) = work.reader().named_target(row.area.as_ref(), &row.aim, &row.indicator)? {
        if was == target {
            return Ok(RowOutcome::Known);
        }
        let difference = ("setting".into(), was.terms(), target.terms());
        return Err(otherwise("target", &row.indicator, difference).into());
    }
    context.warnings.extend(said.area_unknown(work)?);
    context.work.tx.insert(&target)?;
    seal(&mut context.work, TargetSet::KIND)
}

pub(super) fn actual(context: &mut RowContext<'_>, row: &ActualRow) -> Result<RowOutcome> {
    let work = &mut context.work;
    let (aim, indicator, area) = (row.aim.clone(), row.indicator.clone(), row.area.clone());
    let said = TargetActual { aim, indicator, area, value: row.value.score(), on: Some(row.observed_on) };
    let (number, _) = said.of(work)?;
    match said.known(work, number, row.observed_on)? {
        Some(known) if known == said.value => Ok(RowOutcome::Known),
        Some(known) => {
            let difference =
                (format!("value of {}", row.observed_on), known.to_string(), said.value.to_string());
            Err(otherwise("actual", &row.indicator, difference).into())
        }
        None => {
            said.record(work, number, row.observed_on)?;
            seal(work, TargetActual::KIND)
        }
    }
}
