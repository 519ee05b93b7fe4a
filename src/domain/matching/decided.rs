//! What was decided, told one by one: the matchings of a large pilot would fill the memory.

use std::collections::HashMap;

use super::board::{Among, ItemAt, LineAt};
use super::open::Open;
use super::{How, Learnt, Matching};
use crate::{AccountId, Pence};

/// What is certain.
#[derive(Debug)]
pub struct Decided {
    pub(super) open: Open,
    pub(super) found: Vec<Found>,
    /// The parts of each payment that was looked for whole.
    pub(super) parts: HashMap<ItemAt, Vec<ItemAt>>,
    /// Merchants' names that are known from now on, with the number of lines that say so.
    pub learnt: Vec<Learnt>,
}

/// What was found to be the same money.
#[derive(Clone, Copy, Debug)]
pub(super) enum Found {
    Same(LineAt, ItemAt, How),
    /// An entry and its reversal.
    Undone([ItemAt; 2]),
}

/// What is left of an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Left {
    pub lines: u64,
    /// What these lines come to.
    pub sum: Pence,
    pub items: u64,
}

impl Found {
    fn line(&self) -> Option<LineAt> {
        match self {
            Self::Same(line, ..) => Some(*line),
            Self::Undone(_) => None,
        }
    }

    fn items(&self) -> impl Iterator<Item = ItemAt> {
        let (one, other) = match *self {
            Self::Same(_, item, _) => (item, None),
            Self::Undone([original, reversal]) => (original, Some(reversal)),
        };
        std::iter::once(one).chain(other)
    }

    fn how(&self) -> How {
        match self {
            Self::Same(_, _, how) => *how,
            Self::Undone(_) => How::Reference,
        }
    }
}

impl Decided {
    /// Tells whether nothing was decided.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty() && self.learnt.is_empty()
    }

    /// Counts the matchings, or those that were decided in one way.
    pub fn count(&self, how: Option<How>) -> usize {
        self.found.iter().filter(|found| how.is_none_or(|how| found.how() == how)).count()
    }

    /// The matchings, in order of their first line or entry.
    pub fn matchings(&self) -> impl Iterator<Item = Matching> {
        self.found.iter().map(|found| self.matching(*found))
    }

    fn matching(&self, found: Found) -> Matching {
        let how = found.how();
        let items: Vec<ItemAt> = found.items().flat_map(|item| self.parts_of(item)).collect();
        Matching {
            account: self.open.items[items[0]].account,
            lines: found.line().into_iter().map(|line| self.open.lines[line].id).collect(),
            items: items
                .iter()
                .map(|at| &self.open.items[*at])
                .map(|item| (item.entry, item.amount))
                .collect(),
            how,
            score: match how {
                How::Amount => 85,
                How::Merchant => 95,
                _ => 100,
            },
        }
    }

    fn parts_of(&self, item: ItemAt) -> Vec<ItemAt> {
        self.parts.get(&item).cloned().unwrap_or_else(|| vec![item])
    }

    /// What is left on each account that has something left.
    pub fn left(&self) -> HashMap<AccountId, Left> {
        let among = self.not_matched();
        let mut left: HashMap<AccountId, Left> = HashMap::new();
        for line in self.open.lines.places().filter(|at| among.lines[*at]).map(|at| &self.open.lines[at]) {
            let left = left.entry(line.account).or_default();
            left.lines += 1;
            left.sum += line.amount;
        }
        for item in self.open.items.places().filter(|at| among.items[*at]) {
            left.entry(self.open.items[item].account).or_default().items += 1;
        }
        left
    }

    /// Which lines and items are in no matching: of a payment looked for whole, its parts.
    pub(super) fn not_matched(&self) -> Among {
        let mut among = Among::all(&self.open);
        for whole in self.parts.keys() {
            among.items[*whole] = false;
        }
        for found in &self.found {
            found.line().into_iter().for_each(|line| among.lines[line] = false);
            found.items().flat_map(|item| self.parts_of(item)).for_each(|item| among.items[item] = false);
        }
        among
    }
}
