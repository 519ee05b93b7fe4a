//! Mistakes put right: an entry is undone, or undone and recorded again, never changed.

use serde::Serialize;

use super::buy::LineOf;
use super::commission::CommissionRequest;
use super::delivery::restore_units;
use super::{
    Buy, CommissionPlace, HoldingSpend, InvoiceRecord, OwnMoney, PaidWith, PaymentRecord, Reply, Result,
    UnitOfWork, UseCase, approval, document, receipt,
};
use domain::plan::{self, Recorded};
use domain::{
    AccountKind, AccountName, Action, Amount, Budget, Code, Day, Draft, EntryId, EntryKind, Pence, Refusal,
    Text, Transfer, rows,
};

/// Undoes an entry by its exact mirror.
#[derive(Clone, Debug, Serialize)]
pub struct EntryReverse {
    pub entry: i64,
    pub reason: Text,
    pub on: Option<Day>,
    /// With the other lines of its document that stand; left out of the request where it is one.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub whole: bool,
}

impl UseCase for EntryReverse {
    const KIND: &'static str = "entry.reverse";
    const ACTION: Action = Action::Purchase;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let entry = EntryId::new(self.entry);
        let mut lines = if self.whole { work.reader().lines_standing(entry)? } else { Vec::new() };
        let last = lines.pop().unwrap_or(entry);
        let mut all = Reply::default();
        for line in &lines {
            let reply = self.line(work, line.get())?;
            let by = work.seal_entry("null")?;
            all.details.push(format!("{} (entry {by})", reply.sentence));
            all.warnings.extend(reply.warnings);
            all.left.extend(reply.left);
        }
        let reply = self.line(work, last.get())?;
        if lines.is_empty() {
            return Ok(reply);
        }
        all.details.push(reply.sentence);
        all.warnings.extend(reply.warnings);
        for left in reply.left {
            all.left.retain(|before| before.child != left.child);
            all.left.push(left);
        }
        Ok(Reply {
            sentence: format!("reversed all {} lines of entry {}", lines.len() + 1, self.entry),
            ..all
        })
    }
}

impl EntryReverse {
    /// Undoes one entry.
    fn line(&self, work: &mut UnitOfWork<'_>, line: i64) -> Result<Reply> {
        let recorded = entry(work, line)?;
        let on = self.on.unwrap_or(recorded.effective_on);
        let owed_back = owed_back(work, &recorded)?;
        let (draft, budget) = reverse(work, &recorded, on, &self.reason)?;
        let then = owed_back.map_or_else(String::new, |owed| {
            format!("; the provider owes {} back", owed.pence().format_pounds())
        });
        let kind = recorded.kind.as_str();
        let reply = Reply::new(format!("reversed entry {line} ({kind}) on {on}{then}"));
        let reply = Reply { warnings: claims_left(work, &recorded)?, ..reply };
        match budget {
            Some(budget) => work.settle(reply, &budget, &draft),
            None => Ok(reply),
        }
    }
}

/// Undoes an entry and records it anew with what should be different.
#[derive(Clone, Debug, Serialize)]
pub struct EntryCorrect {
    pub entry: i64,
    pub reason: Text,
    pub amount: Option<Amount>,
    pub vat: Option<Pence>,
    pub category: Option<Code>,
    pub provider: Option<String>,
    /// Whom it was for, and who bought it; left out of the request where not given, as before either
    /// could be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub child: Option<Code>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub practitioner: Option<Code>,
    /// What paid it all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountName>,
    /// The number of its invoice, where that was wrong or not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invoice: Option<Text>,
    /// The day of the new entry, the original's when absent. The reversal takes the original's, and the
    /// new one only where the original's month is closed.
    pub on: Option<Day>,
}

