//! Money in other hands: handed out and accounted for, asked back, written off.

use chrono::Months;

use super::commission::{after_placing, decided, still_open};
use super::first::{Calendar, after_opening, of_child};
use super::in_kind::PaidFrom;
use super::invoice::take_back;
use super::rules::Authority;
use super::vat::{drawn_or_fed, vat_share};
use crate::{
    Account, AccountKind, Amount, Basis, Budget, Code, Commission, Day, Draft, EntryId, EntryKind, Month,
    Payee, Pence, Practitioner, Refusal, Role, Transfer,
};

/// What holds between a payee and a child on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    pub payee: Payee,
    /// The law under which a family is paid.
    pub basis: Option<Basis>,
    /// How many months after a payment accounts are due.
    pub accounts_months: u32,
    /// What may be kept unaccounted for.
    pub allowed: Pence,
    /// Whether repayment was made a condition.
    pub repayable: bool,
    pub on_benefit: Option<bool>,
    /// Whether the money is on a prepaid card.
    pub card: bool,
}

impl Agreement {
    /// Tells whether what is handed out stays the council's until it is spent.
    pub const fn holds(&self) -> bool {
        self.basis.is_none() || self.card
    }

    /// The day by which what was paid on a day is accounted for: the month's last where it has no such day.
    pub fn accounts_due(&self, paid_on: Day) -> Day {
        Day::new(paid_on.date() + Months::new(self.accounts_months))
    }

    /// Refuses to ask back what the law does not let be asked back.
    fn may_be_asked_back(&self, commission: EntryId) -> Result<(), Refusal> {
        let why = match self {
            Self { basis: Some(Basis::DirectPayment), .. } => return Ok(()),
            Self { repayable: false, .. } => "repayment was not made a condition of it (section 17(7))",
            Self { on_benefit: Some(true), .. } => "the family is on a means-tested benefit (section 17(9))",
            _ => return Ok(()),
        };
        Err(Refusal::RepaymentForbidden { commission, why })
    }
}

/// A direct payment goes to the parent of a disabled child, to a disabled parent, or to a disabled child of
/// 16 or 17.
///
/// # Errors
/// `DISABILITY_NOT_RECORDED`, `NOT_SIXTEEN_OR_SEVENTEEN`.
pub fn direct_payment(
    child: &Code,
    (payee, recorded_elsewhere): (Payee, bool),
    (need, born): (&Code, Month),
    on: Day,
) -> Result<(), Refusal> {
    let disabled = need.as_str() == "N2" || need.as_str() == "N3" && payee == Payee::Parent;
    if !recorded_elsewhere && !disabled {
        return Err(Refusal::DisabilityNotRecorded { child: child.clone() });
    }
    // The month of birth is known, not the day: of its two ends the one that lets the payment be.
    let after = |months| Day::new(born.first().date() + Months::new(months));
    if payee == Payee::YoungPerson && (on < after(16 * 12) || after(18 * 12 + 1) <= on) {
        return Err(Refusal::Not16Or17 { child: child.clone(), on });
    }
    Ok(())
}

/// What is in a payee's hands of a commission, and what is promised on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InHand {
    pub commission: EntryId,
    pub held: Pence,
    /// The least that is held from a day on.
    pub lowest: Pence,
    pub committed: Pence,
}

impl InHand {
    /// Refuses transfers after which more came back than was held, or more is held than is promised.
    ///
    /// # Errors
    /// `RETURN_ABOVE_ADVANCE`, `HELD_ABOVE_COMMITTED`.
    pub fn covers(&self, transfers: &[Transfer]) -> Result<(), Refusal> {
        let commission = self.commission;
        let moved = Transfer::moved(transfers, |kind| kind == AccountKind::Held);
        if moved < Pence::ZERO && self.lowest + moved < Pence::ZERO {
            return Err(Refusal::ReturnAboveAdvance { commission, held: self.lowest, asked: -moved });
        }
        let held = self.held + moved;
        let committed = self.committed + Transfer::moved(transfers, |kind| kind == AccountKind::Committed);
        if held > committed {
            let more = moved > Pence::ZERO;
            return Err(Refusal::HeldAboveCommitted { commission, committed, held, more });
        }
        Ok(())
    }
}

