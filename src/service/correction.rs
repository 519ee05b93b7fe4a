//! Putting right what was recorded beside the money: a score, minutes, a delivery, a need, a compact, a
//! receipt, a place in a family, an agreement with a payee. What it was stays and can be shown; what stands
//! is what was said last.

use serde::Serialize;

use super::{Error, Reply, Result, UnitOfWork, UseCase};
use domain::correction::RecordedFact;
use domain::{Action, FactKind, Refusal, Text};

impl UnitOfWork<'_> {
    /// Finds a fact that stands.
    ///
    /// # Errors
    /// A number that no fact of the kind has; `FACT_WITHDRAWN`.
    pub(super) fn standing(&self, kind: FactKind, number: i64) -> Result<RecordedFact> {
        let found = self.reader().recorded_fact(kind, number, self.recorded_on())?;
        let fact = self.found(found, kind.as_str(), number)?;
        fact.stands()?;
        Ok(fact)
    }

    /// Finds a fact that stands and that whoever asks may correct.
    ///
    /// # Errors
    /// As [`Self::standing`]; `FACT_OF_ANOTHER`.
    pub(super) fn correctable(&self, kind: FactKind, number: i64) -> Result<RecordedFact> {
        let fact = self.standing(kind, number)?;
        fact.is_for(&self.actor)?;
        Ok(fact)
    }

    /// Says what was signed or sent with a fact as it was.
    pub(super) fn told_before(&self, fact: &RecordedFact) -> Result<Vec<String>> {
        let mut warnings = Vec::new();
        if let Some(on) = fact.on.filter(|on| self.calendar.is_closed(*on)) {
            warnings.push(format!(
                "{} is closed: what was signed and handed over of it stays as it was",
                on.month()
            ));
        }
        use FactKind::{Agreement, Compact, Consent, Happening, Member, Receipt, Review};
        if !matches!(fact.kind, Agreement | Compact | Consent | Happening | Member | Review | Receipt)
            && let Some((event, recipient)) = self.reader().extract_with(fact.stands)?
        {
            warnings.push(format!(
                "the extract of event {event} for {recipient} has what it was; the next one says that it differs"
            ));
        }
        Ok(warnings)
    }
}

macro_rules! withdrawals {
    ($($(#[$doc:meta])* $name:ident ($event:literal, $action:ident, [$($kind:ident),+])),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Serialize)]
        pub struct $name {
            pub number: i64,
            pub reason: Text,
        }

        impl UseCase for $name {
            const KIND: &'static str = $event;
            const ACTION: Action = Action::$action;

            fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
                let fact = of_any_kind(work, &[$(FactKind::$kind),+], self.number)?;
                withdraw(work, &fact, &self.reason)
            }
        }
    )+};
}

withdrawals! {
    /// Withdraws a score.
    OutcomeWithdraw ("outcome.withdraw", Observe, [Score]),
    /// Withdraws minutes.
    TimeWithdraw ("time.withdraw", Observe, [Time]),
    /// Withdraws a delivery.
    DeliveryWithdraw ("delivery.withdraw", Purchase, [Delivery]),
    /// Withdraws a need, or what became of one.
    NeedWithdraw ("need.withdraw", Plan, [Need, Mark]),
    /// Withdraws a compact, or a review of one.
    CompactWithdraw ("compact.withdraw", Plan, [Compact, Review]),
    /// Withdraws what happened to a child.
    HappeningWithdraw ("happening.withdraw", Observe, [Happening]),
    /// Withdraws a child's place in a family.
    FamilyWithdraw ("family.withdraw", Registers, [Member]),
    /// Withdraws what was recorded as said of a child's data.
    ConsentWithdraw ("consent.withdraw", Plan, [Consent]),
    /// Withdraws an agreement with a payee that was recorded wrongly.
    AgreementWithdraw ("agreement.withdraw", Money, [Agreement]),
    /// Withdraws a receipt, or the reason why there is none.
    ReceiptWithdraw ("receipt.withdraw", Purchase, [Receipt]),
}

/// Finds what a number is of, of several kinds; where it is of none, the first is told.
fn of_any_kind(work: &UnitOfWork<'_>, kinds: &[FactKind], number: i64) -> Result<RecordedFact> {
    let mut unknown = None;
    for kind in kinds {
        match work.correctable(*kind, number) {
            Err(Error::Refused(refusal @ Refusal::Unknown { .. })) => _ = unknown.get_or_insert(refusal),
            found => return found,
        }
    }
    Err(unknown.expect("a command withdraws some kind of fact").into())
}

/// Withdraws a fact: nothing of it stands any more.
fn withdraw(work: &mut UnitOfWork<'_>, fact: &RecordedFact, reason: &Text) -> Result<Reply> {
    let RecordedFact { kind, number, child_ref, .. } = fact;
    if *kind == FactKind::Need
        && let Some(commission) = work.reader().commission_under(*number)?
    {
        return Err(Refusal::NeedInUse { need: *number, commission }.into());
    }
    if *kind == FactKind::Agreement
        && let Some((payee, commission)) = work.reader().handed_by_it_alone(*number)?
    {
        let child = child_ref.clone();
        return Err(Refusal::AgreementInUse { agreement: *number, child, payee, commission }.into());
    }
    if *kind == FactKind::Consent
        && let Some(said) = work.reader().said_of_data(fact.child, work.recorded_on())?
    {
        said.admits_withdrawal(*number, &work.actor)?;
    }
    let mut warnings = work.told_before(fact)?;
    let was = work.reader().said(fact)?;
    work.tx.withdraw(fact, reason)?;
    if *kind == FactKind::Score {
        warnings.extend(work.tariffs_unearned_by(fact)?);
    }
    Ok(Reply { warnings, ..Reply::new(format!("withdrew {kind} {number} of {child_ref}: it was {was}")) })
}