impl UseCase for EntryCorrect {
    // Its first event, which carries the key, is the reversal.
    const KIND: &'static str = "entry.reverse";
    const ACTION: Action = Action::Purchase;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let nothing = self.amount.is_none()
            && self.vat.is_none()
            && self.category.is_none()
            && self.provider.is_none()
            && self.child.is_none()
            && self.practitioner.is_none()
            && self.account.is_none()
            && self.invoice.is_none()
            && self.on.is_none();
        if nothing {
            return Err(Refusal::NothingToCorrect.into());
        }
        let since = work.tx.next() - 1;
        let recorded = entry(work, self.entry)?;
        let on = self.on.unwrap_or(recorded.effective_on);
        let anew = self.anew(work, &recorded, on)?;
        // A share is a child's: for another it stands alone.
        let stays = self.child.is_none() || recorded.kind != EntryKind::Buy;
        let place = document::place_of(work, recorded.id)?.filter(|_| stays);
        if self.invoice.is_some() && place.is_some() {
            return Err(Refusal::NotCorrectable { kind: "document line's" }.into());
        }
        let (undone_on, belongs_to) = match work.calendar.is_closed(recorded.effective_on) {
            true => (on.max(recorded.effective_on), work.belongs_to()),
            false => (recorded.effective_on, None),
        };
        work.belonging_to(belongs_to, |work| reverse(work, &recorded, undone_on, &self.reason))?;
        work.seal(Self::KIND, &work.asked(self))?;
        let mut reply = anew.carry_out(work, place.as_ref())?;
        reply.warnings.extend(other_cash(work, &recorded)?);
        if let (Some(was), true) = (recorded.commission, recorded.kind.places_commission()) {
            let now = EntryId::new(work.tx.next());
            receipt::carry_over(work, was, now)?;
        }
        let owed = match recorded.child.zip(recorded.commission) {
            Some(commission) => work.owed_to_contributors(commission, undone_on.max(on), since)?,
            None => String::new(),
        };
        let sentence =
            format!("reversed entry {} and recorded it again: {}{owed}", self.entry, reply.sentence);
        Ok(Reply { sentence, ..reply })
    }
}

/// A request rebuilt from what was recorded, with what should be different.
#[derive(Debug)]
enum Anew {
    Buy(Buy),
    Place(CommissionPlace),
    Invoice(InvoiceRecord),
    /// What a payee spent of what they hold.
    Spend(HoldingSpend),
    Payment(PaymentRecord),
}

impl Anew {
    /// Records it: a line of a document, in the place of the one that was undone.
    fn carry_out(&self, work: &mut UnitOfWork<'_>, place: Option<&rows::DocumentLine>) -> Result<Reply> {
        match self {
            Self::Buy(request) => Ok(request.write(work, LineOf::Replaced(place))?.1),
            Self::Place(request) => request.carry_out(work),
            Self::Invoice(request) => request.in_place(work, place),
            Self::Spend(request) => request.carry_out(work),
            Self::Payment(request) => request.in_place(work, place),
        }
    }
}

impl EntryCorrect {
    /// Rebuilds the request an entry answered, changed where something else was given.
    fn anew(&self, work: &UnitOfWork<'_>, recorded: &Recorded, on: Day) -> Result<Anew> {
        let on = Some(on);
        let (reference, note) = work.reader().entry_texts(recorded.id)?;
        let again = work.reader().document_again(recorded.id)?.filter(|_| self.invoice.is_none());
        let reference = self.invoice.clone().or(reference);
        let evidence = work.reader().vat_evidence(recorded.id)?;
        let gross =
            Transfer::moved(&recorded.transfers, |kind| matches!(kind, AccountKind::Cost | AccountKind::Vat));
        let was_vat = Transfer::moved(&recorded.transfers, |kind| kind == AccountKind::Vat);
        let not_correctable = Refusal::NotCorrectable { kind: recorded.kind.as_str() };
        let commission = recorded.commission.ok_or_else(|| not_correctable.clone())?;
        let amount = |was: Pence| match self.amount {
            Some(amount) => Ok(amount),
            None => was.amount().ok_or_else(|| not_correctable.clone()),
        };
        // Another amount has another part of VAT.
        let vat = |was: Pence, gross: Pence| match self.amount {
            Some(amount) => plan::vat_in(amount, self.vat, (commission, "the new amount"), (was, gross)),
            None => Ok(self.vat.unwrap_or(was)),
        };
        if self.account.is_some() && !matches!(recorded.kind, EntryKind::Buy | EntryKind::PaymentRecord) {
            return Err(not_correctable.into());
        }
        match recorded.kind {
            EntryKind::Buy => {
                let mut commission = CommissionRequest::from(work.reader().commission_terms(commission)?);
                self.change(&mut commission, vat(was_vat, gross)?);
                let paid = self.paid_with(recorded);
                let (invoice, receipt) = (reference, None);
                Ok(Anew::Buy(Buy { commission, paid, invoice, again, on, note, receipt, evidence }))
            }
            EntryKind::CommissionPlace if self.invoice.is_none() => {
                super::tariff::refuse_tariff(work, commission)?;
                let mut commission = CommissionRequest::from(work.reader().commission_terms(commission)?);
                let net = Transfer::moved(&recorded.transfers, |kind| kind == AccountKind::Committed);
                let gross = commission.amount.pence();
                self.change(&mut commission, vat(gross - net, gross)?);
                Ok(Anew::Place(CommissionPlace { commission, on, note, held: None }))
            }
            EntryKind::InvoiceRecord if !self.changes_terms() => {
                let (_, now, _) = work.commission(commission)?;
                let (last, commission) = (now.closed_by == Some(recorded.id), commission.get());
                let (amount, vat, number) = (amount(gross)?, Some(vat(was_vat, gross)?), reference);
                if recorded.transfers.iter().any(|transfer| transfer.credit().kind == AccountKind::Held) {
                    let spend = HoldingSpend { commission, amount, vat, number, again, last, on, note };
                    return Ok(Anew::Spend(spend));
                }
                let invoice =
                    InvoiceRecord { commission, amount, vat, number, again, last, on, note, evidence };
                Ok(Anew::Invoice(invoice))
            }
            EntryKind::PaymentRecord if !self.changes_terms() && self.invoice.is_none() => {
                let paid = -Transfer::moved(&recorded.transfers, |kind| kind.is_own());
                Ok(Anew::Payment(PaymentRecord {
                    commission: commission.get(),
                    amount: Some(amount(paid)?),
                    paid: self.paid_with(recorded),
                    practitioner: None,
                    on,
                    note,
                }))
            }
            _ => Err(not_correctable.into()),
        }
    }

