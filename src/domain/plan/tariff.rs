//! Orders of which a part is paid only when a stated outcome is recorded in time.

use super::commission::{after_placing, decided, release, still_open};
use super::first::{Calendar, after_opening, of_child};
use crate::{
    Amount, Budget, Commission, Day, Draft, EntryId, EntryKind, MeasureId, Pence, Refusal, Scale, Score,
    Target, Text, Units, rows,
};

/// What is agreed of the part that depends on an outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TariffTerms {
    /// What is paid in any case, gross.
    pub base: Pence,
    /// The part that depends on the outcome, before its weight.
    pub part: Amount,
    /// The weight for difficulty.
    pub weight: Units,
    /// The part times its weight, gross: what is held back.
    pub held: Amount,
    /// What of it the budget bears: net of recoverable VAT.
    pub held_net: Amount,
    /// The measure of the outcome.
    pub measure: MeasureId,
    /// Which goal or part; empty where the measure has none.
    pub item: String,
    /// Who has to tell it; `None` for anybody.
    pub informant: Option<Text>,
    /// The score to be reached.
    pub target: Score,
    /// The last day on which it counts.
    pub due_on: Day,
}

impl TariffTerms {
    /// Returns them as they are recorded.
    pub fn row(&self) -> rows::Tariff<'_> {
        rows::Tariff {
            base_pence: self.base,
            part_pence: self.part,
            weight_thousandths: self.weight,
            held_pence: self.held,
            held_net_pence: self.held_net,
            measure_id: self.measure,
            item: &self.item,
            informant: self.informant.as_ref(),
            target_thousandths: self.target,
            due_on: self.due_on,
        }
    }
}

/// What somebody asks to be held back.
#[derive(Clone, Debug)]
pub struct Held<'a> {
    /// The part, before its weight.
    pub part: Amount,
    pub weight: Units,
    /// The outcome, and the scale of its measure.
    pub target: (&'a Target, &'a Scale),
    pub informant: Option<Text>,
    /// The last day on which it counts.
    pub due_on: Day,
}

/// A tariff as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tariff {
    /// What is paid in any case, gross.
    pub base: Pence,
    /// All that can be paid: the base and the held part, gross.
    pub price: Pence,
    /// What of the held part the budget bears.
    pub held_net: Pence,
    /// The outcome in words.
    pub when: String,
    /// The last day on which it counts.
    pub due_on: Day,
    /// The first day on which it was reached.
    pub earned_on: Option<Day>,
    /// The entry that let go of the held part.
    pub lapsed_by: Option<EntryId>,
}

/// Agrees on what is held back of a commission.
///
/// # Errors
/// A score the measure does not have; a day before the order or after the pilot; more than the order.
pub fn hold(
    calendar: &Calendar,
    (amount, vat): (Amount, Pence),
    held: &Held<'_>,
    placed_on: Day,
) -> Result<TariffTerms, Refusal> {
    let (target, scale) = held.target;
    target.checked(scale)?;
    let due_on = held.due_on;
    if due_on < placed_on {
        let (what, before) = ("the day by which the outcome counts", "the commission");
        return Err(Refusal::DaysOutOfOrder { what, on: due_on, before, before_on: placed_on });
    }
    calendar.within(due_on)?;
    let weighted = weigh(held.part, held.weight).filter(|whole| *whole <= amount);
    let Some(whole) = weighted else {
        let (part, weight) = (held.part, held.weight.to_string());
        return Err(Refusal::TariffAboveCommission { part, weight, amount });
    };
    // Its share of the recoverable VAT, half a penny up; something is always borne by the budget.
    let share = half_up(i128::from(vat.get()) * i128::from(whole.pence().get()), amount.pence().get());
    let held_net = (whole.pence() - share).amount().ok_or(Refusal::VatNotBelowAmount { vat, amount })?;
    Ok(TariffTerms {
        base: amount.pence() - whole.pence(),
        part: held.part,
        weight: held.weight,
        held: whole,
        held_net,
        measure: scale.id,
        item: target.item.as_ref().map(ToString::to_string).unwrap_or_default(),
        informant: held.informant.clone(),
        target: target.score,
        due_on,
    })
}

