//! What follows the order of a purchase: its invoice and its payment, planned and written, whether the row is
//! new or went further since it was taken.

use super::super::vat::keep_evidence;
use super::super::{InvoiceRecord, PaymentRecord, Result, UseCase, document};
use super::documents::{Documents, Found, Said};
use super::lookups::Lookups;
use super::register_rows::seal;
use super::row_context::RowContext;
use crate::{AccountOpen, UnitOfWork};
use domain::plan::{self, Authority, Calendar, Invoice, PaidFrom};
use domain::{
    Account, AccountKind, AccountName, Budget, Closing, Code, Commission, Day, Draft, EntryId, EntryKind,
    Fund, Pence, ProviderId, Refusal, Transfer,
};
use import::rows::PurchaseRow;
use store::Registered;

/// The day of a row's invoice: what is paid before it is received is invoiced as it is paid.
pub(super) fn invoiced_on(row: &PurchaseRow) -> Option<Day> {
    row.received_on.or(row.paid_on)
}

/// What a row is paid from, where it is paid.
pub(super) fn paid_from(
    work: &mut UnitOfWork<'_>,
    lookups: &mut Lookups,
    row: &PurchaseRow,
) -> Result<Option<PaidFrom>> {
    let (Some(_), Some(name)) = (&row.paid_on, &row.paid_from) else { return Ok(None) };
    Ok(Some(PaidFrom { account: paying_account(work, lookups, name)?, named: Some(name.clone()) }))
}

/// The account a row is paid from, opened on first use.
fn paying_account(work: &mut UnitOfWork<'_>, lookups: &mut Lookups, name: &AccountName) -> Result<Account> {
    if let Some(account) = lookups.accounts.get(name) {
        return Ok(*account);
    }
    let known = work.reader().own_account(name)?;
    let account = match known {
        Some(known) => known,
        // That of a fund in kind opens with the fund.
        None if name.kind() == AccountKind::Notional => work.found(None, "account", name)?,
        None => {
            let holder = match name.kind() {
                AccountKind::Pocket => Some(lookups.people.find(work, name.code())?.id),
                _ => None,
            };
            let account = work.tx.open_own(name, holder)?;
            seal(work, AccountOpen::KIND)?;
            account
        }
    };
    lookups.floats.begin(work, (account, name), known.is_none())?;
    lookups.accounts.insert(name.clone(), account);
    Ok(account)
}

/// Finds out what a row's invoice is to those before it.
pub(super) fn document_of(
    work: &UnitOfWork<'_>,
    documents: &mut Documents,
    row: &PurchaseRow,
    provider: &Registered<ProviderId>,
) -> Result<Found> {
    let said = row.invoice_no.as_ref().zip(invoiced_on(row)).map(|(number, on)| {
        let (kind, again) = (EntryKind::InvoiceRecord, row.again.as_ref());
        Said { kind, number, on, again }
    });
    documents.find(work, said, (provider.id, &provider.code))
}

/// Plans the invoice of a row, which is the last of its commission; the commission follows it.
pub(super) fn plan_invoice(
    calendar: &Calendar,
    (budget, commission): (&Budget, &mut Commission),
    what: (&Code, &Authority),
    vat: Account,
    row: &PurchaseRow,
    on: Day,
) -> Result<Draft, Refusal> {
    let document = Invoice {
        amount: row.amount,
        vat: Some(row.vat.0),
        number: row.invoice_no.clone(),
        last: Closing::Closed,
    };
    let invoice = plan::invoice(calendar, budget, commission, what, vat, on, &document)?;
    follow(commission, budget, &invoice.transfers);
    Ok(invoice)
}

/// Plans the payment of a row, where anything is owed in cash.
pub(super) fn plan_payment(
    calendar: &Calendar,
    (budget, commission): (&Budget, &Commission),
    row: &PurchaseRow,
    paid_from: Option<&PaidFrom>,
) -> Result<Option<Draft>, Refusal> {
    let (Some(paid_on), Some(from)) = (row.paid_on, paid_from) else { return Ok(None) };
    if commission.owed() != Pence::ZERO {
        return plan::pay(calendar, commission, paid_on, None, from).map(Some);
    }
    // All of it was given in kind: that needs no payment.
    let used = commission.shares.iter().filter(|share| share.spent != Pence::ZERO);
    let funds: Vec<&Fund> =
        used.filter_map(|share| budget.pots_of(share.fund)).map(|pots| &pots.fund).collect();
    from.pays(&funds).map_err(|refusal| match refusal {
        Refusal::PaidInKind { account, funds } => Refusal::RowInKind { account, funds },
        other => other,
    })?;
    Ok(None)
}

/// Writes the invoice of a row.
pub(super) fn write_invoice(
    context: &mut RowContext<'_>,
    row: &PurchaseRow,
    invoice: &Draft,
    document: &Found,
) -> Result<EntryId> {
    let RowContext { work, lookups, warnings, .. } = context;
    let id = work.tx.post(invoice, None)?;
    keep_evidence(work, id, row.evidence)?;
    if let Some(line) = document.line() {
        work.tx.insert(&line)?;
        lookups.documents.count(document, row.amount.pence());
    }
    let given = row.again.as_ref().filter(|_| document.line_of.is_none());
    warnings.extend(document::keep_reason(work, document.again.as_ref(), given)?);
    seal(work, InvoiceRecord::KIND)?;
    Ok(id)
}

/// Writes the payment of a row. Where a float has not enough it is left out: all of the import is refused at
/// its end, with how much it needs.
pub(super) fn write_payment(
    context: &mut RowContext<'_>,
    row: &PurchaseRow,
    payment: &Draft,
    document: &Found,
) -> Result<()> {
    let RowContext { work, lookups, .. } = context;
    if !lookups.floats.can_pay(&row.key, &lookups.policies, payment) {
        return Ok(());
    }
    let entry = work.tx.post(payment, None)?;
    let from = payment.transfers[0].credit().id;
    let part = (entry, payment.effective_on, from, payment.transfers[0].amount().pence());
    lookups.documents.paid(work, document, part)?;
    seal(work, PaymentRecord::KIND)?;
    Ok(())
}

/// A commission follows what is planned for it.
pub(super) fn follow(commission: &mut Commission, budget: &Budget, transfers: &[Transfer]) {
    commission.follow(transfers, |account| {
        let of =
            budget.pots.iter().find(|pots| [pots.committed.account, pots.spent.account].contains(account));
        of.expect("a commission is promised from the child's own pots").fund.id
    });
}
