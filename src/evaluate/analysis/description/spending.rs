//! What every table of spending is made of.

use super::super::bought::Bought;
use domain::Pence;

/// The children with a budget, and what was bought for them.
pub(super) struct Spending {
    /// By place.
    pub(super) children: Vec<u32>,
    /// What each was given.
    pub(super) given: Vec<Pence>,
    /// What is promised for each.
    pub(super) committed: Vec<Pence>,
    /// What was spent on each, nothing included.
    pub(super) spent: Vec<Pence>,
    /// Every purchase.
    pub(super) all: Bought,
}

/// Whose numbers stand in every table of spending: children with a budget.
pub(super) const BUDGET: &str = "arm=budget";
