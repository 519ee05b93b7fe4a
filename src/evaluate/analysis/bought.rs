//! Purchases added up by child first: who stands behind a sum, and how much of it is the largest one's,
//! is known only then.

use std::collections::BTreeMap;

use super::super::data::{Data, Place, Purchase};
use disclosure::Rules;
use disclosure::report::{Basis, Cell, Mark, Value};
use domain::{Arm, Pence};
use statistics::describe;
use statistics::number::{pounds, real};

/// What was bought in one group of purchases: each child once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bought {
    pub purchases: usize,
    /// What was spent on each child.
    pub parts: Vec<Pence>,
}

impl Bought {
    pub const fn children(&self) -> usize {
        self.parts.len()
    }

    /// The purchases, told of these children.
    pub fn count(&self) -> Cell {
        Cell::of(self.children(), Value::Count(self.purchases))
    }

    pub fn spent(&self) -> Cell {
        Cell::money(self.parts.iter().copied())
    }
}

/// Adds purchases up by whatever they are told apart by; `None` is left out.
pub fn by<K: Ord + Copy>(data: &Data, key: impl Fn(&Purchase) -> Option<K>) -> BTreeMap<K, Bought> {
    let mut all: BTreeMap<K, Bought> = BTreeMap::new();
    let mut of_child: Vec<(K, Pence)> = Vec::new();
    for of_one in data.purchases.chunk_by(|one, next| one.child == next.child) {
        of_child.clear();
        of_child.extend(of_one.iter().filter_map(|purchase| Some((key(purchase)?, purchase.spent))));
        of_child.sort_unstable_by_key(|(key, _)| *key);
        for same in of_child.chunk_by(|one, next| one.0 == next.0) {
            let bought = all.entry(same[0].0).or_default();
            bought.purchases += same.len();
            bought.parts.push(same.iter().map(|(_, spent)| *spent).sum());
        }
    }
    all
}

/// Every purchase together.
pub fn all(data: &Data) -> Bought {
    by(data, |_| Some(())).remove(&()).unwrap_or_default()
}

/// How many children something was bought for.
pub fn children(data: &Data) -> usize {
    data.purchases.chunk_by(|one, next| one.child == next.child).count()
}

/// The children with a budget, by place.
pub fn with_budget(data: &Data) -> Vec<Place> {
    (0..)
        .zip(&data.children)
        .filter(|(_, child)| child.arm == Arm::Budget && child.budget.is_some())
        .map(|(at, _)| at)
        .collect()
}

/// What was spent on each of these children, nothing included.
pub fn spent(data: &Data, children: &[Place]) -> Vec<Pence> {
    money_of(data, children, |budget| budget.spent)
}

/// A sum of each of these children's budgets.
pub(super) fn money_of(
    data: &Data,
    children: &[Place],
    what: impl Fn(&super::super::data::Budget) -> Pence,
) -> Vec<Pence> {
    let budget = |at: &Place| data.children.get(usize::try_from(*at).ok()?)?.budget.as_ref();
    children.iter().map(|at| budget(at).map_or(Pence::ZERO, &what)).collect()
}

/// The mean of children's sums.
pub fn mean(parts: &[Pence]) -> Cell {
    let whole = Cell::money(parts.iter().copied());
    let sum: Pence = parts.iter().copied().sum();
    let value = if parts.is_empty() {
        Value::Mark(Mark::NotAvailable)
    } else {
        Value::Pounds(pounds(sum) / real(parts.len()))
    };
    Cell { value, basis: whole.basis }
}

/// Sums of money in pounds.
pub fn in_pounds(parts: &[Pence]) -> Vec<f64> {
    parts.iter().copied().map(pounds).collect()
}

/// A figure in pounds that is made from those of so many children, where there is one.
pub(super) fn pounds_of<E>(children: usize, figure: Result<f64, E>) -> Cell {
    Cell::of(children, figure.map_or(Value::Mark(Mark::NotAvailable), Value::Pounds))
}

