//! What was delivered is invoiced: promised money becomes used money. And back, by credit note.

use super::commission::{after_placing, decided, release, still_open};
use super::draw::{Direction, draw, over_shares};
use super::first::{Calendar, after_opening, not_closed, of_child};
use super::in_kind::{cost_transfers, without_vat};
use super::rules::Authority;
use super::vat::{net_of_vat, vat_in};
use crate::{
    Account, Amount, Budget, Closing, Code, Commission, Day, Draft, EntryKind, Pence, Refusal, Text, Transfer,
};

/// A provider's document: an invoice or a credit note.
#[derive(Clone, Debug)]
pub struct Invoice {
    /// Gross.
    pub amount: Amount,
    /// The recoverable VAT in it, where it was said.
    pub vat: Option<Pence>,
    pub number: Option<Text>,
    /// Whether no other invoice will come: the rest of the promise is let go.
    pub last: Closing,
}

/// Plans an invoice: used from what is promised, and beyond it from what is available.
///
/// # Errors
/// The day; a closed commission; VAT; more than was signed for; beyond the promise also a closed
/// budget, what would have to be asked for, the category's cap and the money available.
pub fn invoice(
    calendar: &Calendar,
    budget: &Budget,
    commission: &Commission,
    (category, authority): (&Code, &Authority),
    vat_account: Account,
    on: Day,
    invoice: &Invoice,
) -> Result<Draft, Refusal> {
    calendar.admits(on)?;
    after_opening(budget, on)?;
    still_open(commission)?;
    decided(commission)?;
    after_placing(commission, "the invoice", on)?;
    let of = (commission.id, "the invoice");
    let vat = vat_in(invoice.amount, invoice.vat, of, commission.vat_known())?;
    let net = net_of_vat(invoice.amount, vat)?;
    signed_for(commission, invoice.amount)?;
    within_tolerance(commission, authority, (invoice.amount, vat, net))?;
    let committed = commission.committed();
    let from_promise = net.pence().min(committed);
    let mut parts = over_shares(budget, commission, |share| share.committed, from_promise, Direction::Out);
    let mut transfers: Vec<Transfer> = parts
        .iter()
        .map(|(pots, part)| Transfer::new(pots.spent.account, pots.committed.account, *part))
        .collect();
    if let Some(beyond) = (net.pence() - from_promise).amount() {
        // What takes the place of an invoice that was credited was committed before.
        if commission.spent() + net.pence() > commission.commissioned {
            let most = (commission.commissioned - commission.spent()).max(from_promise) + vat;
            calendar.commits(on).map_err(|refusal| match refusal {
                Refusal::CommittedAfterPilot { on, ends_on, .. } => {
                    Refusal::InvoicedAfterPilot { on, ends_on, commission: commission.id, most }
                }
                other => other,
            })?;
        }
        not_closed(budget)?;
        needs_nobody(commission, authority, invoice.amount)?;
        authority.within_cap(&budget.child.child_ref, category, beyond.pence())?;
        let drawn = draw(budget, (commission.category, category), on, beyond)?;
        transfers.extend(
            drawn.iter().map(|(pots, part)| Transfer::new(pots.spent.account, pots.available.account, *part)),
        );
        parts.extend(drawn);
    } else if invoice.last == Closing::Closed {
        transfers.extend(release_rest(budget, commission, from_promise));
    }
    without_vat(&parts, vat)?;
    transfers.extend(cost_transfers((commission.cost, vat_account), commission.creditor, &parts, vat));
    let draft = Draft::new(EntryKind::InvoiceRecord, on, transfers);
    Ok(of_child(
        budget,
        Draft {
            commission: Some(commission.id),
            reference: invoice.number.clone(),
            closing: invoice.last,
            ..draft
        },
    ))
}

/// Refuses to be invoiced more than could be commissioned without approval, or was approved.
pub(super) fn signed_for(commission: &Commission, amount: Amount) -> Result<(), Refusal> {
    let would_be = commission.invoiced + amount.pence();
    match commission.limit {
        Some(limit) if would_be > limit.max(commission.approved) => {
            let most = limit.max(commission.approved);
            Err(Refusal::InvoiceAboveSignOff { commission: commission.id, most, would_be })
        }
        _ => Ok(()),
    }
}

/// Refuses to be invoiced further above what was commissioned than the policy tolerates: the difference is
/// commissioned first. Both are without VAT: it is what the child's budget bears.
fn within_tolerance(
    commission: &Commission,
    authority: &Authority,
    (amount, vat, net): (Amount, Pence, Amount),
) -> Result<(), Refusal> {
    // Within what is promised it always is: what was credited since is promised to nobody.
    if net.pence() <= commission.committed() {
        return Ok(());
    }
    not_above(commission, authority, (amount.pence(), vat, net.pence()))
}

