//! Sums that are told as the mean of a group (micro-aggregation with a fixed least size: Defays and
//! Nanopoulos, 1993; Domingo-Ferrer and Mateo-Sanz, 2002).

use crate::data::Place;
use domain::Pence;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sum {
    pub pence: i64,
    pub child: Place,
    /// Where it comes from.
    pub from: usize,
}

/// Puts sums that are near each other into groups with at least so many different children, the same sums
/// together; what is left over at the top joins the last group. Gives where each group ends.
pub(super) fn groups(sums: &mut [Sum], least: usize) -> Vec<usize> {
    sums.sort_unstable();
    let mut ends = Vec::new();
    let (mut met, mut start) = (std::collections::BTreeSet::new(), 0);
    for at in 0..sums.len() {
        met.insert(sums[at].child);
        let more_of_the_same = sums.get(at + 1).is_some_and(|next| next.pence == sums[at].pence);
        if met.len() >= least && !more_of_the_same {
            ends.push(at + 1);
            met.clear();
            start = at + 1;
        }
    }
    if start < sums.len() {
        ends.pop();
        ends.push(sums.len());
    }
    ends
}

/// The mean of a group, to the penny.
pub(super) fn mean(group: &[Sum]) -> Pence {
    let count = i64::try_from(group.len()).unwrap_or(i64::MAX).max(1);
    let sum: i64 = group.iter().map(|sum| sum.pence).sum();
    Pence::new((2 * sum + count).div_euclid(2 * count))
}

/// Each sum as the mean of its group, in the order given.
pub(super) fn means(sums: &[(Place, Pence)], least: usize) -> Vec<Pence> {
    let numbered = sums.iter().enumerate();
    let mut sorted: Vec<Sum> =
        numbered.map(|(from, (child, sum))| Sum { pence: sum.get(), child: *child, from }).collect();
    let mut told = vec![Pence::ZERO; sums.len()];
    let mut start = 0;
    for end in groups(&mut sorted, least) {
        let group = &sorted[start..end];
        group.iter().for_each(|sum| told[sum.from] = mean(group));
        start = end;
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pence_means(sums: &[(Place, i64)], least: usize) -> Vec<i64> {
        let sums: Vec<_> = sums.iter().map(|(child, sum)| (*child, Pence::new(*sum))).collect();
        means(&sums, least).into_iter().map(Pence::get).collect()
    }

    #[test]
    fn near_sums_of_enough_different_children_share_their_mean() {
        let sums = [(0, 100), (1, 900), (2, 200), (0, 110), (3, 910), (4, 950)];
        // The child 0 has two of the three lowest: a group of two children takes 200 in.
        assert_eq!(pence_means(&sums, 2), [137, 920, 137, 137, 920, 920]);
        assert_eq!(pence_means(&[(0, 5), (1, 6), (2, 9)], 2), [7, 7, 7], "what is left over joins");
        assert_eq!(pence_means(&[], 2), [0; 0]);
    }

    #[test]
    fn the_same_sums_stay_together() {
        assert_eq!(pence_means(&[(0, 0), (1, 0), (2, 0), (3, 8), (4, 10)], 2), [0, 0, 0, 9, 9]);
    }
}