    /// What paid it: what is said now, else what it was.
    fn paid_with(&self, recorded: &Recorded) -> PaidWith {
        match &self.account {
            Some(account) => PaidWith::the(Some(account.clone())),
            None => paid_with(recorded),
        }
    }

    /// Whether it changes what only a commission or a purchase says.
    fn changes_terms(&self) -> bool {
        self.category.is_some()
            || self.provider.is_some()
            || self.child.is_some()
            || self.practitioner.is_some()
    }

    fn change(&self, commission: &mut CommissionRequest, vat: Pence) {
        commission.vat = vat;
        if let Some(amount) = self.amount {
            // A new total no longer follows from the old units.
            commission.amount = amount;
            (commission.details.units, commission.details.unit_price) = (None, None);
        }
        if let Some(category) = &self.category {
            commission.category = category.clone();
        }
        if let Some(provider) = &self.provider {
            commission.provider.clone_from(provider);
        }
        if let Some(practitioner) = &self.practitioner {
            commission.practitioner = Some(practitioner.clone());
        }
        if let Some(child) = self.child.as_ref().filter(|child| **child != commission.child) {
            // A need is the other child's.
            commission.child = child.clone();
            commission.details.need = None;
        }
    }
}

/// What a provider will owe us when an entry is undone: more was paid than stays invoiced.
fn owed_back(work: &UnitOfWork<'_>, recorded: &Recorded) -> Result<Option<Amount>> {
    let Some(commission) = recorded.commission else { return Ok(None) };
    let (_, commission, _) = work.commission(commission)?;
    let moved = |is: fn(AccountKind) -> bool| Transfer::moved(&recorded.transfers, is);
    let invoiced = moved(|kind| matches!(kind, AccountKind::Cost | AccountKind::Vat));
    let owed = commission.owed() - invoiced - moved(AccountKind::is_own);
    Ok((-owed).amount())
}

/// Says which claims pay less than they claim, where what somebody paid themselves was undone.
fn claims_left(work: &UnitOfWork<'_>, undone: &Recorded) -> Result<Vec<String>> {
    let mut told = Vec::new();
    for pocket in undone.accounts.iter().filter(|touched| touched.account.kind == AccountKind::Pocket) {
        for (claim, claimed, owed) in work.reader().claims_above_owed(pocket.account.id)? {
            let (claimed, owed) = (claimed.format_pounds(), owed.format_pounds());
            told.push(format!("of claim {claim} of {claimed}, {owed} is owed now: no more is paid"));
        }
    }
    Ok(told)
}

/// Says so where what was paid in cash is other than it was, because funds gave another part of it in kind.
fn other_cash(work: &UnitOfWork<'_>, was: &Recorded) -> Result<Option<String>> {
    let Some(now) = work.reader().entry(EntryId::new(work.tx.next()))? else { return Ok(None) };
    let of = |entry: &Recorded| {
        let moved = |is: fn(AccountKind) -> bool| -Transfer::moved(&entry.transfers, is);
        (moved(|kind| kind == AccountKind::Notional), moved(AccountKind::pays_cash))
    };
    let ((in_kind_was, paid_was), (in_kind, paid)) = (of(was), of(&now));
    let told = format!(
        "{} of it is in kind now, before it was {}; {} is paid in cash, before it was {}",
        in_kind.format_pounds(),
        in_kind_was.format_pounds(),
        paid.format_pounds(),
        paid_was.format_pounds()
    );
    Ok((in_kind != in_kind_was).then_some(told))
}

