//! Whom could it be? The children that are left to somebody who knows a child's area, age, sex and one
//! purchase: its category, its amount and its day.
//!
//! A child is left if its row tells the same area, age band and sex or withholds them, and it has a row of
//! the same category and group of amounts whose day can have been that day. A row `o` days after the
//! baseline can have been on day `d` if the baseline `d - o` lies within the pilot, and no other row of
//! the child would then lie in the future. Where fewer are left than are wanted, more is withheld.

use std::collections::{BTreeMap, BTreeSet};

use super::people::Person;
use super::purchases::{Bag, Bought, PERIOD};

/// A row as somebody reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Read {
    group: u32,
    person: Person,
    /// Days from the baseline; the least number where it is withheld.
    day: i64,
    child: usize,
}

const NO_DAY: i64 = i64::MIN;

/// All rows, to be looked up by group and person, early days first.
struct Index {
    rows: Vec<Read>,
    starts: BTreeMap<(u32, Person), (usize, usize)>,
}

impl Index {
    fn new(bag: &Bag, told: &[Person]) -> Self {
        let read = |it: &Bought| Read {
            group: it.group,
            person: told[it.child],
            day: if it.pooled { NO_DAY } else { it.told },
            child: it.child,
        };
        let mut rows: Vec<Read> = bag.bought.iter().filter(|it| !it.left_out).map(read).collect();
        rows.sort_unstable();
        let mut starts = BTreeMap::new();
        let mut at = 0;
        for same in rows.chunk_by(|a, b| (a.group, a.person) == (b.group, b.person)) {
            starts.insert((same[0].group, same[0].person), (at, at + same.len()));
            at += same.len();
        }
        Self { rows, starts }
    }

    /// How many children could be the one who is known and bought this; counted no further than `enough`.
    fn candidates(&self, bag: &Bag, known: Person, it: &Bought, dated: bool, enough: usize) -> usize {
        let mut found: Vec<usize> = Vec::with_capacity(enough);
        for way in known.ways() {
            let Some(&(start, end)) = self.starts.get(&(it.group, way)) else { continue };
            for row in &self.rows[start..end] {
                if dated && row.day > it.on {
                    break;
                }
                let possible =
                    !dated || row.day == NO_DAY || it.on - row.day - (PERIOD - 1) <= bag.latest[row.child];
                if possible && !found.contains(&row.child) {
                    found.push(row.child);
                    if found.len() >= enough {
                        return enough;
                    }
                }
            }
        }
        found.len()
    }
}

/// Withholds parts of what is told of children and purchases until enough candidates are left for each.
pub(super) fn withhold(
    bag: &mut Bag,
    known: &[Person],
    told: &mut [Person],
    enough: usize,
    regroup: impl Fn(&mut Bag),
) {
    let mut open: Vec<usize> = (0..bag.bought.len()).collect();
    let mut all = true;
    loop {
        let index = Index::new(bag, told);
        let mut short: Vec<(usize, usize)> = open
            .iter()
            .filter(|at| !bag.bought[**at].left_out)
            .filter_map(|at| {
                let it = &bag.bought[*at];
                let left = index.candidates(bag, known[it.child], it, true, enough);
                (left < enough).then_some((left, *at))
            })
            .collect();
        if short.is_empty() {
            if all {
                return;
            }
            open = (0..bag.bought.len()).collect();
            all = true;
            continue;
        }
        short.sort_unstable();
        let pooled = relieve(bag, &index, known, told, &short, enough);
        if pooled {
            regroup(bag);
        }
        all = pooled;
        open = if pooled {
            (0..bag.bought.len()).collect()
        } else {
            short.into_iter().map(|(_, at)| at).collect()
        };
    }
}

/// Withholds something for those who are short. Whether the groups have changed.
fn relieve(
    bag: &mut Bag,
    index: &Index,
    known: &[Person],
    told: &mut [Person],
    short: &[(usize, usize)],
    enough: usize,
) -> bool {
    let mut changed = false;
    let mut child_is_rare = Vec::new();
    for (_, at) in short {
        let it = &bag.bought[*at];
        let any_day = it.pooled || index.candidates(bag, known[it.child], it, false, enough) < enough;
        if any_day {
            child_is_rare.push(*at);
        } else {
            bag.bought[*at].pooled = true;
            changed = true;
        }
    }
    // What is withheld for some makes candidates for others: it is not withheld for all at once.
    let most = (child_is_rare.len() / 3).max(8);
    let mut helped = BTreeSet::new();
    for at in child_is_rare {
        let child = bag.bought[at].child;
        if helped.len() >= most {
            break;
        }
        if helped.insert(child) && !told[child].withhold() {
            let it = &mut bag.bought[at];
            it.left_out = it.pooled;
            it.pooled = true;
            changed = true;
        }
    }
    changed
}

/// Withholds parts of children who are rare among those of whom as much else is told: children of the same
/// arm for their area, age band and sex.
pub(super) fn crowds<T: Ord + Copy>(arms: &[T], known: &[Person], told: &mut [Person], enough: usize) {
    loop {
        let mut sizes: BTreeMap<(T, Person), usize> = BTreeMap::new();
        arms.iter().zip(&*told).for_each(|(arm, told)| *sizes.entry((*arm, *told)).or_default() += 1);
        let size = |child: usize| -> usize {
            known[child].ways().filter_map(|way| sizes.get(&(arms[child], way))).sum()
        };
        let mut short: Vec<(usize, usize)> =
            (0..known.len()).map(|child| (size(child), child)).filter(|(size, _)| *size < enough).collect();
        short.sort_unstable();
        let most = (short.len() / 3).max(8);
        // Where nothing is left to withhold there are fewer children than candidates are wanted.
        if short.into_iter().filter(|(_, child)| told[*child].withhold()).take(most).count() == 0 {
            return;
        }
    }
}

/// Withholds a further thing that is told of children where too few who could be the same have it.
pub(super) fn second<T: Ord + Copy, U: Ord + Clone>(
    arms: &[T],
    known: &[Person],
    told: &[Person],
    values: &[Option<U>],
    enough: usize,
) -> Vec<Option<U>> {
    let mut sizes: BTreeMap<(T, Person, Option<&U>), usize> = BTreeMap::new();
    for ((arm, told), value) in arms.iter().zip(told).zip(values) {
        *sizes.entry((*arm, *told, value.as_ref())).or_default() += 1;
    }
    let size = |child: usize, value: Option<&U>| -> usize {
        known[child].ways().filter_map(|way| sizes.get(&(arms[child], way, value))).sum()
    };
    let shown = |(child, value): (usize, &Option<U>)| {
        value.clone().filter(|value| size(child, Some(value)) + size(child, None) >= enough)
    };
    values.iter().enumerate().map(shown).collect()
}
