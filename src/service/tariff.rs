//! Tariffs: a part of a commission that is paid only when a stated outcome is recorded in time.

use serde::Serialize;

use super::{Reply, Result, UnitOfWork, UseCase};
use domain::plan::{self, Held, Tariff, TariffTerms};
use domain::{Action, Amount, Day, Draft, EntryId, Pence, Refusal, Target, Text, Units};

/// What is to be held back of a commission.
#[derive(Clone, Debug, Serialize)]
pub struct HeldPart {
    pub part: Amount,
    pub weight: Units,
    pub when: Target,
    pub told_by: Option<Text>,
    pub by: Day,
}

impl HeldPart {
    /// Agrees on it for a commission of this price.
    pub(super) fn terms(
        &self,
        work: &UnitOfWork<'_>,
        price: (Amount, Pence),
        on: Day,
    ) -> Result<TariffTerms> {
        let scale = work.scale(&self.when.measure)?;
        let held = Held {
            part: self.part,
            weight: self.weight,
            target: (&self.when, &scale),
            informant: self.told_by.clone(),
            due_on: self.by,
        };
        Ok(plan::hold(&work.calendar, price, &held, on)?)
    }

    /// Says what is held back, and how that came of part and weight.
    pub(super) fn sentence(&self, terms: &TariffTerms) -> String {
        let exact = i128::from(terms.part.pence().get()) * i128::from(terms.weight.thousandths());
        let rounded = match exact % 1000 {
            0 => "",
            _ => ", to the nearest penny",
        };
        format!(
            "{} of it is paid only if {} by {} ({} x {}{rounded})",
            terms.held.pence().format_pounds(),
            self.when,
            terms.due_on,
            terms.part.pence().format_pounds(),
            terms.weight,
        )
    }
}

/// Finds the tariff of a commission, which must have one.
fn tariff(work: &UnitOfWork<'_>, commission: EntryId) -> Result<Tariff> {
    work.reader().tariff(commission)?.ok_or_else(|| Refusal::NoTariff { commission }.into())
}

/// Refuses to change a commission partly paid by result.
pub(super) fn refuse_tariff(work: &UnitOfWork<'_>, commission: EntryId) -> Result<()> {
    match work.reader().tariff(commission)? {
        Some(_) => Err(Refusal::TariffFixed { commission }.into()),
        None => Ok(()),
    }
}

/// Lets go of what was held for an outcome that did not come.
#[derive(Clone, Debug, Serialize)]
pub struct TariffLapse {
    pub commission: i64,
    pub on: Option<Day>,
    pub note: Option<Text>,
}

impl UseCase for TariffLapse {
    const KIND: &'static str = "commission.lapse";
    const ACTION: Action = Action::Purchase;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let (budget, commission, _) = work.commission(EntryId::new(self.commission))?;
        let tariff = tariff(work, commission.id)?;
        let on = work.on(self.on);
        let draft = plan::lapse(&work.calendar, &budget, &commission, &tariff, on)?;
        let freed: Pence = draft.transfers.iter().map(|transfer| transfer.amount().pence()).sum();
        let draft = Draft { note: self.note.clone(), ..draft };
        work.post(&draft, None)?;
        let reply = Reply::new(format!(
            "{} did not come by {}: {} of commission {} is available again on {on}; {} is all there is to pay",
            tariff.when,
            tariff.due_on,
            freed.format_pounds(),
            self.commission,
            tariff.base.format_pounds(),
        ));
        work.settle(reply, &budget, &draft)
    }
}
