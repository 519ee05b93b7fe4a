//! What is certain, and nothing else: see `docs/STATEMENTS.md` for the rules in words.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::board::{Among, Board, Bucket, Buckets, ItemAt, LineAt, NameAt};
use super::decided::Found;
use super::open::Open;
use super::{How, Learnt, Window, reference};
use crate::{Day, ProviderId};

/// How many lines must say whose a merchant's name is before it is learnt.
const ENOUGH: u32 = 3;
/// How many of a hundred of them must say the same.
const AGREED: u32 = 90;
/// How often what was learnt is looked at again; each time either learns a name or is the last.
const ROUNDS: usize = 20;

/// A line, its item, and how that was decided.
type Pair = (LineAt, ItemAt, How);

/// Decides what is certain of lines and items one by one, in order of the lines; then come the entries that
/// were undone. Also returns the names that were learnt.
pub(super) fn certain(open: &Open, among: &Among) -> (Vec<Found>, Vec<Learnt>) {
    let undone = undone(open, among);
    let (mut board, buckets) = Board::new(open, among, &undone.iter().flatten().copied().collect());
    let mut pairs: Vec<Pair> = Vec::new();
    reference::join(&mut board, &buckets, |line, item, how| pairs.push((line, item, how)));
    let mut votes = votes(&board, &buckets);
    let mut learnt = BTreeMap::new();
    for _ in 0..ROUNDS {
        let new = learn(&mut board, &votes, &mut learnt);
        let before = pairs.len();
        for bucket in buckets.of_both() {
            by_merchant(&mut board, bucket, &mut pairs);
        }
        if !new && pairs.len() == before {
            break;
        }
        // What was found frees the rest of doubt: some have one candidate now that had several.
        votes = self::votes(&board, &buckets);
    }
    by_amount(&mut board, &buckets, &votes, &mut pairs);
    pairs.sort_unstable_by_key(|(line, ..)| (board.line(*line).posted_on, board.line(*line).id));
    let pairs = pairs.into_iter().map(|(line, item, how)| Found::Same(line, item, how));
    let found = pairs.chain(undone.into_iter().map(Found::Undone)).collect();
    let name = |(name, at): (&String, &NameAt)| {
        let (provider, seen) = *learnt.get(at)?;
        Some(Learnt { name: name.clone(), provider, seen })
    };
    let mut learnt: Vec<Learnt> = open.names.iter().filter_map(name).collect();
    learnt.sort_unstable_by(|one, other| one.name.cmp(&other.name));
    (found, learnt)
}

/// Finds entries and their reversals that both wait: the ledger put a mistake right. Where a line might
/// be the reversal, the money did come back, and the two are left to their lines.
fn undone(open: &Open, among: &Among) -> Vec<[ItemAt; 2]> {
    let waits =
        |at: &ItemAt| among.items[*at] && !open.known.explained.items.contains(&open.items[*at].key());
    let reversal = |(at, entry): &(ItemAt, _)| ((*entry, open.items[*at].account), *at);
    let reversals: HashMap<_, ItemAt> =
        open.reverses.iter().filter(|(at, _)| waits(at)).map(reversal).collect();
    if reversals.is_empty() {
        return Vec::new();
    }
    let mut undone: Vec<[ItemAt; 2]> = Vec::new();
    for at in open.items.places().filter(waits) {
        let original = &open.items[at];
        if let Some(reversal) = reversals.get(&original.key())
            && let item = &open.items[*reversal]
            && original.amount == -item.amount
            && !(open.known.is_closed(original.effective_on) && open.known.is_closed(item.effective_on))
        {
            undone.push([at, *reversal]);
        }
    }
    let item = |pair: &[ItemAt; 2]| &open.items[pair[1]];
    let mut lines: HashMap<_, Vec<Day>> =
        undone.iter().map(|pair| ((item(pair).account, item(pair).amount), Vec::new())).collect();
    for line in open.lines.places().filter(|at| among.lines[*at]).map(|at| &open.lines[at]) {
        if let Some(days) = lines.get_mut(&(line.account, line.amount)) {
            days.push(line.posted_on);
        }
    }
    undone.retain(|pair| {
        let item = item(pair);
        let (first, last) = open.known.window(item.account).lines_of(item.effective_on);
        let days = lines.get(&(item.account, item.amount)).into_iter().flatten();
        !days.into_iter().any(|day| (first..=last).contains(day))
    });
    undone.sort_by_key(|[original, _]| open.items[*original].key());
    undone
}

