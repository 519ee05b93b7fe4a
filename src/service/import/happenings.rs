//! Rows of what happened to children.

use super::super::happening::row as happening_row;
use super::super::{HappeningRecord, Result, UseCase};
use super::register_rows::seal;
use super::row_context::{RowContext, RowOutcome};
use domain::happening::Happening;
use domain::{Code, FactKind, Refusal};
use import::rows::HappeningRow;

pub(super) fn happening(context: &mut RowContext<'_>, row: &HappeningRow) -> Result<RowOutcome> {
    let RowContext { work, lookups, .. } = context;
    let child = lookups.children.find(work, &row.child_ref)?.child.id;
    let new = Happening {
        kind: row.kind,
        on: row.happened_on,
        to: row.to.as_ref().map(Code::lowercase),
        days: row.days,
    };
    let life = work.life(child, &row.child_ref, &new)?;
    if life.recorded(&new)?.is_some() {
        return Ok(RowOutcome::Known);
    }
    if let Some(number) = work.reader().happening_undone(child, (new.kind, new.to.as_ref()), new.on)? {
        let fact = work.standing(FactKind::Happening, number)?;
        let (child, found) = (row.child_ref.clone(), work.reader().said(&fact)?);
        return Err(Refusal::HappenedOtherwise { child, number, found, given: new.spoken() }.into());
    }
    life.admits(&new)?;
    work.tx.insert(&happening_row(child, &new))?;
    seal(work, HappeningRecord::KIND)
}