/// Multiplies by a weight, to the penny, half a penny up.
fn weigh(part: Amount, weight: Units) -> Option<Amount> {
    let product = i128::from(part.pence().get()) * i128::from(weight.thousandths());
    half_up(product, 1000).amount()
}

fn half_up(product: i128, by: i64) -> Pence {
    let by = i128::from(by);
    let whole = (2 * product + by) / (2 * by);
    // Beyond any pilot: more than any order, which is what it is held against.
    Pence::new(i64::try_from(whole).unwrap_or(i64::MAX))
}

impl Tariff {
    /// Tells whether the held part may be paid.
    const fn is_payable(&self) -> bool {
        self.earned_on.is_some() && self.lapsed_by.is_none()
    }

    /// Refuses an invoice of what is not earned or beyond the price, and one that ends the order before
    /// that is known.
    ///
    /// # Errors
    /// `TARIFF_ABOVE_PRICE`, `TARIFF_NOT_EARNED`, `TARIFF_UNDECIDED`.
    pub fn admits(&self, commission: &Commission, amount: Amount, last: bool) -> Result<(), Refusal> {
        let (id, when, due_on) = (commission.id, self.when.clone(), self.due_on);
        let would_be = commission.invoiced + amount.pence();
        if self.is_payable() && would_be > self.price {
            return Err(Refusal::TariffAbovePrice { commission: id, price: self.price, would_be });
        }
        if self.is_payable() {
            return Ok(());
        }
        if would_be > self.base {
            let (base, lapsed_by) = (self.base, self.lapsed_by);
            return Err(Refusal::TariffNotEarned { commission: id, base, would_be, when, due_on, lapsed_by });
        }
        if last && self.lapsed_by.is_none() {
            return Err(Refusal::TariffUndecided { commission: id, when, due_on });
        }
        Ok(())
    }
}

/// Plans letting go of what was held for an outcome that did not come.
///
/// # Errors
/// The day; a closed commission, or one that waits; an outcome that was reached; the day it is due.
pub fn lapse(
    calendar: &Calendar,
    budget: &Budget,
    commission: &Commission,
    tariff: &Tariff,
    on: Day,
) -> Result<Draft, Refusal> {
    calendar.admits(on)?;
    after_opening(budget, on)?;
    still_open(commission)?;
    decided(commission)?;
    after_placing(commission, "the lapse", on)?;
    let (id, when, due_on) = (commission.id, tariff.when.clone(), tariff.due_on);
    if let Some(by) = tariff.lapsed_by {
        return Err(Refusal::TariffLapsed { commission: id, by });
    }
    if let Some(earned_on) = tariff.earned_on {
        return Err(Refusal::TariffEarned { commission: id, when, earned_on });
    }
    if on <= due_on {
        return Err(Refusal::TariffNotDue { commission: id, due_on });
    }
    let transfers = release(budget, commission, tariff.held_net.min(commission.committed()));
    if transfers.is_empty() {
        return Err(Refusal::NothingToAmend { commission: id, committed: commission.committed() });
    }
    let draft = Draft::new(EntryKind::CommissionLapse, on, transfers);
    Ok(of_child(budget, Draft { commission: Some(id), ..draft }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_is_to_the_penny_half_up() {
        let weighed = |part: &str, weight: &str| {
            weigh(part.parse().unwrap(), weight.parse().unwrap()).unwrap().to_string()
        };
        assert_eq!(weighed("80.00", "1.25"), "100.00");
        assert_eq!(weighed("0.01", "0.5"), "0.01");
        assert_eq!(weighed("33.33", "1.5"), "50.00"); // 49.995
        assert_eq!(weighed("33.33", "1.499"), "49.96"); // 49.96167
        assert!(weigh("0.01".parse().unwrap(), "0.499".parse().unwrap()).is_none());
    }
}
