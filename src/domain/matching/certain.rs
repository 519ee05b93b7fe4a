//! What is certain, and nothing else: see `docs/STATEMENTS.md` for the rules in words.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::board::{Board, Bucket, ItemAt, LineAt, NameAt};
use super::{BookItem, Decided, How, Learnt, Matching, Open, Window, reference};
use crate::{AccountId, Day, Pence, ProviderId};

/// How many lines must say whose a merchant's name is before it is learnt.
const ENOUGH: u32 = 3;
/// How many of a hundred of them must say the same.
const AGREED: u32 = 90;
/// How often what was learnt is looked at again; each time either learns a name or is the last.
const ROUNDS: usize = 20;

/// Decides what is certain of lines and items one by one.
pub(super) fn certain(open: &Open) -> Decided {
    let undone = undone(open);
    let mut board = Board::new(
        open,
        &undone.iter().flat_map(|pair| pair.map(|item| (item.entry, item.account))).collect(),
    );
    let mut pairs: Vec<(LineAt, ItemAt, How)> = Vec::new();
    reference::join(&mut board, |line, item, how| pairs.push((line, item, how)));
    let buckets = std::mem::take(&mut board.buckets);
    let mut votes = votes(&board, &buckets);
    let mut learnt = BTreeMap::new();
    for _ in 0..ROUNDS {
        let new = learn(&mut board, &votes, &mut learnt);
        let before = pairs.len();
        for bucket in buckets.values() {
            by_merchant(&mut board, bucket, &mut pairs);
        }
        if !new && pairs.len() == before {
            break;
        }
        // What was found frees the rest of doubt: some have one candidate now that had several.
        votes = self::votes(&board, &buckets);
    }
    by_amount(&mut board, &buckets, &votes, &mut pairs);
    pairs.sort_unstable_by_key(|(line, item, _)| (*line, *item));
    let with_lines = pairs.iter().map(|(line, item, how)| matching(&board, *line, *item, *how));
    let matchings = with_lines.chain(undone.iter().map(cancelled)).collect();
    Decided { matchings, learnt: learnt.into_values().collect() }
}

/// Finds entries and their reversals that both wait: the ledger put a mistake right. Where a line might
/// be the reversal, the money did come back, and the two are left to their lines.
fn undone(open: &Open) -> Vec<[&BookItem; 2]> {
    let key = |item: &BookItem| (item.entry, item.account);
    let waits = |item: &&BookItem| !open.explained.items.contains(&key(item));
    let items: HashMap<_, &BookItem> =
        open.items.iter().filter(waits).map(|item| (key(item), item)).collect();
    let mut undone: Vec<[&BookItem; 2]> = Vec::new();
    for item in items.values() {
        if let Some(original) = item.reverses.and_then(|entry| items.get(&(entry, item.account)))
            && original.amount == -item.amount
            && !(open.is_closed(original.effective_on) && open.is_closed(item.effective_on))
        {
            undone.push([original, item]);
        }
    }
    let mut lines: HashMap<(AccountId, Pence), Vec<Day>> = HashMap::new();
    if !undone.is_empty() {
        for line in &open.lines {
            lines.entry((line.account, line.amount)).or_default().push(line.posted_on);
        }
        lines.values_mut().for_each(|days| days.sort_unstable());
    }
    undone.retain(|[_, item]| {
        let days = lines.get(&(item.account, item.amount)).map_or(&[][..], Vec::as_slice);
        let (first, last) = open.window(item.account).lines_of(item.effective_on);
        let next = days.partition_point(|day| *day < first);
        days.get(next).is_none_or(|day| last < *day)
    });
    undone.sort_by_key(|[original, _]| (original.entry, original.account));
    undone
}

fn cancelled([original, reversal]: &[&BookItem; 2]) -> Matching {
    Matching {
        account: original.account,
        lines: Vec::new(),
        items: vec![(original.entry, original.amount), (reversal.entry, reversal.amount)],
        how: How::Reference,
        score: 100,
    }
}

fn matching(board: &Board<'_>, line: LineAt, item: ItemAt, how: How) -> Matching {
    let (line, item) = (board.lines[line], board.items[item]);
    let score = match how {
        How::Amount => 85,
        How::Merchant => 95,
        _ => 100,
    };
    Matching {
        account: line.account,
        lines: vec![line.id],
        items: vec![(item.entry, item.amount)],
        how,
        score,
    }
}

/// How often each merchant's name had one provider's item for it, and no other's.
type Votes = HashMap<NameAt, BTreeMap<ProviderId, u32>>;
/// Lines and items by account and amount.
type Buckets = BTreeMap<(AccountId, Pence), Bucket>;

