//! The rows, from what may be told.

use std::collections::{BTreeMap, BTreeSet};

use crate::change;
use crate::data::{Child, Data, Place};
use crate::settings::Settings;
use crate::subgroup::ethnic_group;
use domain::{Arm, Day, Pence};

use super::choices_and_waits::{AnswerCount, days};
use super::generalise::{People, Person, WITHHELD};
use super::micro_aggregation::means;
use super::protected::{Protected, protected};
use super::purchases::{Bought, WEEK, since};
use super::risk;
use super::row::{
    RowBudget, RowChange, RowChild, RowChoice, RowNeed, RowOutcome, RowPurchase, RowSummary, RowTime,
    RowWait, Rows, Withheld,
};

/// A child's median wait is told where so many of its purchases came.
const SEVERAL: usize = 3;
/// Minutes are told in quarters of an hour.
const QUARTER: u32 = 15;
/// What was likely to be spent is told to the nearest ten pounds.
const TEN_POUNDS: i64 = 1_000;

/// Makes the rows of an extract.
pub fn rows(data: &Data, settings: &Settings) -> Rows {
    rows_of(data, settings, &protected(data, settings))
}

/// The rows, of what may be told.
pub(super) fn rows_of(data: &Data, settings: &Settings, it: &Protected) -> Rows {
    let children = children(data, settings, it);
    let sums = sums(data, settings, it);
    Rows {
        counted: Withheld { not_used: data.left_out, ..counted(it, &children) },
        budgets: budgets(data, &sums),
        purchases: purchases(data, it),
        needs: needs(data),
        choices: choices(it),
        waits: waits(it),
        time: time(data),
        outcomes: outcomes(data),
        changes: changes(data),
        summary: sums,
        children,
    }
}

fn child_at(data: &Data, place: Place) -> Option<&Child> {
    data.children.get(usize::try_from(place).ok()?)
}

/// Days from a child's baseline, in whole weeks.
fn week(data: &Data, child: Place, on: Day) -> Option<i64> {
    Some(since(child_at(data, child)?.baseline?, on, WEEK))
}

fn numbered(data: &Data) -> impl Iterator<Item = (Place, &Child)> {
    (0..).zip(&data.children)
}

fn children(data: &Data, settings: &Settings, it: &Protected) -> Vec<RowChild> {
    let enough = usize::try_from(settings.disclosure.candidates).unwrap_or(usize::MAX);
    let arms: Vec<_> = data.children.iter().map(|child| child.arm).collect();
    let all = |of: &dyn Fn(&Child) -> Option<String>| -> Vec<Option<String>> {
        let values: Vec<_> = data.children.iter().map(of).collect();
        risk::second(&arms, &it.people.known, &it.told, &values, enough)
    };
    let cohorts = data.children.iter().map(|child| Some(child.cohort)).collect::<Vec<_>>();
    let cohorts = risk::second(&arms, &it.people.known, &it.told, &cohorts, enough);
    let levels = data.children.iter().map(|child| Some(child.need_level)).collect::<Vec<_>>();
    let levels = risk::second(&arms, &it.people.known, &it.told, &levels, enough);
    let groups = all(&|child| ethnic_group(&child.ethnicity).map(str::to_owned));
    let needs = all(&|child| Some(child.need.clone()).filter(|need| need != "N0"));
    let told = it.told.iter().zip(cohorts).zip(levels).zip(groups).zip(needs);
    numbered(data)
        .zip(told)
        .map(|((place, child), ((((told, cohort), need_level), ethnic_group), need))| RowChild {
            child: place,
            arm: child.arm,
            cohort,
            age_band: it.people.age_band(*told),
            sex: People::sex(*told),
            ethnic_group,
            area: People::area(*told),
            need,
            need_level,
        })
        .collect()
}

