//! Rows of families: a child's place in one, new, as it is recorded, or ended since.

use super::super::family::{end_member, write_member};
use super::super::{FamilyJoin, FamilyLeave, Result, UseCase};
use super::register_rows::seal;
use super::row_context::{RowContext, RowOutcome};
use domain::MemberId;
use domain::family::Member;
use import::rows::FamilyRow;

pub(super) fn family(context: &mut RowContext<'_>, row: &FamilyRow) -> Result<RowOutcome> {
    let RowContext { work, lookups, .. } = context;
    lookups.children.find(work, &row.child_ref)?;
    let known = work.reader().families_of(&row.child_ref)?;
    let same = known
        .iter()
        .find(|known| (&known.family, known.kind, known.from_on) == (&row.family, row.kind, row.from));
    match (same, row.until) {
        (Some(same), until) if same.until_on == until => Ok(RowOutcome::Known),
        (Some(same @ Member { until_on: None, .. }), Some(until)) => {
            end_member(work, same, until)?;
            seal(work, FamilyLeave::KIND)
        }
        _ => {
            let FamilyRow { family, child_ref, kind, from, until } = row;
            let member = Member {
                id: MemberId::new(work.tx.next()),
                family: family.clone(),
                child: child_ref.clone(),
                kind: *kind,
                from_on: *from,
                until_on: *until,
            };
            write_member(work, &member)?;
            seal(work, FamilyJoin::KIND)
        }
    }
}
