//! Which figures have too few children behind them, or one or two who make up most.

use crate::report::{Basis, Cell, Mark, Value};
use crate::rules::Rules;
use domain::Pence;
use statistics::number::{nearest, pounds, real};

/// Why a figure is withheld for its own sake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// Too few children, or too few in the rest of the whole.
    Few,
    /// One or two children make up most of it.
    Large,
}

/// Whether a cell says something of children, so that it could be withheld. That a figure is not available
/// may say that there are no children.
pub(super) const fn is_figure(cell: &Cell) -> bool {
    !matches!(cell.value, Value::Mark(Mark::NotApplicable)) && !matches!(cell.basis, Basis::Open)
}

/// Why a cell is withheld, if it is.
pub(super) fn cell(cell: &Cell, rules: &Rules) -> Option<Why> {
    if !is_figure(cell) {
        return None;
    }
    let sum = match cell.value {
        Value::Money(sum) => Some(sum),
        Value::Pounds(mean) => match cell.basis {
            Basis::Money { children, .. } => Some(Pence::new(nearest(mean * real(children) * 100.0))),
            _ => None,
        },
        _ => None,
    };
    why(cell.basis, sum, rules).or_else(|| match (&cell.value, cell.basis) {
        (Value::Share(share), Basis::Children(children)) => part(*share, children, rules),
        _ => None,
    })
}

/// Why a mark of a chart is withheld, if it is.
pub(super) fn mark(height: f64, money: bool, basis: Basis, rules: &Rules) -> Option<Why> {
    why(basis, money.then(|| Pence::new(nearest(height * 100.0))), rules)
}

/// A share of children is withheld where those it counts, or the others, are few: nought and all too.
fn part(share: f64, children: usize, rules: &Rules) -> Option<Why> {
    let counted = nearest(share * real(children));
    let others = i64::try_from(children).unwrap_or(i64::MAX) - counted;
    (counted.min(others) < i64::from(rules.threshold)).then_some(Why::Few)
}

/// Why figures on this basis are withheld, if they are. Whether one child makes up most of a sum can be
/// said only where the sum is known.
pub(super) fn why(basis: Basis, sum: Option<Pence>, rules: &Rules) -> Option<Why> {
    match basis {
        Basis::Open => None,
        Basis::Children(children) => few(children, rules),
        Basis::Money { children, first, second } => few(children, rules)
            .or_else(|| sum.is_some_and(|sum| dominated(sum, first, second, rules)).then_some(Why::Large)),
    }
}

fn few(children: usize, rules: &Rules) -> Option<Why> {
    let threshold = usize::try_from(rules.threshold).unwrap_or(usize::MAX);
    (children < threshold).then_some(Why::Few)
}

/// Whether one child, or two, make up too much of a sum; or the second could come too near to the first
/// by taking its own part from the sum (the p% rule).
fn dominated(sum: Pence, first: Pence, second: Pence, rules: &Rules) -> bool {
    if sum <= Pence::ZERO {
        return first > Pence::ZERO;
    }
    let rest = pounds(sum - first - second);
    pounds(first) > rules.one_child * pounds(sum)
        || pounds(first + second) > rules.two_children * pounds(sum)
        || rest < rules.near * pounds(first)
}
