//! Purchases as an extract tells them: which amounts go together, and what a day on the calendar rules out.

use std::collections::BTreeMap;

use crate::data::{Budget, Child, Data, Place};
use crate::settings::Settings;
use domain::{Arm, Day, Pence};

use super::generalise::Person;
use super::micro_aggregation::{self, Sum};

/// Days of purchases are told in quarters of a year from the baseline.
pub(super) const PERIOD: i64 = 91;
/// All other days in weeks: days of the week, and with them weekends, cannot be said from them.
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
    pub left_out: bool,
}

/// What was bought, and for each child how late its baseline can have been.
pub(super) struct Bag {
    pub bought: Vec<Bought>,
    /// Means of the groups.
    pub means: Vec<Pence>,
    /// For each child, the last day that its baseline can have, counted from the first one possible.
    pub latest: Vec<i64>,
    /// For each child the pence that its summary tells of what it spent and promised.
    pub totals: Vec<i64>,
}

/// Days from a child's baseline, cut down to periods.
pub(super) fn since(baseline: Day, on: Day, period: i64) -> i64 {
    (on.date() - baseline.date()).num_days().div_euclid(period) * period
}

/// Reads the purchases of children with a baseline, and puts their amounts into groups.
pub(super) fn bag(data: &Data, settings: &Settings, known: &[Person]) -> Bag {
    let baselines = data.children.iter().filter_map(|child| child.baseline);
    let first = baselines.chain([data.starts_on]).min().unwrap_or(data.starts_on);
    let days = |on: Day| (on.date() - first.date()).num_days();
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
    let latest = latest(data, first);
    let mut bag = Bag { bought, means: Vec::new(), latest, totals: totals(data, settings) };
    bag.group(settings, known, true);
    bag
}

/// What the summary tells of each child's money.
fn totals(data: &Data, settings: &Settings) -> Vec<i64> {
    let least = usize::try_from(settings.disclosure.threshold).unwrap_or(usize::MAX);
    let of_arm: Vec<_> = (0..).zip(&data.children).filter(|(_, child)| child.arm == Arm::Budget).collect();
    let near = |of: fn(&Budget) -> Pence| {
        let sum = |child: &Child| child.budget.as_ref().map_or(Pence::ZERO, of);
        micro_aggregation::means(
            &of_arm.iter().map(|(at, child)| (*at, sum(child))).collect::<Vec<_>>(),
            least,
        )
    };
    let told = near(|budget| budget.spent).into_iter().zip(near(|budget| budget.committed));
    let mut totals = vec![0; data.children.len()];
    for ((at, _), (spent, committed)) in of_arm.iter().zip(told) {
        if let Some(total) = usize::try_from(*at).ok().and_then(|at| totals.get_mut(at)) {
            *total = (spent + committed).get();
        }
    }
    totals
}

/// How late each child's baseline can have been: its latest order is no later than the last of all, and so
/// for everything else that is told of it. What a reader knows of when it all ended is granted to them.
fn latest(data: &Data, first: Day) -> Vec<i64> {
    let baseline = |child: Place| data.children.get(usize::try_from(child).ok()?)?.baseline;
    let orders = data.purchases.iter().map(|it| (it.child, it.placed_on));
    let scores = data.scores.iter().map(|it| (it.child, it.on));
    let times = data.times.iter().map(|it| (it.child, it.on));
    let closed =
        (0..).zip(&data.children).filter_map(|(at, child)| Some((at, child.budget.as_ref()?.closed_on?)));
    let mut latest = vec![i64::MAX; data.children.len()];
    let mut note = |told: Vec<(Place, Day)>, period: i64| {
        let last = told.iter().map(|(_, on)| *on).max().unwrap_or(first);
        for (child, on) in told {
            let (Some(baseline), Ok(at)) = (baseline(child), usize::try_from(child)) else { continue };
            let room = (last.date() - first.date()).num_days() - since(baseline, on, period);
            latest[at] = latest[at].min(room);
        }
    };
    note(orders.collect(), PERIOD);
    note(scores.collect(), WEEK);
    note(times.collect(), WEEK);
    note(closed.collect(), WEEK);
    latest
}

