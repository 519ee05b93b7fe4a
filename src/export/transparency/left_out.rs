//! What is not published, and how much of it there is.

use std::collections::BTreeMap;

use domain::{Day, Pence};

/// A payment that is not published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LeftOut {
    pub because: &'static str,
    pub entries: Vec<i64>,
    pub on: Day,
    pub beneficiary: String,
    pub amount: Pence,
}

/// Counts what was left out, by reason.
pub(super) fn counted(left_out: &[LeftOut]) -> BTreeMap<&'static str, (usize, Pence)> {
    let mut counts = BTreeMap::new();
    for LeftOut { because, amount, .. } in left_out {
        let (count, sum) = counts.entry(*because).or_insert((0, Pence::ZERO));
        *count += 1;
        *sum += *amount;
    }
    counts
}
