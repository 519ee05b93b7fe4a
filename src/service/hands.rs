//! Money in other hands: handed out, accounted for, returned; asked back and written off.

use serde::Serialize;

use super::document;
use super::{Reply, Result, UnitOfWork, UseCase};
use domain::plan::{self, InHand};
use domain::{
    Account, AccountName, Action, Amount, ChildId, Closing, Code, Commission, Day, Draft, EntryId, EntryKind,
    Payee, Pence, ProviderId, Text, Transfer,
};

/// Hands out money for what was commissioned of a payee.
#[derive(Clone, Debug, Serialize)]
pub struct HoldingAdvance {
    pub commission: i64,
    /// All that is promised and not handed out, where nothing is said.
    pub amount: Option<Amount>,
    /// From where; without it, the main bank account.
    pub account: Option<AccountName>,
    pub on: Option<Day>,
    pub note: Option<Text>,
}

impl UseCase for HoldingAdvance {
    const KIND: &'static str = "account.move";
    const ACTION: Action = Action::Money;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let (budget, commission, _) = work.commission(EntryId::new(self.commission))?;
        let on = work.on(self.on);
        let payee = work.reader().commission_terms(commission.id)?.provider;
        let agreement = work.reader().agreement(commission.child, commission.provider, on)?;
        let authority = work.authority_over(&commission, on)?;
        let in_hand = in_hand(work, &commission, on)?;
        let from = bank(work, self.account.as_ref())?;
        let rest = (in_hand.committed - in_hand.held).amount();
        let amount = self.amount.or(rest).unwrap_or(commission.estimate);
        let held = match work.reader().own_account(&AccountName::held_by(&payee))? {
            Some(held) => held,
            None => from.account,
        };
        let who = (&budget.child.child_ref, &payee, agreement.as_ref());
        let what = (&commission, &authority);
        let draft = plan::hand_out(&work.calendar, what, who, on, amount, (&from, held))?;
        let draft = Draft { note: self.note.clone(), ..draft };
        work.post(&draft, None)?;
        let warnings = overdue(work, (commission.provider, &payee), on)?;
        let months = agreement.map_or(0, |agreement| agreement.accounts_months);
        let sentence = format!(
            "advanced {} to {payee} on {on} for commission {}; {} is in their hands, and accounts are due in {}",
            amount.pence().format_pounds(),
            self.commission,
            (in_hand.held + amount.pence()).format_pounds(),
            if months == 1 { "a month".into() } else { format!("{months} months") },
        );
        work.settle(Reply { warnings, ..Reply::new(sentence) }, &budget, &draft)
    }
}

/// Records what a payee spent of what they hold.
#[derive(Clone, Debug, Serialize)]
pub struct HoldingSpend {
    pub commission: i64,
    pub amount: Amount,
    pub vat: Option<Pence>,
    pub number: Option<Text>,
    /// Why it is another document, although its number was recorded before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub again: Option<Text>,
    /// Nothing else will be spent: the rest of the promise is let go.
    #[serde(rename = "final")]
    pub last: bool,
    pub on: Option<Day>,
    pub note: Option<Text>,
}

impl UseCase for HoldingSpend {
    const KIND: &'static str = "invoice.record";
    const ACTION: Action = Action::Purchase;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let (budget, commission, category) = work.commission(EntryId::new(self.commission))?;
        let on = work.on(self.on);
        let payee = work.reader().commission_terms(commission.id)?.provider;
        let in_hand = in_hand(work, &commission, on)?;
        let held = held_account(work, &payee, &in_hand, self.amount)?;
        if let Some(tariff) = work.reader().tariff(commission.id)? {
            tariff.admits(&commission, self.amount, self.last)?;
        }
        let mut again = None;
        if let Some(number) = &self.number {
            let document = plan::Document { kind: EntryKind::InvoiceRecord, number, provider: &payee };
            again = document::refuse_recorded(work, &document, commission.provider, self.again.as_ref())?;
        }
        let invoice = plan::Invoice {
            amount: self.amount,
            vat: self.vat,
            number: self.number.clone(),
            last: if self.last { Closing::Closed } else { Closing::Unchanged },
        };
        let authority = work.authority_over(&commission, on)?;
        let vat_account = work.reader().vat_account()?;
        // What the payee paid is owed to nobody: it is paid out of what they hold.
        let paid = Commission { creditor: held, ..commission };
        let what = (&category, &authority);
        let draft = plan::invoice(&work.calendar, &budget, &paid, what, vat_account, on, &invoice)?;
        let draft = Draft { note: self.note.clone(), ..draft };
        work.post(&draft, None)?;
        let warnings = document::keep_reason(work, again, self.again.as_ref())?.into_iter().collect();
        let sentence = format!(
            "recorded that {payee} spent {} on commission {} on {on}; {} is still in their hands",
            self.amount.pence().format_pounds(),
            self.commission,
            (in_hand.held - self.amount.pence()).format_pounds(),
        );
        work.settle(Reply { warnings, ..Reply::new(sentence) }, &budget, &draft)
    }
}