/// Refuses what would bring a commission further above what was commissioned than that.
pub(super) fn not_above(
    commission: &Commission,
    authority: &Authority,
    (amount, vat, net): (Pence, Pence, Pence),
) -> Result<(), Refusal> {
    let (commissioned, would_be) = (commission.commissioned, commission.spent() + net);
    let most = authority.tolerance.above(commissioned);
    if would_be > most {
        let total = commission.invoiced + amount;
        let vat = Some(total - would_be).filter(|_| vat + commission.vat != Pence::ZERO);
        let commission = commission.id;
        return Err(Refusal::InvoiceAboveCommission { commission, commissioned, most, would_be, total, vat });
    }
    Ok(())
}

/// Refuses an invoice beyond the promise that would have to be asked for as a change of the order: what is
/// drawn today is judged by the limits and conflicts of today.
fn needs_nobody(commission: &Commission, authority: &Authority, amount: Amount) -> Result<(), Refusal> {
    let alone = match (&authority.conflict, authority.most()) {
        (Some(_), _) => Pence::ZERO,
        (None, Some(most)) => most,
        (None, None) => return Ok(()),
    };
    let promised = commission.invoiced + commission.committed();
    let most = alone.max(commission.approved).max(promised);
    let would_be = commission.invoiced + amount.pence();
    if would_be > most {
        return Err(Refusal::InvoiceAboveSignOff { commission: commission.id, most, would_be });
    }
    Ok(())
}

/// Lets go of what stays promised after `used` of it has been used.
fn release_rest(budget: &Budget, commission: &Commission, used: Pence) -> Vec<Transfer> {
    let mut after = commission.clone();
    for (pots, part) in over_shares(budget, commission, |share| share.committed, used, Direction::Out) {
        let share = after.shares.iter_mut().find(|share| share.fund == pots.fund.id);
        share.expect("it was drawn from a share").committed -= part.pence();
    }
    let rest = after.committed();
    release(budget, &after, rest)
}

/// Plans a credit note: used money becomes available again, and the provider is owed less.
///
/// # Errors
/// The day; VAT; more than the commission cost.
pub fn credit_note(
    calendar: &Calendar,
    budget: &Budget,
    commission: &Commission,
    vat_account: Account,
    on: Day,
    invoice: &Invoice,
) -> Result<Draft, Refusal> {
    calendar.admits(on)?;
    after_opening(budget, on)?;
    after_placing(commission, "the credit note", on)?;
    let price = ("the credit note", invoice.amount, invoice.vat);
    let all = commission.spent();
    let transfers = take_back((budget, commission), vat_account, commission.creditor, price, all)?;
    let draft = Draft::new(EntryKind::CreditNoteRecord, on, transfers);
    // What the last invoice said is taken back: another may come.
    let left = commission.invoiced - invoice.amount.pence();
    let closing = match commission.before_last {
        Some(before) if left <= before => Closing::Reopened,
        _ => Closing::Unchanged,
    };
    let reference = invoice.number.clone();
    Ok(of_child(budget, Draft { commission: Some(commission.id), reference, closing, ..draft }))
}

/// Both books' side of cost that is taken back against `debit`: at most `most`, without VAT.
pub(super) fn take_back(
    (budget, commission): (&Budget, &Commission),
    vat_account: Account,
    debit: Account,
    (what, amount, vat): (&str, Amount, Option<Pence>),
    most: Pence,
) -> Result<Vec<Transfer>, Refusal> {
    let too_much = |left, asked| Refusal::CreditExceedsCost { commission: commission.id, left, asked };
    if amount.pence() > commission.invoiced {
        return Err(too_much(commission.invoiced, amount.pence()));
    }
    let vat = vat_in(amount, vat, (commission.id, what), commission.recovered())?;
    let net = net_of_vat(amount, vat)?;
    if net.pence() > most {
        return Err(too_much(most, net.pence()));
    }
    let vat_left = commission.invoiced - commission.spent();
    if vat > vat_left {
        return Err(too_much(vat_left, vat));
    }
    let back = over_shares(budget, commission, |share| share.spent, net.pence(), Direction::Back);
    let mut transfers: Vec<Transfer> = back
        .iter()
        .map(|(pots, part)| Transfer::new(pots.available.account, pots.spent.account, *part))
        .collect();
    let costs = cost_transfers((commission.cost, vat_account), debit, &back, vat);
    transfers.extend(costs.iter().map(Transfer::mirrored));
    // What is closed gets nothing: it goes on to the pools it came from.
    if budget.closed_on.is_some() {
        let on =
            back.iter().map(|(pots, part)| Transfer::new(pots.pool.account, pots.available.account, *part));
        transfers.extend(on);
    }
    Ok(transfers)
}
