//! Whom could it be? The children that are left to somebody who knows a child's area, age, sex and one
//! purchase: its category, its amount and its day.
//!
//! A child is left if its row tells the same area, age band and sex or withholds them, and it has a row of
//! the same category and group of amounts whose day can have been that day. A row `o` days after the
//! baseline can have been on day `d` if the baseline `d - o` lies within the pilot, and no other row of
//! the child would then lie in the future. What it spent in all is no less than the price. Where fewer are
//! left than are wanted, more is withheld.
//!
//! Whoever knows how it was chosen and how long it took as well is left with the children who have such an
//! answer to each question, or whose answers to it are withheld.

use std::collections::BTreeMap;

use super::choices_and_waits::Answers;
use super::generalise::Person;
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

/// A child with one short purchase in so many, or fewer, keeps what is told of it.
const FEW: usize = 5;
/// So many times the candidates that are wanted are looked at, for whom least has to be withheld.
const MANY: usize = 20;
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

    /// The children who could be the one who is known and bought this, of those who are asked for; no more
    /// than `enough`.
    fn candidates(
        &self,
        bag: &Bag,
        (known, it): (Person, &Bought),
        enough: usize,
        wanted: impl Fn(usize) -> bool,
    ) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::with_capacity(enough);
        for way in known.ways() {
            let Some(&(start, end)) = self.starts.get(&(it.group, way)) else { continue };
            for row in &self.rows[start..end] {
                if row.day > it.on {
                    break;
                }
                let possible = row.day == NO_DAY || it.on - row.day - (PERIOD - 1) <= bag.latest[row.child];
                let possible = possible && bag.totals[row.child] >= it.pence;
                if possible && !found.contains(&row.child) && wanted(row.child) {
                    found.push(row.child);
                    if found.len() >= enough {
                        return found;
                    }
                }
            }
        }
        found
    }
}

/// Withholds parts of what is told of children and purchases until enough candidates are left for each.
/// `regroup` puts amounts into groups: those of withheld categories, or all.
pub(super) fn withhold(
    bag: &mut Bag,
    known: &[Person],
    told: &mut [Person],
    enough: usize,
    regroup: impl Fn(&mut Bag, bool) -> bool,
) {
    let mut own: Vec<usize> = vec![0; told.len()];
    bag.bought.iter().filter(|it| !it.left_out).for_each(|it| own[it.child] += 1);
    let mut open: Vec<usize> = (0..bag.bought.len()).collect();
    let mut all = true;
    loop {
        let index = Index::new(bag, told);
        let is_short = |at: &usize| {
            let it = &bag.bought[*at];
            !it.left_out && index.candidates(bag, (known[it.child], it), enough, |_| true).len() < enough
        };
        let short: Vec<usize> = open.into_iter().filter(is_short).collect();
        let changed = match short.is_empty() {
            // Those who were short are well: so may all be, and their groups.
            true if all && !regroup(bag, true) => return,
            true => true,
            false => {
                relieve(bag, told, &short, &own) && {
                    regroup(bag, false);
                    true
                }
            }
        };
        all = changed;
        open = if changed { (0..bag.bought.len()).collect() } else { short };
    }
}

/// Withholds something for those who are short: of a child with few purchases that are, the category and day
/// of these, else a part of the child. Whether purchases have changed.
fn relieve(bag: &mut Bag, told: &mut [Person], short: &[usize], own: &[usize]) -> bool {
    let mut of_child: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    short.iter().for_each(|at| of_child.entry(bag.bought[*at].child).or_default().push(*at));
    let is_rare = |child: usize, short: &[usize]| {
        short.len() * FEW > own[child] || short.iter().any(|at| bag.bought[*at].pooled)
    };
    let (mut rare, few): (Vec<_>, Vec<_>) =
        of_child.into_iter().partition(|(child, short)| is_rare(*child, short));
    let mut changed = !few.is_empty();
    for at in few.into_iter().flat_map(|(_, short)| short) {
        bag.bought[at].pooled = true;
    }
    // What is withheld for some makes candidates for others: the worst first, not all at once.
    rare.sort_by_key(|(child, short)| (std::cmp::Reverse(short.len()), *child));
    let most = (rare.len() / 4).max(4);
    for (child, short) in rare.into_iter().take(most) {
        if told[child].withhold() {
            continue;
        }
        for at in short {
            let it = &mut bag.bought[at];
            it.left_out = it.pooled;
            it.pooled = true;
            changed = true;
        }
    }
    changed
}

/// Withholds answers of children to questions about choice and waiting, until enough candidates are left to
/// somebody who knows all of these of a purchase too. What is withheld for one takes no candidate from
/// another.
pub(super) fn answers(bag: &Bag, known: &[Person], told: &[Person], enough: usize, answers: &mut Answers) {
    let index = Index::new(bag, told);
    for (at, it) in bag.bought.iter().enumerate().filter(|(_, it)| !it.left_out) {
        let (said, is) = (answers.of(at), (known[it.child], it));
        let there = index.candidates(bag, is, enough, |child| answers.can_be(child, &said)).len();
        if there < enough {
            let most = enough.saturating_mul(MANY);
            let others = index.candidates(bag, is, most, |child| !answers.can_be(child, &said));
            answers.open(others, &said, enough - there);
        }
    }
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