/// The sums of each child, each told as the mean of children of its arm with sums near it.
fn sums(data: &Data, settings: &Settings, it: &Protected) -> Vec<RowSummary> {
    let least = usize::try_from(settings.disclosure.threshold).unwrap_or(usize::MAX);
    let mut minutes = vec![0_i64; data.children.len()];
    for worked in &data.times {
        if let Some(sum) = usize::try_from(worked.child).ok().and_then(|at| minutes.get_mut(at)) {
            *sum += i64::from(worked.minutes);
        }
    }
    let mut bought = vec![0; data.children.len()];
    it.bag.bought.iter().filter(|it| !it.left_out).for_each(|it| bought[it.child] += 1);
    let wait = typical_waits(data, least);
    let mut found = Vec::with_capacity(data.children.len());
    for arm in [Arm::Budget, Arm::Comparison] {
        let of_arm: Vec<(Place, &Child)> = numbered(data).filter(|(_, child)| child.arm == arm).collect();
        let near = |of: &dyn Fn(Place, &Child) -> Pence| {
            let sums: Vec<_> = of_arm.iter().map(|(place, child)| (*place, of(*place, child))).collect();
            means(&sums, least)
        };
        let budget = |of: fn(&crate::data::Budget) -> Pence| {
            near(&|_, child: &Child| child.budget.as_ref().map_or(Pence::ZERO, of))
        };
        let allocated = budget(|budget| budget.allocated);
        let committed = budget(|budget| budget.committed);
        let spent = budget(|budget| budget.spent);
        let at = |place: Place| usize::try_from(place).unwrap_or(usize::MAX);
        let worked = near(&|place, _| Pence::new(minutes.get(at(place)).copied().unwrap_or(0)));
        for (row, (place, child)) in of_arm.iter().enumerate() {
            found.push(RowSummary {
                child: *place,
                arm: child.arm,
                allocated: allocated[row],
                committed: committed[row],
                spent: spent[row],
                minutes: worked[row].get(),
                purchases: bought[at(*place)],
                wait: wait[at(*place)],
            });
        }
    }
    found.sort_by_key(|row| row.child);
    found
}

/// The lower median of each child's days from asking to getting, where several purchases came; each told as
/// the
/// mean of children with medians near it.
fn typical_waits(data: &Data, least: usize) -> Vec<Option<i64>> {
    let mut waits = vec![Vec::new(); data.children.len()];
    for it in &data.purchases {
        let asked = it.requested_on.or(it.needed_on).or(Some(it.placed_on));
        let at = usize::try_from(it.child).ok().and_then(|at| waits.get_mut(at));
        if let (Some(at), Some(days)) = (at, days(asked, it.delivered_on)) {
            at.push(days);
        }
    }
    let mut medians: Vec<(Place, Pence)> = Vec::new();
    for (child, mut waits) in (0..).zip(waits).filter(|(_, waits)| waits.len() >= SEVERAL) {
        waits.sort_unstable();
        medians.push((child, Pence::new(waits[(waits.len() - 1) / 2])));
    }
    let mut told = vec![None; data.children.len()];
    if medians.len() >= least {
        for ((child, _), mean) in medians.iter().zip(means(&medians, least)) {
            if let Some(told) = usize::try_from(*child).ok().and_then(|at| told.get_mut(at)) {
                *told = Some(mean.get());
            }
        }
    }
    told
}

fn budgets(data: &Data, sums: &[RowSummary]) -> Vec<RowBudget> {
    let row = |(sum, child): (&RowSummary, &Child)| {
        let budget = child.budget.as_ref()?;
        Some(RowBudget {
            child: sum.child,
            outcome: budget.aim.as_deref().and_then(|aim| aim.chars().next()),
            allocated: sum.allocated,
            committed: sum.committed,
            spent: sum.spent,
            closed: budget.closed_on.and_then(|on| week(data, sum.child, on)),
        })
    };
    sums.iter().zip(&data.children).filter_map(row).collect()
}

fn purchases(data: &Data, it: &Protected) -> Vec<RowPurchase> {
    let told = it.bag.bought.iter().zip(&data.purchases).filter(|(it, _)| !it.left_out);
    let mut rows: Vec<RowPurchase> = told
        .map(|(told, purchase)| RowPurchase {
            child: purchase.child,
            category: (!told.pooled).then_some(told.category),
            amount: usize::try_from(told.group).ok().and_then(|at| it.bag.means.get(at)).copied(),
            commissioned: (!told.pooled).then_some(told.told),
        })
        .collect();
    rows.sort_by_key(|row| (row.child, row.commissioned, row.category, row.amount));
    rows
}

fn needs(data: &Data) -> Vec<RowNeed> {
    let ten = |sum: Pence| Pence::new((sum.get() + TEN_POUNDS / 2).div_euclid(TEN_POUNDS) * TEN_POUNDS);
    let mut rows: Vec<RowNeed> = data
        .needs
        .iter()
        .map(|need| RowNeed {
            child: need.child,
            domain: need.domain,
            outcome: need.aim.as_deref().and_then(|aim| aim.chars().next()),
            likely: need.likely.map(ten),
            mark: need.mark,
            unmet: need.unmet,
            reached: need.reached,
        })
        .collect();
    rows.sort_by_key(|row| (row.child, row.domain, row.outcome, row.likely, row.mark, row.unmet));
    rows
}

