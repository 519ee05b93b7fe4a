//! Rows of money in other hands: advanced, spent and given back; accounted for, asked back and written off.

use super::super::{
    DebtRecord, DebtWriteOff, HoldingAdvance, HoldingReturn, HoldingSpend, ReceiptNone, Reply, Result,
    UnitOfWork, UseCase, request,
};
use super::refunds::purchase;
use super::row_context::{RowContext, RowOutcome};
use domain::{HandsKind, Refusal, Text};
use import::rows::HoldingRow;

pub(super) fn holding(context: &mut RowContext<'_>, row: &HoldingRow) -> Result<RowOutcome> {
    let asked = request::json(row);
    let kind = kind(row.kind);
    if context.is_known(&row.key, kind, &asked)? {
        return Ok(RowOutcome::Known);
    }
    let RowContext { work, lookups, warnings, .. } = context;
    fits_together(row)?;
    let commission = purchase(work, lookups, &row.purchase)?;
    work.under_key(&row.key);
    warnings.extend(recorded(work, row, commission)?.warnings);
    work.seal(kind, &asked)?;
    // The budgets that were looked up for the rows before have more now, or less.
    lookups.children.forget();
    Ok(RowOutcome::New)
}

const fn kind(kind: HandsKind) -> &'static str {
    match kind {
        HandsKind::Advance => HoldingAdvance::KIND,
        HandsKind::Spend => HoldingSpend::KIND,
        HandsKind::Return => HoldingReturn::KIND,
        HandsKind::Accounted => ReceiptNone::KIND,
        HandsKind::Debt => DebtRecord::KIND,
        HandsKind::WriteOff => DebtWriteOff::KIND,
    }
}

fn recorded(work: &mut UnitOfWork<'_>, row: &HoldingRow, commission: i64) -> Result<Reply> {
    let HoldingRow { amount, on, vat, .. } = *row;
    let (account, number, note) = (row.account.clone(), row.number.clone(), None);
    let reason = || row.reason.clone().ok_or_else(|| wrong("reason", "nothing", "why there is no receipt"));
    match row.kind {
        HandsKind::Advance => {
            HoldingAdvance { commission, amount: Some(amount), account, on, note }.carry_out(work)
        }
        HandsKind::Spend => {
            let (again, last) = (None, row.complete.unwrap_or_default());
            HoldingSpend { commission, amount, vat, number, again, last, on, note }.carry_out(work)
        }
        HandsKind::Return => {
            HoldingReturn { commission, amount: Some(amount), account, on, note }.carry_out(work)
        }
        HandsKind::Accounted => {
            let reason: Text = reason()?;
            let said = ReceiptNone { commission, reason, amount: Some(amount) };
            let reply = said.carry_out(work)?;
            if reply.already {
                let wanted = "another, by which it is told apart from what was accounted for before";
                return Err(wrong("reason", said.reason.as_str(), wanted).into());
            }
            Ok(reply)
        }
        HandsKind::Debt => DebtRecord { commission, amount: Some(amount), on, note }.carry_out(work),
        HandsKind::WriteOff => {
            DebtWriteOff { commission, amount: Some(amount), reason: reason()?, on }.carry_out(work)
        }
    }
}

/// Refuses a cell that the kind of row has no use for, or one that it needs and is empty.
fn fits_together(row: &HoldingRow) -> Result<(), Refusal> {
    use HandsKind::{Accounted, Advance, Return, Spend, WriteOff};
    let of = |kinds: &[HandsKind]| kinds.contains(&row.kind);
    for (field, there, may, must) in [
        ("on", row.on.is_some(), !of(&[Accounted]), !of(&[Accounted])),
        ("vat", row.vat.is_some(), of(&[Spend]), false),
        ("number", row.number.is_some(), of(&[Spend]), false),
        ("complete", row.complete.is_some(), of(&[Spend]), false),
        ("account", row.account.is_some(), of(&[Advance, Return]), false),
        ("reason", row.reason.is_some(), of(&[Accounted, WriteOff]), of(&[Accounted, WriteOff])),
    ] {
        if must && !there {
            return Err(wrong(field, "nothing", "what the kind of row needs"));
        }
        if there && !may {
            return Err(wrong(field, "something", "nothing: the kind of row has no use for it"));
        }
    }
    Ok(())
}

fn wrong(field: &'static str, found: &str, wanted: &'static str) -> Refusal {
    Refusal::FieldInvalid { field, found: found.to_owned(), wanted }
}
