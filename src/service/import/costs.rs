//! Rows of what the pilot itself cost.

use super::super::{CostRecord, Result, UseCase, request};
use super::row_context::{RowContext, RowOutcome};
use import::rows::CostRow;

pub(super) fn cost(context: &mut RowContext<'_>, row: &CostRow) -> Result<RowOutcome> {
    let asked = request::json(row);
    if context.is_known(&row.key, CostRecord::KIND, &asked)? {
        return Ok(RowOutcome::Known);
    }
    let RowContext { work, lookups, warnings, .. } = context;
    work.under_key(&row.key);
    let cost = CostRecord {
        fund: row.fund.clone(),
        category: row.category.clone(),
        amount: row.amount,
        vat: row.vat.0,
        provider: row.provider.as_ref().map(ToString::to_string),
        number: row.invoice_no.clone(),
        again: row.again.clone(),
        account: row.paid_from.clone(),
        on: Some(row.paid_on),
        note: row.note.clone(),
    };
    warnings.extend(cost.carry_out(work)?.warnings);
    work.seal(CostRecord::KIND, &asked)?;
    // What was looked up of the fund's pool before has less now.
    lookups.funds.forget();
    Ok(RowOutcome::New)
}