/// Plans handing out money for what was commissioned of a payee. It stays promised.
///
/// # Errors
/// The day; a closed commission, or one that waits; nothing that was agreed; a payee who is blocked; an
/// account that pays no cash.
pub fn hand_out(
    calendar: &Calendar,
    (commission, authority): (&Commission, &Authority),
    (child, payee, agreement): (&Code, &Code, Option<&Agreement>),
    on: Day,
    amount: Amount,
    (from, held): (&PaidFrom, Account),
) -> Result<Draft, Refusal> {
    calendar.admits(on)?;
    still_open(commission)?;
    decided(commission)?;
    after_placing(commission, "the advance", on)?;
    if !agreement.is_some_and(Agreement::holds) {
        let (payee, child) = (payee.clone(), child.clone());
        return Err(Refusal::AgreementMissing { payee, child, on, holds: true });
    }
    authority.may_supply(payee)?;
    Ok(moved(commission, on, Transfer::new(held, from.of_the_pilot()?, amount)))
}

/// Plans money that comes back unspent: all that is held where nothing is said.
///
/// # Errors
/// The day; nothing that is held; an account that holds no cash.
pub fn hand_back(
    calendar: &Calendar,
    commission: &Commission,
    in_hand: InHand,
    on: Day,
    amount: Option<Amount>,
    (into, held): (&PaidFrom, Account),
) -> Result<Draft, Refusal> {
    calendar.admits(on)?;
    after_placing(commission, "the return", on)?;
    let nothing =
        Refusal::ReturnAboveAdvance { commission: commission.id, held: in_hand.held, asked: in_hand.held };
    let amount = amount.or(in_hand.lowest.amount()).ok_or(nothing)?;
    Ok(moved(commission, on, Transfer::new(into.of_the_pilot()?, held, amount)))
}

fn moved(commission: &Commission, on: Day, transfer: Transfer) -> Draft {
    let draft = Draft::new(EntryKind::AccountMove, on, vec![transfer]);
    Draft { child: Some(commission.child), commission: Some(commission.id), ..draft }
}

/// What a payee was paid at once and has not accounted for or paid back: of one payment, and of all for
/// a child.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unaccounted {
    /// The day of the payment; of several the first.
    pub paid_on: Option<Day>,
    /// What was paid, and neither asked back nor given back.
    pub paid: Pence,
    /// What of that receipts account for.
    pub accounted: Pence,
    pub in_all: Pence,
}

impl Unaccounted {
    /// Refuses receipts for more than was paid, once so much more is accounted for, or less paid.
    ///
    /// # Errors
    /// `ACCOUNTED_ABOVE_PAID`.
    pub fn covers(self, commission: EntryId, accounted: Pence, less: Pence) -> Result<Self, Refusal> {
        let after = Self { paid: self.paid - less, accounted: self.accounted + accounted, ..self };
        let Self { paid, accounted, .. } = after;
        if accounted > paid {
            return Err(Refusal::AccountedAbovePaid { commission, paid, accounted });
        }
        Ok(after)
    }
}

