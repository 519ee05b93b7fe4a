//! Rows of agreements with payees. One that is there already changes nothing; another of the same payee and
//! child holds from its day.

use super::super::{AgreementRecord, Result, UseCase};
use super::register_rows::seal;
use super::row_context::{RowContext, RowOutcome};
use import::rows::AgreementRow;

/// How many months after a payment accounts are due where a row does not say.
const ACCOUNTS_AFTER: i64 = 3;

pub(super) fn agreement(context: &mut RowContext<'_>, row: &AgreementRow) -> Result<RowOutcome> {
    let RowContext { work, lookups, .. } = context;
    let child = lookups.children.find(work, &row.child_ref)?.child.id;
    let agreed = AgreementRecord {
        child: row.child_ref.clone(),
        provider: row.provider.clone(),
        payee: row.payee,
        basis: row.basis,
        disability: row.disability.clone(),
        purpose: row.purpose.clone(),
        accounts_months: row.accounts_months.map_or(ACCOUNTS_AFTER, i64::from),
        weekly: row.weekly,
        contingency_weeks: row.contingency_weeks.map_or(0, i64::from),
        repayable: row.repayable.unwrap_or_default(),
        on_benefit: row.on_benefit,
        other_ways: row.other_ways.clone(),
        statements: row.statements.unwrap_or_default(),
        on: Some(row.agreed_on),
    };
    let payee = work.reader().provider(&row.provider)?;
    if let Some(payee) = payee
        && work.reader().agreed_already(&agreed.row(child, payee.id, row.agreed_on))?
    {
        return Ok(RowOutcome::Known);
    }
    agreed.carry_out(work)?;
    seal(work, AgreementRecord::KIND)
}
