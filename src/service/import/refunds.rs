//! Rows of what came back of a purchase: a credit note, money back, or first the one and then the other.

use super::super::{
    Buy, CommissionPlace, CreditNoteRecord, RefundRecord, Result, UnitOfWork, UseCase, request,
};
use super::documents::Said;
use super::lookups::Lookups;
use super::row_context::{RowContext, RowOutcome};
use domain::{Code, EntryId, EntryKind, Refusal};
use import::rows::RefundRow;

pub(super) fn refund(context: &mut RowContext<'_>, row: &RefundRow) -> Result<RowOutcome> {
    let asked = request::json(row);
    let kind = if row.credited_on.is_some() { CreditNoteRecord::KIND } else { RefundRecord::KIND };
    if context.is_known(&row.key, kind, &asked)? {
        return Ok(RowOutcome::Known);
    }
    let RowContext { work, lookups, warnings, .. } = context;
    let commission = purchase(work, lookups, &row.purchase)?;
    work.under_key(&row.key);
    if row.credited_on.is_some() {
        let note = CreditNoteRecord {
            commission,
            amount: row.amount,
            vat: row.vat,
            number: row.credit_note_no.clone(),
            again: row.again.clone(),
            on: row.credited_on,
            note: None,
        };
        let (_, of, _) = work.commission(EntryId::new(commission))?;
        let provider = work.reader().commission_terms(of.id)?.provider;
        let said = row.credit_note_no.as_ref().zip(row.credited_on).map(|(number, on)| {
            let (kind, again) = (EntryKind::CreditNoteRecord, row.again.as_ref());
            Said { kind, number, on, again }
        });
        let found = lookups.documents.find(work, said, (of.provider, &provider))?;
        warnings.extend(note.in_place(work, found.line().as_ref())?.warnings);
        lookups.documents.count(&found, row.amount.pence());
        work.seal(CreditNoteRecord::KIND, &asked)?;
    }
    if row.refunded_on.is_some() {
        let refund = RefundRecord {
            commission,
            amount: row.amount,
            // What a credit note took back, with its VAT, is only settled.
            vat: row.vat.filter(|_| row.credited_on.is_none()),
            account: row.refunded_into.clone(),
            on: row.refunded_on,
            note: None,
        };
        refund.carry_out(work)?;
        work.seal(RefundRecord::KIND, &asked)?;
    }
    // The budgets that were looked up for the rows before have more now.
    lookups.children.forget();
    Ok(RowOutcome::New)
}

/// Finds the commission that a row of purchases, or a command with that key, recorded.
pub(super) fn purchase(work: &UnitOfWork<'_>, lookups: &Lookups, key: &Code) -> Result<i64> {
    for user in [work.actor.id].iter().chain(&lookups.importers) {
        let known = work.reader().request_with_key(*user, key)?;
        if let Some(known) =
            known.filter(|known| [CommissionPlace::KIND, Buy::KIND].contains(&known.kind.as_str()))
        {
            return Ok(known.seq);
        }
    }
    Err(Refusal::Unknown { what: "purchase", found: key.to_string(), near: Vec::new() }.into())
}