/// Plans asking back what a payee has not accounted for: they owe it, and the budget has it again.
///
/// # Errors
/// The day; nothing that was agreed; what is not to be asked back; more than is not accounted for, or than is
/// beyond what may be kept.
pub fn reclaim(
    calendar: &Calendar,
    (budget, commission): (&Budget, &Commission),
    (payee, agreement): (&Code, Option<&Agreement>),
    unaccounted: Unaccounted,
    vat_account: Account,
    on: Day,
    amount: Option<Amount>,
) -> Result<Draft, Refusal> {
    calendar.admits(on)?;
    after_opening(budget, on)?;
    after_placing(commission, "the debt", on)?;
    let Some(agreement) = agreement.filter(|agreement| agreement.basis.is_some()) else {
        let (payee, child) = (payee.clone(), budget.child.child_ref.clone());
        let on = unaccounted.paid_on.unwrap_or(on);
        return Err(Refusal::AgreementMissing { payee, child, on, holds: false });
    };
    agreement.may_be_asked_back(commission.id)?;
    let beyond = (unaccounted.in_all - agreement.allowed).max(Pence::ZERO);
    let of_it = unaccounted.paid - unaccounted.accounted;
    let asked = amount.map_or(of_it.min(beyond), Amount::pence);
    if asked > of_it || of_it <= Pence::ZERO {
        let (commission, unaccounted) = (commission.id, of_it);
        return Err(Refusal::DebtAboveUnaccounted { commission, unaccounted, asked });
    }
    let Some(amount) = asked.amount().filter(|_| asked <= beyond) else {
        let (payee, allowed) = (payee.clone(), agreement.allowed);
        return Err(Refusal::DebtWithinContingency { payee, allowed, beyond, asked });
    };
    // As much VAT goes back with it as was recovered of the whole.
    let recovered = commission.recovered();
    let vat = if recovered.0 > Pence::ZERO { vat_share(amount.pence(), recovered) } else { Pence::ZERO };
    let (price, all) = (("the debt", amount, Some(vat)), commission.spent());
    let transfers = take_back((budget, commission), vat_account, commission.creditor, price, all)?;
    let draft = Draft::new(EntryKind::DebtRecord, on, transfers);
    Ok(of_child(budget, Draft { commission: Some(commission.id), ..draft }))
}

/// What a family was asked for of a payment by a day, and what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Debt {
    /// The day it was first asked for.
    pub since: Option<Day>,
    /// What was asked for by the day.
    pub asked: Pence,
    pub written_off: Pence,
    /// Whether who would write it off recorded the payment.
    pub paid_by_them: bool,
}

/// Plans giving up a debt: it is spent again, out of what the child has and else out of the pools.
///
/// # Errors
/// The day; who may not, all that is written off of the debt together; more than is owed back; funds that
/// have not so much.
pub fn write_off(
    calendar: &Calendar,
    (budget, commission, category): (&Budget, &Commission, &Code),
    (who, known): (&Practitioner, Debt),
    on: Day,
    amount: Option<Amount>,
) -> Result<Draft, Refusal> {
    calendar.admits(on)?;
    after_placing(commission, "the write-off", on)?;
    if let Some(before_on) = known.since.filter(|since| on < *since) {
        return Err(Refusal::DaysOutOfOrder { what: "the write-off", on, before: "the debt", before_on });
    }
    let debt = (known.asked - known.written_off).min(-commission.owed()).max(Pence::ZERO);
    let asked = amount.map_or(debt, Amount::pence);
    let refused = |why: String| Err(Refusal::WriteOffWithoutAuthority { user: who.code.clone(), asked, why });
    if matches!(who.role, Role::LeadProfessional | Role::Evaluator) {
        return refused(format!("they are {}", who.role.title()));
    }
    if who.id == commission.practitioner || known.paid_by_them {
        return refused("they made the payment".into());
    }
    if let Some(limit) = who.sign_off_limit.filter(|limit| *limit < known.written_off + asked) {
        let before = match known.written_off {
            Pence::ZERO => String::new(),
            before => format!(", and {} of it is written off", before.format_pounds()),
        };
        return refused(format!("they may sign for {}{before}", limit.format_pounds()));
    }
    let Some(amount) = asked.amount().filter(|_| asked <= debt) else {
        return Err(Refusal::WriteOffAboveDebt { commission: commission.id, debt, asked });
    };
    let drawn = drawn_or_fed(budget, (commission, category), amount);
    let mut transfers = drawn.map_err(|refusal| match refusal {
        Refusal::VatChargeUnfunded { child, fund, asked, there, .. } => {
            Refusal::WriteOffUnfunded { child, fund, asked: asked.pence(), there }
        }
        other => other,
    })?;
    transfers.push(Transfer::new(commission.cost, commission.creditor, amount));
    let draft = Draft::new(EntryKind::DebtWriteOff, on, transfers);
    Ok(of_child(budget, Draft { commission: Some(commission.id), ..draft }))
}
