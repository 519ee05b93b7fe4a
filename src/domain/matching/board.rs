//! All that waits, laid out so that what could be the same money lies together: by account and amount,
//! in order of day. Nothing here depends on the order things are given in.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::{BankItem, BookItem, Explained, Open, Window, merchant_key};
use crate::{AccountId, EntryId, Pence, ProviderId};

/// A line's place on the board.
pub(super) type LineAt = usize;
/// An item's place on the board.
pub(super) type ItemAt = usize;
/// A merchant's name, by its place in the list of names.
pub(super) type NameAt = usize;

/// How many neighbours are looked at before something counts as one of many: what keeps thousands of
/// equal amounts from being compared each with each.
const MANY: usize = 24;

/// What is waiting.
pub(super) struct Board<'o> {
    pub lines: Vec<&'o BankItem>,
    pub items: Vec<&'o BookItem>,
    pub names: Vec<String>,
    /// Each line's merchant.
    pub name_of: Vec<Option<NameAt>>,
    /// Whose each merchant's name is, as far as it is known.
    pub whose: Vec<Option<ProviderId>>,
    pub buckets: BTreeMap<(AccountId, Pence), Bucket>,
    line_free: Vec<bool>,
    item_free: Vec<bool>,
    line_locked: Vec<bool>,
    item_locked: Vec<bool>,
    windows: HashMap<AccountId, Window>,
}

/// Lines and items of one account and amount, each in order of day.
#[derive(Default)]
pub(super) struct Bucket {
    pub lines: Vec<LineAt>,
    pub items: Vec<ItemAt>,
}

impl<'o> Board<'o> {
    /// Lays out what is waiting, but for the items that are `apart`.
    pub fn new(open: &'o Open, apart: &HashSet<(EntryId, AccountId)>) -> Self {
        let Explained { lines: explained, items: explained_items } = &open.explained;
        let waits = |line: &&BankItem| !line.is_opening() && !explained.contains(&line.id);
        let mut lines: Vec<&BankItem> = open.lines.iter().filter(waits).collect();
        lines.sort_by_key(|line| (line.posted_on, line.id));
        let waits = |item: &&BookItem| {
            let key = (item.entry, item.account);
            !apart.contains(&key) && !explained_items.contains(&key)
        };
        let mut items: Vec<&BookItem> = open.items.iter().filter(waits).collect();
        items.sort_by_key(|item| (item.effective_on, item.entry, item.account));
        let (names, name_of) = names(&lines);
        let mut buckets: BTreeMap<(AccountId, Pence), Bucket> = BTreeMap::new();
        for (at, line) in lines.iter().enumerate() {
            buckets.entry((line.account, line.amount)).or_default().lines.push(at);
        }
        for (at, item) in items.iter().enumerate() {
            buckets.entry((item.account, item.amount)).or_default().items.push(at);
        }
        Self {
            whose: names.iter().map(|name| open.merchants.get(name).copied()).collect(),
            names,
            name_of,
            line_free: vec![true; lines.len()],
            item_free: vec![true; items.len()],
            line_locked: lines.iter().map(|line| open.is_closed(line.counted_on)).collect(),
            item_locked: items.iter().map(|item| open.is_closed(item.effective_on)).collect(),
            windows: open.accounts.iter().map(|(id, kind)| (*id, Window::of(*kind))).collect(),
            buckets,
            lines,
            items,
        }
    }

    /// The days on which a line of an account may be posted.
    pub fn window(&self, account: AccountId) -> Window {
        self.windows.get(&account).copied().unwrap_or(Window::BANK)
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
        self.whose[self.name_of[line]?]
    }

    /// Tells whether a line and an item could be the same: a merchant that is known is the item's
    /// provider, and what a closed month rests on stays.
    pub fn possible(&self, line: LineAt, item: ItemAt) -> bool {
        let whose = self.provider_of(line);
        self.open_to(line, item) && whose.is_none_or(|whose| self.items[item].provider == Some(whose))
    }

    /// Tells whether a matching of the two would reach into a month that is open.
    pub(super) fn open_to(&self, line: LineAt, item: ItemAt) -> bool {
        !(self.line_locked[line] && self.item_locked[item])
    }

    /// The items of a bucket whose days fit a line's, free or not.
    pub fn items_near(&self, bucket: &Bucket, line: LineAt, window: Window) -> Range<usize> {
        let (first, last) = window.entries_of(self.lines[line].posted_on);
        let from = bucket.items.partition_point(|item| self.items[*item].effective_on < first);
        let to = bucket.items.partition_point(|item| self.items[*item].effective_on <= last);
        from..to
    }

    /// The lines of a bucket whose days fit an item's, free or not.
    fn lines_near(&self, bucket: &Bucket, item: ItemAt, window: Window) -> Range<usize> {
        let (first, last) = window.lines_of(self.items[item].effective_on);
        let from = bucket.lines.partition_point(|line| self.lines[*line].posted_on < first);
        let to = bucket.lines.partition_point(|line| self.lines[*line].posted_on <= last);
        from..to
    }

    /// Finds the item that a line is, where each of the two has no other to be with.
    pub(super) fn only_item(&self, bucket: &Bucket, line: LineAt) -> Option<ItemAt> {
        let window = self.window(self.lines[line].account);
        let near = &bucket.items[self.items_near(bucket, line, window)];
        let item = only(near, |item| self.item_is_free(*item) && self.possible(line, *item))?;
        let near = &bucket.lines[self.lines_near(bucket, item, window)];
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

/// Gives each merchant's name a place in the order of names.
fn names(lines: &[&BankItem]) -> (Vec<String>, Vec<Option<NameAt>>) {
    // Few texts stand on many lines: each is written as a key once.
    let mut keys: HashMap<&str, Option<String>> = HashMap::new();
    for text in lines.iter().filter_map(|line| line.text.as_ref()) {
        keys.entry(text.as_str()).or_insert_with(|| merchant_key(text.as_str()));
    }
    let names: Vec<String> = keys.values().flatten().cloned().collect::<BTreeSet<_>>().into_iter().collect();
    let place = |key: &String| names.binary_search(key).ok();
    let of = |line: &&BankItem| keys.get(line.text.as_ref()?.as_str())?.as_ref().and_then(place);
    let name_of = lines.iter().map(of).collect();
    (names, name_of)
}
