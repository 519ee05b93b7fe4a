//! Figures as they are shown: rounded, each on its own.

use crate::domain::Pence;
use crate::evaluate::number::{decimals, figures};
use crate::evaluate::report::Value;
use crate::evaluate::settings::Disclosure;

use super::shown::{Mark, ShownCell};

/// Estimates of money and heights in charts are told to so many leading figures.
const FIGURES: i32 = 3;
/// No figure needs more decimals.
const MOST_DECIMALS: u8 = 4;

/// A figure as it is shown.
pub(super) fn cell(value: &Value, open: bool, rules: &Disclosure) -> ShownCell {
    match value.clone().finite() {
        Value::Text(text) => ShownCell::Text(text),
        Value::Count(number) if open => ShownCell::Count(number),
        Value::Money(sum) if open => ShownCell::Money(sum),
        Value::Count(number) => ShownCell::Count(count(number, rules)),
        Value::Money(sum) => ShownCell::Money(money(sum, rules)),
        Value::Pounds(number) => ShownCell::Pounds(estimate(number)),
        Value::Number(number, places) => {
            let places = places.min(MOST_DECIMALS);
            ShownCell::Number(decimals(number, places), places)
        }
        Value::Share(share) => ShownCell::Percent(decimals(share * 100.0, 0)),
        Value::Interval(low, high, places) => {
            let places = places.min(MOST_DECIMALS);
            ShownCell::Interval(decimals(low, places), decimals(high, places), places)
        }
        Value::PoundsInterval(low, high) => ShownCell::PoundsInterval(estimate(low), estimate(high)),
        Value::NotApplicable => ShownCell::Mark(Mark::NotApplicable),
        Value::NotAvailable => ShownCell::Mark(Mark::NotAvailable),
    }
}

/// A count to the nearest so many; halves upwards.
pub(super) fn count(number: usize, rules: &Disclosure) -> usize {
    let step = usize::try_from(rules.round_counts).unwrap_or(1).max(1);
    (number + step / 2) / step * step
}

/// A sum to the nearest so much; halves away from nothing.
pub(super) fn money(sum: Pence, rules: &Disclosure) -> Pence {
    let step = rules.round_money.get().max(1);
    let size = (sum.get().abs() + step / 2) / step * step;
    Pence::new(size * sum.get().signum())
}

/// An estimate, to three leading figures and no parts of a penny.
pub(super) fn estimate(number: f64) -> f64 {
    decimals(figures(number, FIGURES), 2)
}

/// A height in a chart that is no count and no money.
pub(super) fn height(number: f64) -> f64 {
    figures(number, FIGURES)
}

/// A figure inside a sentence.
pub(super) fn spoken(cell: &ShownCell) -> String {
    crate::evaluate::say::cell(cell)
}
