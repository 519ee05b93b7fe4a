//! Purchases as an extract tells them: which amounts go together, and what a day on the calendar rules out.

use std::collections::BTreeMap;

use crate::evaluate::data::{Data, Place};
use crate::evaluate::settings::Settings;

use super::amounts::{self, Sum};
use super::people::Person;

/// Days of purchases are told in periods of four weeks from the baseline.
pub(super) const PERIOD: i64 = 28;
/// All other days in weeks: days of the week, and with them weekends, cannot be told from them.
pub(super) const WEEK: i64 = 7;

/// A purchase.
#[derive(Clone, Debug)]
pub(super) struct Bought {
    pub child: usize,
    pub category: Place,
    pub pence: i64,
    /// Days from the first day that a baseline can have to the order: what somebody knows.
    pub on: i64,
    /// Days from the child's baseline to the order, cut down to the period: what is told.
    pub told: i64,
    /// The group of amounts it is in.
    pub group: u32,
    /// Whether its category and its day are withheld.
    pub pooled: bool,
    /// Whether it is left out.
    pub left_out: bool,
}

/// What was bought, and for each child how late its baseline can have been.
pub(super) struct Bag {
    pub bought: Vec<Bought>,
    /// Means of the groups.
    pub means: Vec<crate::domain::Pence>,
    /// For each child, the last day that its baseline can have, counted from the first one possible.
    pub latest: Vec<i64>,
}

/// Days from a child's baseline, cut down to periods.
pub(super) fn since(baseline: crate::domain::Day, on: crate::domain::Day, period: i64) -> i64 {
    (on.date() - baseline.date()).num_days().div_euclid(period) * period
}

/// Reads the purchases of children with a baseline, and puts their amounts into groups.
pub(super) fn bag(data: &Data, settings: &Settings, known: &[Person]) -> Bag {
    let baselines = data.children.iter().filter_map(|child| child.baseline);
    let first = baselines.chain([data.starts_on]).min().unwrap_or(data.starts_on);
    let days = |on: crate::domain::Day| (on.date() - first.date()).num_days();
    let mut bought = Vec::with_capacity(data.purchases.len());
    for purchase in &data.purchases {
        let child = usize::try_from(purchase.child).unwrap_or(usize::MAX);
        let baseline = data.children.get(child).and_then(|child| child.baseline);
        let told = baseline.map(|baseline| since(baseline, purchase.placed_on, PERIOD));
        bought.push(Bought {
            child,
            category: purchase.category,
            pence: (purchase.committed + purchase.spent).get(),
            on: days(purchase.placed_on),
            told: told.unwrap_or(0),
            group: 0,
            pooled: false,
            left_out: told.is_none(),
        });
    }
    let mut bag = Bag { bought, means: Vec::new(), latest: latest(data, days(data.as_at)) };
    bag.group(settings, known);
    bag
}

/// How late each child's baseline can have been, from the latest day that any of its rows tells.
fn latest(data: &Data, last: i64) -> Vec<i64> {
    let mut longest = vec![0; data.children.len()];
    let mut note = |child: Place, on: crate::domain::Day, period: i64| {
        let Some(at) = usize::try_from(child).ok().filter(|at| *at < data.children.len()) else { return };
        if let Some(baseline) = data.children[at].baseline {
            longest[at] = since(baseline, on, period).max(longest[at]);
        }
    };
    data.purchases.iter().for_each(|it| note(it.child, it.placed_on, PERIOD));
    data.scores.iter().for_each(|it| note(it.child, it.on, WEEK));
    data.times.iter().for_each(|it| note(it.child, it.on, WEEK));
    for (place, child) in (0..).zip(&data.children) {
        if let Some(closed) = child.budget.as_ref().and_then(|budget| budget.closed_on) {
            note(place, closed, WEEK);
        }
    }
    longest.into_iter().map(|days| last - days).collect()
}

impl Bag {
    /// Puts amounts into groups: by category, and those without one together. A group has at least the
    /// threshold's number of children and a fifth of those who bought; fewer where so many live alike that
    /// the candidates are found among less.
    pub(super) fn group(&mut self, settings: &Settings, known: &[Person]) {
        let rules = &settings.disclosure;
        let threshold = usize::try_from(rules.threshold).unwrap_or(usize::MAX).max(1);
        let candidates = usize::try_from(rules.candidates).unwrap_or(usize::MAX);
        let mut kinds = known.to_vec();
        kinds.sort_unstable();
        kinds.dedup();
        let enough = candidates.saturating_mul(4).saturating_mul(kinds.len());
        let mut by_category: BTreeMap<Option<Place>, Vec<Sum>> = BTreeMap::new();
        for (from, it) in self.bought.iter().enumerate().filter(|(_, it)| !it.left_out) {
            let category = (!it.pooled).then_some(it.category);
            let child = Place::try_from(it.child).unwrap_or(Place::MAX);
            by_category.entry(category).or_default().push(Sum { pence: it.pence, child, from });
        }
        self.means.clear();
        for (category, mut sums) in by_category {
            let mut buyers: Vec<_> = sums.iter().map(|sum| sum.child).collect();
            buyers.sort_unstable();
            buyers.dedup();
            let part = if category.is_some() { buyers.len() / 5 } else { buyers.len() / 2 };
            let mut start = 0;
            for end in amounts::groups(&mut sums, threshold.max(part.min(enough))) {
                let group = u32::try_from(self.means.len()).unwrap_or(u32::MAX);
                sums[start..end].iter().for_each(|sum| self.bought[sum.from].group = group);
                self.means.push(amounts::mean(&sums[start..end]));
                start = end;
            }
        }
    }
}