fn choices(it: &Protected) -> Vec<RowChoice> {
    let row = |it: AnswerCount| {
        let AnswerCount { child, question, answer, purchases } = it;
        RowChoice { child, question, answer, purchases }
    };
    it.answers.choices().into_iter().map(row).collect()
}

fn waits(it: &Protected) -> Vec<RowWait> {
    let row = |it: AnswerCount| {
        let AnswerCount { child, question: span, answer: days, purchases } = it;
        RowWait { child, span, days, purchases }
    };
    it.answers.spans().into_iter().map(row).collect()
}

fn time(data: &Data) -> Vec<RowTime> {
    let quarters = |minutes: u32| ((minutes + QUARTER / 2) / QUARTER * QUARTER).max(QUARTER);
    let row = |worked: &crate::data::Worked| {
        let day = week(data, worked.child, worked.on)?;
        Some(RowTime { child: worked.child, day, minutes: quarters(worked.minutes) })
    };
    let mut rows: Vec<RowTime> = data.times.iter().filter_map(row).collect();
    rows.sort_by_key(|row| (row.child, row.day, row.minutes));
    rows
}

fn outcomes(data: &Data) -> Vec<RowOutcome> {
    let mut items: BTreeMap<(Place, Place), Vec<Place>> = BTreeMap::new();
    for score in &data.scores {
        let known = items.entry((score.child, score.measure)).or_default();
        let named = usize::try_from(score.item).ok().and_then(|at| data.items.get(at));
        if named.is_some_and(|item| !item.is_empty()) && !known.contains(&score.item) {
            known.push(score.item);
        }
    }
    let row = |score: &crate::data::Observed| {
        let item = items[&(score.child, score.measure)].iter().position(|item| *item == score.item);
        Some(RowOutcome {
            child: score.child,
            measure: score.measure,
            item: item.map_or(0, |at| u32::try_from(at + 1).unwrap_or(u32::MAX)),
            informant: score.informant,
            day: week(data, score.child, score.on)?,
            score: score.score,
        })
    };
    let mut rows: Vec<RowOutcome> = data.scores.iter().filter_map(row).collect();
    rows.sort_by_key(|row| (row.child, row.measure, row.item, row.informant, row.day, row.score));
    rows
}

fn changes(data: &Data) -> Vec<RowChange> {
    let of_measure = |measure: Place| {
        change::by_child(&change::changes(data, measure)).into_iter().map(move |change| RowChange {
            child: change.child,
            measure,
            items: change.items,
            first: change.first,
            last: change.last,
            improvement: change.improvement,
        })
    };
    let mut rows: Vec<RowChange> = (0..).zip(&data.measures).flat_map(|(at, _)| of_measure(at)).collect();
    rows.sort_by_key(|row| (row.child, row.measure));
    rows
}

fn counted(it: &Protected, children: &[RowChild]) -> Withheld {
    let withheld = |part: usize| {
        let gone = |(told, known): &(&Person, &Person)| told.0[part] == WITHHELD && known.0[part] != WITHHELD;
        it.told.iter().zip(&it.people.known).filter(gone).count()
    };
    let missing = |of: fn(&RowChild) -> bool| children.iter().filter(|child| of(child)).count();
    let bought = &it.bag.bought;
    let pooled = bought.iter().filter(|it| it.pooled && !it.left_out).count();
    let told = |it: &&Bought| !it.left_out;
    let (choices, waits) = it.answers.withheld();
    Withheld {
        children: children.len(),
        area: withheld(0),
        areas_merged: it.people.areas_merged,
        age: withheld(1),
        sex: withheld(2),
        cohort: missing(|child| child.cohort.is_none()),
        ethnic_group: missing(|child| child.ethnic_group.is_none()),
        need: missing(|child| child.need.is_none()),
        need_level: missing(|child| child.need_level.is_none()),
        purchases: bought.len(),
        day: pooled,
        category: pooled,
        not_used: 0,
        left_out: bought.iter().filter(|it| it.left_out).count(),
        amounts: bought.iter().filter(|it| !it.left_out).map(|it| it.group).collect::<BTreeSet<_>>().len(),
        bought: Pence::new(bought.iter().filter(told).map(|it| it.pence).sum()),
        without_category: Pence::new(
            bought.iter().filter(told).filter(|it| it.pooled).map(|it| it.pence).sum(),
        ),
        choices,
        waits,
    }
}