/// The median of children's sums.
pub fn median(parts: &[Pence]) -> Cell {
    pounds_of(parts.len(), describe::median(&in_pounds(parts)))
}

/// Per cent of purchases: a share of things, told of these children. Where a table does not tell the part
/// itself, they are those of the part or of the rest, whichever are [fewer](fewer): the share of one or two
/// children is theirs.
pub(crate) fn per_cent(part: usize, of: usize, children: usize) -> Cell {
    let value = if of == 0 {
        Value::Mark(Mark::NotAvailable)
    } else {
        Value::Number(100.0 * real(part) / real(of), 0)
    };
    Cell::of(children, value)
}

/// The children with a part of the purchases or those with the rest of them, whichever are fewer: of each
/// child, how many purchases are of the part, of how many.
pub(crate) fn fewer(of_children: impl IntoIterator<Item = (usize, usize)>) -> usize {
    let (mut with, mut without) = (0, 0);
    for (part, of) in of_children {
        with += usize::from(part > 0);
        without += usize::from(part < of);
    }
    with.min(without)
}

/// The cells of a total, in which the share of itself that it is says nothing.
pub(crate) fn without_own_shares(mut cells: Vec<Cell>, shares: &[usize]) -> Vec<Cell> {
    for at in shares {
        cells[*at] = Cell::open(Value::Mark(Mark::NotApplicable));
    }
    cells
}

/// Whether a sum of these parts could be shown by itself: enough children, and none who makes up most.
pub(crate) fn carries(parts: &[Pence], rules: &Rules) -> bool {
    let Basis::Money { children, first, second } = Cell::money(parts.iter().copied()).basis else {
        return false;
    };
    let sum = pounds(parts.iter().copied().sum());
    let (first, both) = (pounds(first), pounds(first + second));
    children >= usize::try_from(rules.threshold).unwrap_or(usize::MAX)
        && first <= rules.one_child * sum
        && both <= rules.two_children * sum
        && sum - both >= rules.near * first
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn each_child_is_one_part_of_a_sum() {
        let data = sample::pilot();
        let by_category = by(&data, |purchase| Some(purchase.category));
        // Of 48 children 12 each bought 0, 1, 2 and 3 times; the first and third time in category 0.
        assert_eq!(by_category[&0].purchases, 12 + 12 + 24);
        assert_eq!(by_category[&0].children(), 36);
        assert_eq!(by_category[&1].purchases, 24);
        assert_eq!(by_category[&1].parts, vec![Pence::new(10_000); 24]);
        let all = all(&data);
        assert_eq!((all.purchases, all.children()), (72, 36));
        let children = with_budget(&data);
        assert_eq!(children.len(), 48);
        let parts = spent(&data, &children);
        assert_eq!(parts.iter().copied().sum::<Pence>(), Pence::new(720_000));
        assert_eq!(mean(&parts).value, Value::Pounds(150.0));
        assert_eq!(median(&parts).value, Value::Pounds(150.0));
        assert_eq!(mean(&[]).value, Value::Mark(Mark::NotAvailable));
    }

    #[test]
    fn a_share_stands_on_the_children_of_its_part_or_of_the_rest() {
        assert_eq!(fewer([(1, 40), (0, 3), (0, 5)]), 1);
        assert_eq!(fewer([(3, 3), (5, 5), (1, 2)]), 1);
        assert_eq!(fewer([(0, 3), (0, 5)]), 0);
        assert_eq!(fewer([(1, 2), (2, 3), (3, 3)]), 2);
    }

    #[test]
    fn a_sum_of_few_or_of_one_large_part_does_not_carry() {
        let rules = &crate::Settings::default().disclosure;
        let even = vec![Pence::new(100); 10];
        assert!(carries(&even, rules));
        assert!(!carries(&even[1..], rules));
        let mut large = vec![Pence::new(100); 20];
        large[3] = Pence::new(5_000);
        assert!(!carries(&large, rules));
        assert!(!carries(&[], rules));
    }
}
