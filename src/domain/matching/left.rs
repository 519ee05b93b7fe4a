//! Why a line was left to a person: what speaks against every entry of its amount.

use std::collections::{BTreeMap, HashSet};

use super::Decided;
use super::board::{Among, Board, Bucket, LineAt};

/// Why a line is not matched without a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WhyLeft {
    /// Several entries could be it, or its entry could be several lines'.
    Alike,
    /// An entry fits, and the name is known as another's, or was met with several.
    OtherName,
    /// An entry of the amount is near, and not near enough.
    DayTooFar,
    /// Both lie in closed months, which were signed with the two apart.
    SignedApart,
    /// No entry near it has the amount.
    NoSuchAmount,
    /// What was there before the first statement.
    Opening,
    /// Somebody explained it.
    Explained,
}

impl WhyLeft {
    /// Says it of some lines.
    pub const fn describe(self) -> &'static str {
        match self {
            Self::Alike => "more than one could be it: entries or lines alike",
            Self::OtherName => "the merchant's name speaks against the entry of that amount",
            Self::DayTooFar => "the day of the entry of that amount is too far from it",
            Self::SignedApart => "both were signed apart in a closed month",
            Self::NoSuchAmount => "no entry near it has the amount",
            Self::Opening => "what was there before the first statement",
            Self::Explained => "explained by somebody",
        }
    }
}

/// How many days apart an entry is still told of, as `reconcile work` proposes it.
const NEAR: u16 = 60;

impl Decided {
    /// Counts, by reason, the lines that were left.
    pub fn why_left(&self) -> BTreeMap<WhyLeft, usize> {
        let open = &self.open;
        let left = self.not_matched();
        let mut counts = BTreeMap::new();
        let mut count = |why| *counts.entry(why).or_insert(0) += 1;
        for line in open.lines.places().filter(|at| left.lines[*at]).map(|at| &open.lines[at]) {
            if line.is_opening {
                count(WhyLeft::Opening);
            } else if open.known.explained.lines.contains(&line.id) {
                count(WhyLeft::Explained);
            }
        }
        let among = Among { items: left.items, ..Among::all(open) };
        let (mut board, buckets) = Board::new(open, &among, &HashSet::new());
        open.lines.places().filter(|at| !left.lines[*at]).for_each(|line| board.take(line));
        for bucket in buckets.iter() {
            for line in bucket.lines.iter().filter(|line| board.line_is_free(**line)) {
                count(why(&board, bucket, *line));
            }
        }
        counts
    }
}

fn why(board: &Board<'_>, bucket: Bucket<'_>, line: LineAt) -> WhyLeft {
    let window = board.window(line);
    let near = board.items_near(bucket, line, window);
    if near.iter().any(|item| board.possible(line, *item)) {
        return match board.only_item(bucket, line) {
            Some(_) => WhyLeft::OtherName,
            None => WhyLeft::Alike,
        };
    }
    if !near.is_empty() {
        let apart = near.iter().all(|item| !board.open_to(line, *item));
        return if apart { WhyLeft::SignedApart } else { WhyLeft::OtherName };
    }
    let wide = super::Window { after: NEAR, before: NEAR };
    match board.items_near(bucket, line, wide).is_empty() {
        true => WhyLeft::NoSuchAmount,
        false => WhyLeft::DayTooFar,
    }
}
