//! Rows of purchases: ordered, and where the row says so received and paid.

use super::super::{Approve, CommissionPlace, Result, UseCase, request, seal_as};
use super::documents::Found;
use super::further::further;
use super::later::{
    document_of, follow, invoiced_on, paid_from, plan_invoice, plan_payment, write_invoice, write_payment,
};
use super::lookups::Lookups;
use super::register_rows::seal;
use super::row_context::{RowContext, RowOutcome};
use crate::UnitOfWork;
use domain::plan::{self, Ask, Authority, Commissioning, PaidFrom, Request, RuleBook, VatGiven};
use domain::{
    Account, Budget, Code, Commission, CommissionTerms, Day, Draft, EntryId, Pence, Practitioner,
    PractitionerId, Refusal, Transfer, Verdict, rows,
};
use import::rows::PurchaseRow;

/// The entries of one purchase, planned.
struct Steps {
    place: Draft,
    terms: CommissionTerms,
    /// What was approved on paper, by whom and when; none where nobody had to.
    approved: Option<(Ask, PractitionerId, Day)>,
    invoice: Option<Draft>,
    payment: Option<Draft>,
    /// What its invoice is to those before it.
    document: Found,
    warnings: Vec<String>,
}

pub(super) fn purchase(context: &mut RowContext<'_>, row: &PurchaseRow) -> Result<RowOutcome> {
    let asked = request::json(row);
    match context.recorded_under(&row.key, CommissionPlace::KIND)? {
        Some(known) if known.asked == known.keep(&asked) => return Ok(RowOutcome::Known),
        Some(known) => return further(context, row, &known, &asked),
        None => {}
    }
    let RowContext { work, lookups, warnings, warned, .. } = context;
    let paid_from = paid_from(work, lookups, row)?;
    let steps = plan_steps(work, lookups, row, paid_from.as_ref())?;
    warnings.extend(steps.warnings.iter().filter(|warning| warned.insert((*warning).clone())).cloned());
    let commission_id = work.tx.post(&steps.place, Some(&steps.terms))?;
    if let Some((Ask { asked: asked_pence, because }, ..)) = steps.approved {
        work.tx.insert(&rows::Request { commission_id, asked_pence, because })?;
    }
    seal_as(&mut work.tx, CommissionPlace::KIND, Some(&row.key), &asked)?;
    if let Some((_, decided_by, decided_on)) = steps.approved {
        let (request, verdict, reason) = (commission_id, Verdict::Approved, None);
        work.tx.insert(&rows::Decision {
            request,
            verdict,
            decided_by,
            decided_on,
            reason,
            on_paper: true,
        })?;
        seal(work, Approve::KIND)?;
    }
    if let Some(invoice) = &steps.invoice {
        write_invoice(context, row, invoice, &steps.document)?;
    }
    if let Some(payment) = &steps.payment {
        write_payment(context, row, payment, &steps.document)?;
    }
    Ok(RowOutcome::New)
}