/// Records what a payee gives back unspent.
#[derive(Clone, Debug, Serialize)]
pub struct HoldingReturn {
    pub commission: i64,
    /// All that is held, where nothing is said.
    pub amount: Option<Amount>,
    /// Into where; without it, the main bank account.
    pub account: Option<AccountName>,
    pub on: Option<Day>,
    pub note: Option<Text>,
}

impl UseCase for HoldingReturn {
    const KIND: &'static str = "account.move";
    const ACTION: Action = Action::Money;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let (budget, commission, _) = work.commission(EntryId::new(self.commission))?;
        let on = work.on(self.on);
        let payee = work.reader().commission_terms(commission.id)?.provider;
        let in_hand = in_hand(work, &commission, on)?;
        let asked = self.amount.unwrap_or(commission.estimate);
        let held = held_account(work, &payee, &in_hand, asked)?;
        let into = bank(work, self.account.as_ref())?;
        let draft = plan::hand_back(&work.calendar, &commission, in_hand, on, self.amount, (&into, held))?;
        let draft = Draft { note: self.note.clone(), ..draft };
        work.post(&draft, None)?;
        let back = draft.transfers[0].amount().pence();
        let left = in_hand.held - back;
        let free = in_hand.committed - left;
        let mut reply = Reply::new(format!(
            "{payee} gave back {} of commission {} on {on}; {} is still in their hands",
            back.format_pounds(),
            self.commission,
            left.format_pounds(),
        ));
        if left == Pence::ZERO && free > Pence::ZERO {
            reply.details.push(format!(
                "{} is still promised; if nothing more is bought: bhlp commission cancel {}",
                free.format_pounds(),
                self.commission
            ));
        }
        work.settle(reply, &budget, &draft)
    }
}

/// Asks back what a family has not accounted for.
#[derive(Clone, Debug, Serialize)]
pub struct DebtRecord {
    pub commission: i64,
    /// All that is not accounted for beyond what may be kept, where nothing is said.
    pub amount: Option<Amount>,
    pub on: Option<Day>,
    pub note: Option<Text>,
}

impl UseCase for DebtRecord {
    const KIND: &'static str = "debt.record";
    const ACTION: Action = Action::Money;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let (budget, commission, _) = work.commission(EntryId::new(self.commission))?;
        let on = work.on(self.on);
        let payee = work.reader().commission_terms(commission.id)?.provider;
        let whose = (commission.child, commission.provider);
        let unaccounted = work.reader().unaccounted(whose, commission.id)?;
        // What may be kept is by what was agreed when the oldest of what is not accounted for was given.
        let today = work.on(None);
        let open = work.reader().in_other_hands(today, i64::MAX)?;
        let oldest = open.iter().find(|hand| hand.commission == self.commission).map(|hand| hand.given_on);
        let paid_on = oldest.or(unaccounted.paid_on).unwrap_or(on);
        let agreement = work.reader().agreement(whose.0, whose.1, paid_on)?;
        let vat_account = work.reader().vat_account()?;
        let (what, who) = ((&budget, &commission), (&payee, agreement.as_ref()));
        let draft = plan::reclaim(&work.calendar, what, who, unaccounted, vat_account, on, self.amount)?;
        let draft = Draft { note: self.note.clone(), ..draft };
        work.post(&draft, None)?;
        let asked = -Transfer::moved(&draft.transfers, |kind| kind == domain::AccountKind::Cost);
        let sentence = format!(
            "{payee} owes {} back of commission {} from {on}; what comes in: bhlp refund record {} AMOUNT",
            (asked - commission.owed()).format_pounds(),
            self.commission,
            self.commission,
        );
        let due_on =
            agreement.map(|agreement| agreement.accounts_due(paid_on)).filter(|due_on| on <= *due_on);
        let early = due_on
            .map(|due_on| format!("accounts of commission {} are due on {due_on} only", self.commission));
        work.settle(Reply { warnings: early.into_iter().collect(), ..Reply::new(sentence) }, &budget, &draft)
    }
}

/// Gives up a debt.
#[derive(Clone, Debug, Serialize)]
pub struct DebtWriteOff {
    pub commission: i64,
    /// All of it, where nothing is said.
    pub amount: Option<Amount>,
    pub reason: Text,
    pub on: Option<Day>,
}

impl UseCase for DebtWriteOff {
    const KIND: &'static str = "debt.write-off";
    const ACTION: Action = Action::Purchase;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let (budget, commission, category) = work.commission(EntryId::new(self.commission))?;
        let on = work.on(self.on);
        let what = (&budget, &commission, &category);
        let known = work.reader().debt((commission.child, commission.id), on, work.actor.id)?;
        let draft = plan::write_off(&work.calendar, what, (&work.actor, known), on, self.amount)?;
        let draft = Draft { note: Some(self.reason.clone()), ..draft };
        work.post(&draft, None)?;
        let given_up = Transfer::moved(&draft.transfers, |kind| kind == domain::AccountKind::Cost);
        let left = -commission.owed() - given_up;
        let sentence = format!(
            "wrote off {} of commission {} on {on}: it is spent; {} is still owed back",
            given_up.format_pounds(),
            self.commission,
            left.format_pounds(),
        );
        work.settle(Reply::new(sentence), &budget, &draft)
    }
}