impl Bag {
    /// Puts amounts into groups: by category, and those without one together. A group has at least the
    /// threshold's number of children and a third of those who bought; fewer where so many live alike that
    /// the candidates are found among less.
    ///
    /// Categories keep their groups while only purchases are withheld, unless `all` is asked for and one of
    /// them has become too small. Whether anything has changed.
    pub(super) fn group(&mut self, settings: &Settings, known: &[Person], all: bool) -> bool {
        let rules = &settings.disclosure;
        let threshold = usize::try_from(rules.threshold).unwrap_or(usize::MAX).max(1);
        let nothing_told = self.bought.iter().all(|it| it.left_out);
        if all && (nothing_told || (!self.means.is_empty() && self.smallest() >= threshold)) {
            return false;
        }
        let candidates = usize::try_from(rules.candidates).unwrap_or(usize::MAX);
        let mut kinds = known.to_vec();
        kinds.sort_unstable();
        kinds.dedup();
        let enough = candidates.saturating_mul(4).saturating_mul(kinds.len());
        if all {
            self.withhold_rare(threshold);
        }
        for (category, mut sums) in self.by_category() {
            if category.is_some() && !all {
                continue;
            }
            let part = children(&sums) / if category.is_some() { 3 } else { 2 };
            let mut start = 0;
            for end in micro_aggregation::groups(&mut sums, threshold.max(part.min(enough))) {
                let group = u32::try_from(self.means.len()).unwrap_or(u32::MAX);
                sums[start..end].iter().for_each(|sum| self.bought[sum.from].group = group);
                self.means.push(Pence::ZERO);
                start = end;
            }
        }
        self.average();
        true
    }

    /// Categories that too few children bought of are withheld; if that is still too few, they are left out.
    fn withhold_rare(&mut self, threshold: usize) {
        for rare in [false, true] {
            for (category, sums) in self.by_category() {
                if children(&sums) >= threshold || category.is_none() != rare {
                    continue;
                }
                for it in &mut self.bought {
                    if (!it.pooled).then_some(it.category) == category {
                        it.left_out |= it.pooled;
                        it.pooled = true;
                    }
                }
            }
        }
    }

    /// Amounts by category; none where it is withheld.
    fn by_category(&self) -> BTreeMap<Option<Place>, Vec<Sum>> {
        self.members(|it| (!it.pooled).then_some(it.category))
    }

    /// Amounts with whose they are, by something.
    fn members<K: Ord>(&self, by: impl Fn(&Bought) -> K) -> BTreeMap<K, Vec<Sum>> {
        let mut members: BTreeMap<K, Vec<Sum>> = BTreeMap::new();
        for (from, it) in self.bought.iter().enumerate().filter(|(_, it)| !it.left_out) {
            let child = Place::try_from(it.child).unwrap_or(Place::MAX);
            members.entry(by(it)).or_default().push(Sum { pence: it.pence, child, from });
        }
        members
    }

    /// Each group's mean, as its members are now.
    fn average(&mut self) {
        for (group, members) in self.members(|it| it.group) {
            if let Some(mean) = usize::try_from(group).ok().and_then(|at| self.means.get_mut(at)) {
                *mean = micro_aggregation::mean(&members);
            }
        }
    }

    /// The fewest children of a group.
    fn smallest(&self) -> usize {
        self.members(|it| it.group).values().map(|sums| children(sums)).min().unwrap_or(usize::MAX)
    }
}

/// How many different children there are.
fn children(sums: &[Sum]) -> usize {
    let mut children: Vec<_> = sums.iter().map(|sum| sum.child).collect();
    children.sort_unstable();
    children.dedup();
    children.len()
}
