//! What is looked at together, laid out so that what could be the same money lies side by side: by account
//! and amount, in order of day. Nothing here depends on the order things are given in.

use std::collections::HashSet;
use std::ops::Range;

use super::Window;
use super::long::At;
use super::open::{Open, OpenItem, OpenLine};
use crate::{AccountId, Pence, ProviderId};

/// A line's place among those that are open.
pub(super) type LineAt = At;
/// An item's place among those that are open.
pub(super) type ItemAt = At;
/// A merchant's name, by its place.
pub(super) type NameAt = At;

/// How many neighbours are looked at before something counts as one of many: what keeps thousands of
/// equal amounts from being compared each with each.
const MANY: usize = 24;

/// Which lines and items are looked at, each by its place.
pub(super) struct Among {
    pub lines: Vec<bool>,
    pub items: Vec<bool>,
}

impl Among {
    pub fn all(open: &Open) -> Self {
        Self { lines: vec![true; open.lines.len()], items: vec![true; open.items.len()] }
    }
}

/// What is known of lines and items while it is decided.
pub(super) struct Board<'o> {
    pub open: &'o Open,
    /// Whose each merchant's name is, as far as it is known: of those that stand on lines looked at.
    pub whose: Vec<Option<ProviderId>>,
    line_free: Vec<bool>,
    item_free: Vec<bool>,
    line_locked: Vec<bool>,
    item_locked: Vec<bool>,
}

/// Lines and items by account and amount.
pub(super) struct Buckets {
    lines: Vec<LineAt>,
    items: Vec<ItemAt>,
    ranges: Vec<(Range<usize>, Range<usize>)>,
}

/// Lines and items of one account and amount, each in order of day; there is a line.
#[derive(Clone, Copy)]
pub(super) struct Bucket<'b> {
    pub lines: &'b [LineAt],
    pub items: &'b [ItemAt],
}

impl Buckets {
    fn new(open: &Open, mut lines: Vec<LineAt>, mut items: Vec<ItemAt>) -> Self {
        let of_line = |line: &OpenLine| (line.account, line.amount);
        let of_item = |item: &OpenItem| (item.account, item.amount);
        lines.sort_unstable_by_key(|at| {
            let line = &open.lines[*at];
            (of_line(line), line.posted_on, line.id)
        });
        items.sort_unstable_by_key(|at| {
            let item = &open.items[*at];
            (of_item(item), item.effective_on, item.entry)
        });
        let key = |at: &ItemAt| of_item(&open.items[*at]);
        let (mut ranges, mut from, mut next) = (Vec::new(), 0, 0);
        for same in lines.chunk_by(|one, other| of_line(&open.lines[*one]) == of_line(&open.lines[*other])) {
            let bucket: (AccountId, Pence) = of_line(&open.lines[same[0]]);
            next += items[next..].iter().take_while(|item| key(item) < bucket).count();
            let first = next;
            next += items[next..].iter().take_while(|item| key(item) == bucket).count();
            ranges.push((from..from + same.len(), first..next));
            from += same.len();
        }
        Self { lines, items, ranges }
    }

    pub fn iter(&self) -> impl Iterator<Item = Bucket<'_>> {
        let bucket = |(lines, items): &(Range<usize>, Range<usize>)| Bucket {
            lines: &self.lines[lines.clone()],
            items: &self.items[items.clone()],
        };
        self.ranges.iter().map(bucket)
    }

    /// Those that have an item too.
    pub(super) fn of_both(&self) -> impl Iterator<Item = Bucket<'_>> {
        self.iter().filter(|bucket| !bucket.items.is_empty())
    }
}

impl<'o> Board<'o> {
    /// Lays out what is looked at, but for the items that are `apart`.
    pub fn new(open: &'o Open, among: &Among, apart: &HashSet<ItemAt>) -> (Self, Buckets) {
        let waits = |at: &LineAt| {
            let line = &open.lines[*at];
            among.lines[*at] && !line.is_opening && !open.known.explained.lines.contains(&line.id)
        };
        let lines: Vec<LineAt> = open.lines.places().filter(waits).collect();
        let waits = |at: &ItemAt| {
            let key = open.items[*at].key();
            among.items[*at] && !apart.contains(at) && !open.known.explained.items.contains(&key)
        };
        let items: Vec<ItemAt> = open.items.places().filter(waits).collect();
        let mut stands = vec![false; open.names.len()];
        for name in lines.iter().filter_map(|at| open.lines[*at].name) {
            stands[name] = true;
        }
        let mut whose = vec![None; open.names.len()];
        for (name, at) in open.names.iter().filter(|(_, at)| stands[**at]) {
            whose[*at] = open.known.merchants.get(name).copied();
        }
        let board = Self {
            open,
            whose,
            line_free: vec![true; open.lines.len()],
            item_free: vec![true; open.items.len()],
            line_locked: open.lines.iter().map(|line| open.known.is_closed(line.counted_on)).collect(),
            item_locked: open.items.iter().map(|item| open.known.is_closed(item.effective_on)).collect(),
        };
        (board, Buckets::new(open, lines, items))
    }

