//! Figures as they are shown: rounded, each on its own.

use crate::report::{Basis, Cell, Value};
use crate::rules::Rules;
use domain::Pence;
use statistics::number::{decimals, figures, real};

/// Estimates of money and heights in charts are told to so many leading figures.
const FIGURES: i32 = 3;
/// No figure needs more decimals.
const MOST_DECIMALS: u8 = 4;

/// A figure as it is shown. Estimates are told no finer than their children allow: so that nobody works out
/// from a sum and a mean, or from a mean of whole numbers, how many children there are exactly.
pub(super) fn value(cell: &Cell, rules: &Rules) -> Value {
    let open = matches!(cell.basis, Basis::Open);
    let children = children(cell.basis);
    let places = |places: u8| children.map_or(MOST_DECIMALS, fine).min(places).min(MOST_DECIMALS);
    match cell.value.clone().finite() {
        Value::Count(number) if !open => Value::Count(count(number, rules)),
        Value::Money(sum) if !open => Value::Money(money(sum, rules)),
        Value::Pounds(number) => Value::Pounds(to_step(number, step(number, children, rules))),
        Value::Number(number, wanted) => {
            let places = places(wanted);
            Value::Number(decimals(number, places), places)
        }
        Value::Share(share) => Value::Share(decimals(share * 100.0, 0) / 100.0),
        Value::Interval(low, high, wanted) => {
            let places = places(wanted);
            Value::Interval(decimals(low, places), decimals(high, places), places)
        }
        Value::PoundsInterval(low, high) => {
            let step = step(low.abs().max(high.abs()), children, rules);
            Value::PoundsInterval(to_step(low, step), to_step(high, step))
        }
        told @ (Value::Text(_) | Value::Count(_) | Value::Money(_) | Value::Mark(_)) => told,
    }
}

fn children(basis: Basis) -> Option<usize> {
    (!matches!(basis, Basis::Open)).then(|| basis.children())
}

/// How many decimals a mean of whole numbers has room for: of ten children one, of a hundred two. With
/// more, only few numbers of children could have that mean.
fn fine(children: usize) -> u8 {
    u8::try_from(children.max(1).ilog10()).unwrap_or(MOST_DECIMALS)
}

/// The step of estimated money: a mean says no more exactly how many children a sum was divided by than
/// their own count does.
fn step(number: f64, children: Option<usize>, rules: &Rules) -> f64 {
    let Some(children) = children.filter(|children| *children > 0) else { return 0.0 };
    let wanted = number.abs() * f64::from(rules.round_counts) / real(children);
    if !(wanted.is_finite() && wanted > 0.01) {
        return 0.0;
    }
    let power = 10_f64.powf(wanted.log10().floor());
    [1.0, 2.0, 5.0, 10.0].map(|times| times * power).into_iter().find(|step| *step >= wanted).unwrap_or(0.0)
}

/// An estimate to a step, and to three leading figures and no parts of a penny.
fn to_step(number: f64, step: f64) -> f64 {
    if step > 0.0 { decimals((number / step).round() * step, 2) } else { estimate(number) }
}

/// A count to the nearest so many; halves upwards.
pub(super) fn count(number: usize, rules: &Rules) -> usize {
    let step = usize::try_from(rules.round_counts).unwrap_or(1).max(1);
    (number + step / 2) / step * step
}

/// A sum to the nearest so much; halves away from nothing.
pub(super) fn money(sum: Pence, rules: &Rules) -> Pence {
    let step = rules.round_money.get().max(1);
    let size = (sum.get().abs() + step / 2) / step * step;
    Pence::new(size * sum.get().signum())
}

/// An estimate, to three leading figures and no parts of a penny.
pub(super) fn estimate(number: f64) -> f64 {
    decimals(figures(number, FIGURES), 2)
}

/// A height in a chart that is no count and no money, to the leading figures that its children allow.
pub(super) fn height(number: f64, basis: Basis) -> f64 {
    let allowed = children(basis).map_or(FIGURES, |children| i32::from(fine(children)) + 1);
    figures(number, allowed.clamp(1, FIGURES))
}