/// Says what a payee was to account for and has not, and what they owe back.
pub(super) fn overdue(work: &UnitOfWork<'_>, payee: (ProviderId, &Code), on: Day) -> Result<Vec<String>> {
    let late = work.reader().overdue(payee, on)?.into_iter().map(|hand| {
        let (code, commission) = (&hand.payee, hand.commission);
        match hand.owed_back {
            Pence::ZERO => format!(
                "{code} has not accounted for {} of commission {commission}, due on {}: bhlp holding list --provider {code}",
                hand.late.format_pounds(),
                hand.due_on
            ),
            owed => format!("{code} owes {} of commission {commission} back", owed.format_pounds()),
        }
    });
    Ok(late.collect())
}

/// Says what is amiss where a payee is paid for a child: nothing was agreed, or no VAT comes back.
pub(super) fn amiss(
    work: &UnitOfWork<'_>,
    (child, child_ref): (ChildId, &Code),
    (provider, code): (ProviderId, &Code),
    (on, vat): (Day, Pence),
) -> Result<Option<String>> {
    let Some(payee) = work.reader().payee(provider)?.filter(|payee| payee.is_family()) else {
        return Ok(None);
    };
    Ok(match work.reader().agreement(child, provider, on)? {
        None => Some(format!(
            "nothing was agreed with {code} for {child_ref} by {on}: bhlp agreement record {child_ref} {code} {payee} \
             --basis LAW --for TEXT --on DATE"
        )),
        Some(_) => no_vat(code, vat),
    })
}

fn no_vat(family: &Code, vat: Pence) -> Option<String> {
    let sum = (vat > Pence::ZERO).then(|| vat.format_pounds())?;
    Some(format!("{family} is a family: the council gets no VAT invoice, and may recover none of {sum}"))
}

/// Says what is amiss where somebody is paid for the pilot itself: what they have not accounted for, and that
/// of what a family gets so nothing is asked.
pub(super) fn paid_for_the_pilot(
    work: &UnitOfWork<'_>,
    (provider, code): (ProviderId, &Code),
    (on, vat): (Day, Pence),
) -> Result<Vec<String>> {
    let mut doubts = overdue(work, (provider, code), on)?;
    if work.reader().payee(provider)?.is_some_and(Payee::is_family) {
        doubts.push(format!(
            "{code} is a family: what it is paid for the pilot itself is no child's, and is neither accounted for nor asked \
             back; for a child: bhlp buy CHILD CATEGORY AMOUNT --from {code}"
        ));
        doubts.extend(no_vat(code, vat));
    }
    Ok(doubts)
}

/// Says that what is bought of a payee who holds money is spent at once.
pub(super) fn spent_at_once(
    work: &UnitOfWork<'_>,
    child: ChildId,
    (provider, code): (ProviderId, &Code),
    on: Day,
) -> Result<Option<String>> {
    let agreement = work.reader().agreement(child, provider, on)?;
    Ok(agreement.filter(plan::Agreement::holds).map(|_| {
        format!(
            "{code} holds money until it is accounted for, and this is spent at once; if it was advanced: bhlp commission \
             place, then bhlp holding advance"
        )
    }))
}

/// What is in the payee's hands of a commission: nothing where nothing was agreed.
fn in_hand(work: &UnitOfWork<'_>, commission: &Commission, on: Day) -> Result<InHand> {
    let (held, lowest, committed) = (Pence::ZERO, Pence::ZERO, commission.committed());
    let nothing = InHand { commission: commission.id, held, lowest, committed };
    Ok(work.reader().in_hand(commission.id, on)?.unwrap_or(nothing))
}

/// The account of what a payee holds; who has none on the day holds nothing.
fn held_account(work: &UnitOfWork<'_>, payee: &Code, in_hand: &InHand, asked: Amount) -> Result<Account> {
    let known = work.reader().own_account(&AccountName::held_by(payee))?;
    let InHand { commission, lowest: held, .. } = *in_hand;
    let nothing = domain::Refusal::ReturnAboveAdvance { commission, held, asked: asked.pence() };
    known.filter(|_| held > Pence::ZERO).ok_or_else(|| nothing.into())
}

/// The account named, else the main bank account.
fn bank(work: &UnitOfWork<'_>, named: Option<&AccountName>) -> Result<plan::PaidFrom> {
    let main = "bank:main".parse().expect("a well-formed name");
    work.paid_from(Some(named.unwrap_or(&main)))
}