/// Counts, name by name, the lines that have one item to be with, which has no other line.
fn votes(board: &Board<'_>, buckets: &Buckets) -> Votes {
    let mut votes = Votes::new();
    for bucket in buckets.values().filter(|bucket| !bucket.items.is_empty()) {
        for line in bucket.lines.iter().copied().filter(|line| board.line_is_free(*line)) {
            let Some(name) = board.name_of[line].filter(|name| board.whose[*name].is_none()) else {
                continue;
            };
            if let Some(item) = board.only_item(bucket, line)
                && let Some(provider) = board.items[item].provider
            {
                *votes.entry(name).or_default().entry(provider).or_insert(0) += 1;
            }
        }
    }
    votes
}

/// Learns whose names are: at least [`ENOUGH`] lines say so, and nearly all of them the same.
fn learn(board: &mut Board<'_>, votes: &Votes, learnt: &mut BTreeMap<NameAt, Learnt>) -> bool {
    let mut new = false;
    for (name, votes) in votes {
        let all: u32 = votes.values().sum();
        let Some((provider, most)) = votes.iter().max_by_key(|(provider, votes)| (**votes, **provider))
        else {
            continue;
        };
        if board.whose[*name].is_none() && *most >= ENOUGH && most * 100 >= all * AGREED {
            board.whose[*name] = Some(*provider);
            let name_text = board.names[*name].clone();
            learnt.insert(*name, Learnt { name: name_text, provider: *provider, seen: *most });
            new = true;
        }
    }
    new
}

/// Joins the lines of merchants that are known with the items of their provider, in order of day. Items
/// of one provider and amount are as good as each other: a line that is left is one too many, and an item
/// that is left is on no statement.
fn by_merchant(board: &mut Board<'_>, bucket: &Bucket, pairs: &mut Vec<(LineAt, ItemAt, How)>) {
    let mut known: BTreeMap<ProviderId, (Vec<LineAt>, Vec<ItemAt>)> = BTreeMap::new();
    for line in bucket.lines.iter().copied().filter(|line| board.line_is_free(*line)) {
        if let Some(provider) = board.provider_of(line) {
            known.entry(provider).or_default().0.push(line);
        }
    }
    for item in bucket.items.iter().copied().filter(|item| board.item_is_free(*item)) {
        if let Some((_, items)) = board.items[item].provider.and_then(|provider| known.get_mut(&provider)) {
            items.push(item);
        }
    }
    for (lines, items) in known.values() {
        let window = board.window(board.lines[lines[0]].account);
        // A line comes after its purchase; only what is left then may have been recorded with a later day.
        in_order(board, (lines, items), Window { before: 0, ..window }, pairs);
        in_order(board, (lines, items), window, pairs);
    }
}

/// Joins lines and items in order of day: the earliest line with the earliest item that fits it. With
/// windows of one width, no other way joins more.
fn in_order(
    board: &mut Board<'_>,
    (lines, items): (&[LineAt], &[ItemAt]),
    window: Window,
    pairs: &mut Vec<(LineAt, ItemAt, How)>,
) {
    let mut from = 0;
    for line in lines.iter().copied() {
        if !board.line_is_free(line) {
            continue;
        }
        let (first, last) = window.entries_of(board.lines[line].posted_on);
        while items
            .get(from)
            .is_some_and(|item| !board.item_is_free(*item) || board.items[*item].effective_on < first)
        {
            from += 1;
        }
        let fits = items[from..]
            .iter()
            .copied()
            .take_while(|item| board.items[*item].effective_on <= last)
            .find(|item| board.item_is_free(*item) && board.open_to(line, *item));
        if let Some(item) = fits {
            board.join(line, item);
            pairs.push((line, item, How::Merchant));
        }
    }
}

/// Joins what has only each other, where nothing speaks against it: a name that was met with several
/// providers, or another name of the same provider, is for a person to look at.
fn by_amount(
    board: &mut Board<'_>,
    buckets: &Buckets,
    votes: &Votes,
    pairs: &mut Vec<(LineAt, ItemAt, How)>,
) {
    let named: BTreeSet<ProviderId> = board.whose.iter().flatten().copied().collect();
    let mut found = Vec::new();
    for bucket in buckets.values().filter(|bucket| !bucket.items.is_empty()) {
        for line in bucket.lines.iter().copied().filter(|line| board.line_is_free(*line)) {
            let Some(item) = board.only_item(bucket, line) else { continue };
            if !doubtful(board, votes, &named, line, item) {
                found.push((line, item));
            }
        }
    }
    for (line, item) in found {
        board.join(line, item);
        pairs.push((line, item, How::Amount));
    }
}

fn doubtful(
    board: &Board<'_>,
    votes: &Votes,
    named: &BTreeSet<ProviderId>,
    line: LineAt,
    item: ItemAt,
) -> bool {
    let Some(name) = board.name_of[line] else { return false };
    match (board.whose[name], board.items[item].provider) {
        (Some(whose), provider) => provider != Some(whose),
        (None, Some(provider)) => {
            named.contains(&provider) || votes.get(&name).is_some_and(|votes| votes.len() > 1)
        }
        (None, None) => false,
    }
}