/// What an entry paid cash from: nothing where all of it was given in kind.
fn paid_with(recorded: &Recorded) -> PaidWith {
    let name = |kind: fn(AccountKind) -> bool| -> Option<AccountName> {
        let own = recorded.accounts.iter().find(|touched| kind(touched.account.kind));
        own.and_then(|touched| touched.name.parse().ok())
    };
    let pocket = name(|kind| kind == AccountKind::Pocket);
    let own = -Transfer::moved(&recorded.transfers, |kind| kind == AccountKind::Pocket);
    match (name(AccountKind::has_statements), pocket, own.amount()) {
        (Some(account), Some(pocket), Some(own)) => PaidWith {
            own_money: Some(OwnMoney::Part(own)),
            own_of: Some(pocket.code().clone()),
            ..PaidWith::the(Some(account))
        },
        (account, pocket, _) => PaidWith::the(account.or(pocket)),
    }
}

fn entry(work: &UnitOfWork<'_>, id: i64) -> Result<Recorded> {
    let found = work.reader().entry(EntryId::new(id))?;
    let recorded = work.found(found, "entry", id)?;
    // A lead professional puts right what they recorded themselves; the rest is a manager's.
    let role = work.actor.role;
    if !role.may(Action::Money) && work.reader().recorded_by(recorded.id)? != Some(work.actor.id) {
        let (user, action) = (work.actor.code.clone(), Action::Money);
        return Err(Refusal::RoleMayNot { user, role, action }.into());
    }
    Ok(recorded)
}

fn reverse(
    work: &mut UnitOfWork<'_>,
    recorded: &Recorded,
    on: Day,
    reason: &Text,
) -> Result<(Draft, Option<Budget>)> {
    let known = match recorded.commission {
        Some(commission) => Some(work.commission(commission)?),
        None => None,
    };
    let (budget, commission) = match known {
        Some((budget, commission, category)) => {
            let authority = work.authority_over(&commission, on)?;
            (Some(budget), Some((commission, category, authority)))
        }
        None => (budget_without_commission(work, recorded)?, None),
    };
    if let Some(claim) = work.reader().claim_paid_by(recorded.id)? {
        claim.by_another((work.actor.id, &work.actor.code))?;
    }
    if work.reader().ended_a_request(recorded.id)? {
        return Err(Refusal::RequestSettled { entry: recorded.id }.into());
    }
    let bounded = match &budget {
        Some(budget) => Some((budget, work.bounds(&budget.child, on)?)),
        None => None,
    };
    let ordered =
        commission.as_ref().map(|(commission, category, authority)| (commission, category, authority));
    if let (EntryKind::BudgetClose, Some(budget)) = (recorded.kind, &budget)
        && let (Some(by), Some(closed_on)) =
            (work.reader().budget_closed_by(budget.child.id)?, budget.closed_on)
        && by != recorded.id
    {
        // It was opened again since, and closed by another.
        return Err(Refusal::BudgetClosed { child: budget.child.child_ref.clone(), closed_on }.into());
    }
    let tariff = match &commission {
        Some((commission, ..)) => work.reader().tariff(commission.id)?,
        None => None,
    };
    // What a tariff admits is less than what is tolerated of others.
    let invoiced_since = recorded.invoiced_since.filter(|_| tariff.is_none());
    let undone = Recorded { invoiced_since, ..recorded.clone() };
    let draft = plan::reverse(&work.calendar, &undone, bounded, ordered, on, reason)?;
    // What a credit or refund took back is invoiced again.
    let back =
        Transfer::moved(&recorded.transfers, |kind| matches!(kind, AccountKind::Cost | AccountKind::Vat));
    if let (Some((commission, ..)), Some(amount), Some(tariff)) = (&commission, (-back).amount(), tariff) {
        tariff.admits(commission, amount, false)?;
    }
    if work.calendar.is_closed(recorded.effective_on) {
        work.belongs(recorded.effective_on);
    }
    work.post(&draft, None)?;
    if let Some((commission, ..)) = &commission {
        restore_units(work, commission.id, recorded.id, on)?;
    }
    if let Some((commission, ..)) = commission.filter(|(order, ..)| order.waiting == Some(recorded.id)) {
        approval::withdraw(work, &commission, on)?;
    }
    if let (EntryKind::BudgetClose, Some(budget)) = (recorded.kind, &budget) {
        work.tx.set_budget_closed(budget.child.id, None)?;
    }
    Ok((draft, budget))
}

/// The budget of an entry that concerns a child but no commission.
fn budget_without_commission(work: &UnitOfWork<'_>, recorded: &Recorded) -> Result<Option<Budget>> {
    let Some(id) = recorded.child else { return Ok(None) };
    match work.reader().child_numbered(id)? {
        Some(child) => work.budget_of(&child).map(Some),
        None => Ok(None),
    }
}