/// How often each merchant's name had one provider's item for it, and no other's.
type Votes = HashMap<NameAt, BTreeMap<ProviderId, u32>>;

/// Counts, name by name, the lines that have one item to be with, which has no other line.
fn votes(board: &Board<'_>, buckets: &Buckets) -> Votes {
    let mut votes = Votes::new();
    for bucket in buckets.of_both() {
        for line in bucket.lines.iter().copied().filter(|line| board.line_is_free(*line)) {
            let Some(name) = board.line(line).name.filter(|name| board.whose[*name].is_none()) else {
                continue;
            };
            if let Some(item) = board.only_item(bucket, line)
                && let Some(provider) = board.item(item).provider
            {
                *votes.entry(name).or_default().entry(provider).or_insert(0) += 1;
            }
        }
    }
    votes
}

/// Learns whose names are: at least [`ENOUGH`] lines say so, and nearly all of them the same.
fn learn(board: &mut Board<'_>, votes: &Votes, learnt: &mut BTreeMap<NameAt, (ProviderId, u32)>) -> bool {
    let mut new = false;
    for (name, votes) in votes {
        let all: u32 = votes.values().sum();
        let Some((provider, most)) = votes.iter().max_by_key(|(provider, votes)| (**votes, **provider))
        else {
            continue;
        };
        if board.whose[*name].is_none() && *most >= ENOUGH && most * 100 >= all * AGREED {
            board.whose[*name] = Some(*provider);
            learnt.insert(*name, (*provider, *most));
            new = true;
        }
    }
    new
}

/// Joins the lines of merchants that are known with the items of their provider, in order of day. Items
/// of one provider and amount are as good as each other: a line that is left is one too many, and an item
/// that is left is on no statement.
fn by_merchant(board: &mut Board<'_>, bucket: Bucket<'_>, pairs: &mut Vec<Pair>) {
    let mut known: BTreeMap<ProviderId, (Vec<LineAt>, Vec<ItemAt>)> = BTreeMap::new();
    for line in bucket.lines.iter().copied().filter(|line| board.line_is_free(*line)) {
        if let Some(provider) = board.provider_of(line) {
            known.entry(provider).or_default().0.push(line);
        }
    }
    for item in bucket.items.iter().copied().filter(|item| board.item_is_free(*item)) {
        if let Some((_, items)) = board.item(item).provider.and_then(|provider| known.get_mut(&provider)) {
            items.push(item);
        }
    }
    for (lines, items) in known.values() {
        let window = board.window(lines[0]);
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
    pairs: &mut Vec<Pair>,
) {
    let mut from = 0;
    for line in lines.iter().copied() {
        if !board.line_is_free(line) {
            continue;
        }
        let (first, last) = window.entries_of(board.line(line).posted_on);
        while items
            .get(from)
            .is_some_and(|item| !board.item_is_free(*item) || board.item(*item).effective_on < first)
        {
            from += 1;
        }
        let fits = items[from..]
            .iter()
            .copied()
            .take_while(|item| board.item(*item).effective_on <= last)
            .find(|item| board.item_is_free(*item) && board.open_to(line, *item));
        if let Some(item) = fits {
            board.join(line, item);
            pairs.push((line, item, How::Merchant));
        }
    }
}

/// Joins what has only each other, where nothing speaks against it: a name that was met with several
/// providers, or another name of the same provider, is for a person to look at.
fn by_amount(board: &mut Board<'_>, buckets: &Buckets, votes: &Votes, pairs: &mut Vec<Pair>) {
    let named: BTreeSet<ProviderId> = board.whose.iter().flatten().copied().collect();
    let mut found = Vec::new();
    for bucket in buckets.of_both() {
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
    let Some(name) = board.line(line).name else { return false };
    match (board.whose[name], board.item(item).provider) {
        (Some(whose), provider) => provider != Some(whose),
        (None, Some(provider)) => {
            named.contains(&provider) || votes.get(&name).is_some_and(|votes| votes.len() > 1)
        }
        (None, None) => false,
    }
}