/// Plans every step of a row on the budget as it stands, and leaves the budget as the row does; a
/// refusal leaves it as it was.
fn plan_steps(
    work: &UnitOfWork<'_>,
    lookups: &mut Lookups,
    row: &PurchaseRow,
    paid_from: Option<&PaidFrom>,
) -> Result<Steps> {
    let kid = lookups.children.find(work, &row.child_ref)?;
    let no_budget = || Refusal::NoBudget { child: row.child_ref.clone() };
    let budget = kid.budget.as_mut().ok_or_else(no_budget)?;
    let approver = match &row.approved_by {
        Some(code) => Some(lookups.people.find(work, code)?.clone()),
        None => None,
    };
    let practitioner = &*lookups.people.find(work, &row.lead_professional)?;
    let provider = &*lookups.providers.find(work, &row.provider)?;
    let category = &*lookups.categories.find(work, &row.category)?;
    category.purpose().of_a_child()?;
    let ids = (budget.child.id, provider.id, category.id);
    let document = document_of(work, &mut lookups.documents, row, provider)?;
    let mut authority = Authority::of(&lookups.rules, [practitioner, &work.actor], ids, row.ordered_on);
    if authority.rule.cap.is_some() {
        authority.had = work.reader().had(budget.child.id, category.id)?;
    }
    let gate = lookups.rules.gate_holder(row.ordered_on);
    work.note_holder(&mut authority, gate, practitioner, budget.child.id, row.ordered_on)?;
    let terms = CommissionTerms {
        practitioner: practitioner.id,
        provider: provider.id,
        category: category.id,
        amount: row.amount,
        vat: row.vat.0,
        description: row.description.clone(),
        details: row.details.clone(),
        limit: authority.most(),
    };
    let commissioning = Commissioning {
        budget,
        practitioner,
        terms: &terms,
        category: &category.code,
        provider: &provider.code,
        on: row.ordered_on,
        authority: &authority,
    };
    if approver.is_none() {
        commissioning.needs_nobody()?;
    }
    let (place, ask) = plan::place(&work.calendar, &commissioning)?;
    let mut commission = Commission {
        id: EntryId::new(work.tx.next()),
        child: budget.child.id,
        category: category.id,
        cost: category.account,
        creditor: provider.account,
        placed_on: row.ordered_on,
        estimate: row.amount,
        vat: row.vat.0,
        practitioner: practitioner.id,
        provider: provider.id,
        limit: authority.most(),
        approved: ask.as_ref().map_or(Pence::ZERO, |ask| ask.asked.pence()),
        waiting: None,
        closed_by: None,
        before_last: None,
        commissioned: row.amount.pence() - row.vat.0,
        invoiced: Pence::ZERO,
        paid: Pence::ZERO,
        shares: Vec::with_capacity(1),
    };
    let approved = match (ask, &approver, row.approved_on) {
        (Some(ask), Some(approver), Some(on)) => {
            approved_on_paper(work, &lookups.rules, (budget, &commission), &ask, approver, on)?;
            Some((ask, approver.id, on))
        }
        _ => None,
    };
    budget.follow(&place.transfers);
    follow(&mut commission, budget, &place.transfers);
    let (child, id) = (budget.child.id, commission.id);
    let what = (&category.code, &authority);
    let later = plan_later(work, (budget, &mut commission), what, lookups.vat, row, paid_from);
    match later {
        Ok((invoice, payment)) => {
            let mut warnings = authority.warnings();
            warnings.extend(not_received(row, id));
            warnings.extend(taken_as_recoverable(row, &authority));
            warnings.extend(lookups.purchases.recorded_already(work, row, (child, &terms), id)?);
            Ok(Steps { place, terms, approved, invoice, payment, document, warnings })
        }
        Err(refusal) => {
            let back: Vec<Transfer> = place.transfers.iter().map(Transfer::mirrored).collect();
            budget.follow(&back);
            Err(refusal.into())
        }
    }
}

/// Refuses an approval on paper that would have been refused in person on that day. It may be older than the
/// order.
fn approved_on_paper(
    work: &UnitOfWork<'_>,
    rules: &RuleBook,
    (budget, commission): (&Budget, &Commission),
    ask: &Ask,
    approver: &Practitioner,
    on: Day,
) -> Result<()> {
    work.calendar.has_come(on)?;
    if work.actor.id == commission.practitioner {
        return Err(Refusal::OwnRequest { user: work.actor.code.clone(), commission: commission.id }.into());
    }
    let request = Request {
        id: commission.id,
        asked_by: commission.practitioner,
        buyer: commission.practitioner,
        provider: commission.provider,
        asked: ask.asked,
        asked_on: on,
        decided: None,
    };
    Ok(plan::may_decide(rules, &work.reader().bands(on)?, budget, commission, &request, approver, on)?)
}

/// Says what of a row is not kept as it stands there, before it is received.
fn not_received(row: &PurchaseRow, commission: EntryId) -> Option<String> {
    let PurchaseRow { key, received_on, paid_on, invoice_no, .. } = row;
    match (received_on, paid_on, invoice_no) {
        (Some(_), ..) | (None, None, None) => None,
        (None, Some(paid_on), _) => Some(format!(
            "row {key}: paid on {paid_on} and not received: it counts as used from then on; when it comes: \
             bhlp delivery record {commission}"
        )),
        (None, None, Some(number)) => Some(format!(
            "row {key}: invoice {number} is not recorded, as nothing was received or paid; when it is owed: \
             bhlp invoice record {commission} {} --number {number}",
            row.amount
        )),
    }
}

/// Says so where VAT is taken as a row has it, and can never be recovered.
fn taken_as_recoverable(row: &PurchaseRow, authority: &Authority) -> Option<String> {
    let (vat, never) = (row.vat.0, authority.rule.vat_never);
    let given = VatGiven { vat, never, form: row.evidence, paid_back: false };
    let refusal = given.recoverable().err()?;
    Some(format!("row {}: {refusal}; it is taken as the row says: charge it with bhlp vat charge", row.key))
}

/// Plans what follows the order. Only the invoice moves the budget, and only once all is planned.
fn plan_later(
    work: &UnitOfWork<'_>,
    (budget, commission): (&mut Budget, &mut Commission),
    what: (&Code, &Authority),
    vat: Account,
    row: &PurchaseRow,
    paid_from: Option<&PaidFrom>,
) -> Result<(Option<Draft>, Option<Draft>), Refusal> {
    let Some(on) = invoiced_on(row) else { return Ok((None, None)) };
    let invoice = plan_invoice(&work.calendar, (budget, commission), what, vat, row, on)?;
    let payment = plan_payment(&work.calendar, (budget, commission), row, paid_from)?;
    budget.follow(&invoice.transfers);
    Ok((Some(invoice), payment))
}
