//! Rows of what was said of children's data.

use super::super::consent::row as consent_row;
use super::super::{ConsentRecord, Result, UseCase};
use super::register_rows::seal;
use super::row_context::{RowContext, RowOutcome};
use domain::Code;
use domain::consent::Consent;
use import::rows::ConsentRow;

pub(super) fn consent(context: &mut RowContext<'_>, row: &ConsentRow) -> Result<RowOutcome> {
    let RowContext { work, lookups, .. } = context;
    let child = lookups.children.find(work, &row.child_ref)?.child.id;
    let ConsentRow { kind, said_on, with, purpose, refused, said_by, how, reason, .. } = row.clone();
    let new = Consent {
        kind,
        on: said_on,
        party: with.as_ref().map(Code::lowercase),
        purpose,
        refused,
        by: said_by,
        how,
        reason,
    };
    let said = work.said_of_data(child, &row.child_ref, &new)?;
    let before = lookups.said.entry((child, new.kind, new.party.clone(), new.on)).or_default();
    let known = said.recorded(&new, Some(*before));
    *before += 1;
    if known?.is_some() {
        return Ok(RowOutcome::Known);
    }
    said.admits(&new, &work.actor)?;
    work.tx.insert(&consent_row(child, &new))?;
    seal(work, ConsentRecord::KIND)
}