    pub(super) fn line(&self, at: LineAt) -> &'o OpenLine {
        &self.open.lines[at]
    }

    pub(super) fn item(&self, at: ItemAt) -> &'o OpenItem {
        &self.open.items[at]
    }

    /// The days on which a line may be posted, seen from its entry's.
    pub fn window(&self, line: LineAt) -> Window {
        self.open.known.window(self.line(line).account)
    }

    /// Tells whether a line is in no matching yet.
    pub(super) fn line_is_free(&self, line: LineAt) -> bool {
        self.line_free[line]
    }

    /// Tells whether an item is in no matching yet.
    pub(super) fn item_is_free(&self, item: ItemAt) -> bool {
        self.item_free[item]
    }

    /// Takes a line away that is matched.
    pub(super) fn take(&mut self, line: LineAt) {
        self.line_free[line] = false;
    }

    /// Marks both as the same money.
    pub fn join(&mut self, line: LineAt, item: ItemAt) {
        self.line_free[line] = false;
        self.item_free[item] = false;
    }

    /// Says whose a line is, as far as its merchant is known.
    pub(super) fn provider_of(&self, line: LineAt) -> Option<ProviderId> {
        self.whose[self.line(line).name?]
    }

    /// Tells whether a line and an item could be the same: a merchant that is known is the item's
    /// provider, and what a closed month rests on stays.
    pub fn possible(&self, line: LineAt, item: ItemAt) -> bool {
        let whose = self.provider_of(line);
        self.open_to(line, item) && whose.is_none_or(|whose| self.item(item).provider == Some(whose))
    }

    /// Tells whether a matching of the two would reach into a month that is open.
    pub(super) fn open_to(&self, line: LineAt, item: ItemAt) -> bool {
        !(self.line_locked[line] && self.item_locked[item])
    }

    /// The items of a bucket whose days fit a line's, free or not.
    pub fn items_near<'b>(&self, bucket: Bucket<'b>, line: LineAt, window: Window) -> &'b [ItemAt] {
        let (first, last) = window.entries_of(self.line(line).posted_on);
        let from = bucket.items.partition_point(|item| self.item(*item).effective_on < first);
        let to = bucket.items.partition_point(|item| self.item(*item).effective_on <= last);
        &bucket.items[from..to]
    }

    /// The lines of a bucket whose days fit an item's, free or not.
    fn lines_near<'b>(&self, bucket: Bucket<'b>, item: ItemAt, window: Window) -> &'b [LineAt] {
        let (first, last) = window.lines_of(self.item(item).effective_on);
        let from = bucket.lines.partition_point(|line| self.line(*line).posted_on < first);
        let to = bucket.lines.partition_point(|line| self.line(*line).posted_on <= last);
        &bucket.lines[from..to]
    }

    /// Finds the item that a line is, where each of the two has no other to be with.
    pub(super) fn only_item(&self, bucket: Bucket<'_>, line: LineAt) -> Option<ItemAt> {
        let window = self.window(line);
        let near = self.items_near(bucket, line, window);
        let item = only(near, |item| self.item_is_free(*item) && self.possible(line, *item))?;
        let near = self.lines_near(bucket, item, window);
        let back = only(near, |line| self.line_is_free(*line) && self.possible(*line, item))?;
        (back == line).then_some(item)
    }
}

/// The one that could be it; none where there are several, or too many to look at.
fn only<T: Copy>(near: &[T], mut possible: impl FnMut(&T) -> bool) -> Option<T> {
    let mut found = None;
    for (looked_at, candidate) in near.iter().enumerate() {
        if looked_at == MANY {
            return None;
        }
        if possible(candidate) && found.replace(*candidate).is_some() {
            return None;
        }
    }
    found
}
