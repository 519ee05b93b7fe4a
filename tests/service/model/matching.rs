//! Random statements against random purchases: whatever they are, what is decided keeps its promises,
//! and does not depend on the order of things.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::matching::{BankItem, BookItem, How, Known, Learnt, Matching, Window};
use domain::statement::StatementLine;
use domain::{AccountId, AccountKind, Day, EntryId, EntryKind, LineId, Pence, ProviderId};

use super::dice::Dice;

const CARDS: i64 = 2;
const PROVIDERS: i64 = 5;

/// What is waiting, as it was read.
#[derive(Clone, Default)]
struct Open {
    known: Known,
    lines: Vec<BankItem>,
    items: Vec<BookItem>,
}

/// What is decided of it.
#[derive(Debug, PartialEq)]
struct Decided {
    matchings: Vec<Matching>,
    learnt: Vec<Learnt>,
}

fn decide(waiting: &Open) -> Decided {
    let mut open = domain::matching::Open::new(waiting.known.clone());
    waiting.lines.iter().for_each(|line| open.add_line(line));
    waiting.items.iter().for_each(|item| open.add_item(item));
    let decided = domain::matching::decide(open);
    Decided { matchings: decided.matchings().collect(), learnt: decided.learnt }
}

/// A statement made from purchases: whose each line really is, by the line's number.
struct Story {
    open: Open,
    truth: BTreeMap<LineId, Option<ProviderId>>,
    /// How many purchases have a line.
    bought: usize,
}

fn day(number: i64) -> Day {
    let first = NaiveDate::from_ymd_opt(2006, 9, 1).unwrap();
    Day::new(first + chrono::Days::new(u64::try_from(number).unwrap()))
}

fn item(entry: i64, account: i64, on: i64, amount: i64, provider: i64) -> BookItem {
    BookItem {
        entry: EntryId::new(entry),
        account: AccountId::new(account),
        effective_on: day(on),
        amount: Pence::new(amount),
        kind: EntryKind::Buy,
        provider: Some(ProviderId::new(provider)),
        commission: Some(EntryId::new(entry)),
        reverses: None,
        references: Vec::new(),
        part_of: None,
    }
}

fn line(id: i64, account: i64, on: i64, amount: i64, text: &str) -> BankItem {
    BankItem {
        id: LineId::new(id),
        account: AccountId::new(account),
        counted_on: day(on),
        line: StatementLine {
            row: 1,
            posted_on: day(on),
            amount: Pence::new(amount),
            text: text.parse().ok(),
            reference: None,
            kind: None,
            foreign: None,
        },
    }
}

/// Purchases and refunds of so many amounts: the fewer, the easier one is taken for another. Lines come up
/// to a week later, are lost, come twice, or are nobody's.
fn story(seed: u64, purchases: i64, amounts: i64) -> Story {
    let mut dice = Dice::new(seed);
    let mut open = Open::default();
    let mut truth = BTreeMap::new();
    let mut bought = 0;
    for card in 1..=CARDS {
        open.known.accounts.insert(AccountId::new(card), AccountKind::Card);
    }
    let mut next = 1;
    let mut post = |open: &mut Open, card, on, amount, provider: Option<i64>| {
        let text =
            provider.map_or_else(|| "SOMEBODY ELSE".to_owned(), |provider| format!("SHOP {provider} LTD"));
        open.lines.push(line(next, card, on, amount, &text));
        truth.insert(LineId::new(next), provider.map(ProviderId::new));
        next += 1;
    };
    for entry in 1..=purchases {
        let (card, provider) = (dice.between(1, CARDS), dice.between(1, PROVIDERS));
        let (on, amount) = (dice.between(0, purchases / 2), -100 * dice.between(1, amounts));
        let amount = if dice.one_in(12) { -amount } else { amount };
        open.items.push(item(entry, card, on, amount, provider));
        if dice.one_in(20) {
            continue;
        }
        let posted = on + dice.between(0, 5);
        post(&mut open, card, posted, amount, Some(provider));
        bought += 1;
        if dice.one_in(25) {
            post(&mut open, card, posted, amount, Some(provider));
        }
        if dice.one_in(25) {
            post(&mut open, card, posted, -100 * dice.between(1, amounts), None);
        }
    }
    Story { open, truth, bought }
}

/// What is promised of every decision.
fn keeps_its_promises(open: &Open, decided: &Decided, scene: &str) {
    let lines: BTreeMap<_, _> = open.lines.iter().map(|line| (line.id, line)).collect();
    let items: BTreeMap<_, _> = open.items.iter().map(|item| (item.entry, item)).collect();
    let (mut seen_lines, mut seen_items) = (BTreeSet::new(), BTreeSet::new());
    for matching in &decided.matchings {
        let of_lines: Pence = matching.lines.iter().map(|id| lines[id].amount).sum();
        let of_items: Pence = matching.items.iter().map(|(_, amount)| *amount).sum();
        assert_eq!(of_lines, of_items, "{scene}: {matching:?}");
        assert!(!matching.lines.is_empty() || !matching.items.is_empty(), "{scene}");
        for id in &matching.lines {
            assert!(seen_lines.insert(*id), "{scene}: line {id} twice");
            assert_eq!(lines[id].account, matching.account, "{scene}");
        }
        for (entry, amount) in &matching.items {
            assert!(seen_items.insert(*entry), "{scene}: entry {entry} twice");
            assert_eq!((items[entry].account, items[entry].amount), (matching.account, *amount), "{scene}");
        }
        if let ([id], [(entry, _)]) = (&matching.lines[..], &matching.items[..]) {
            let (posted, bought) = (lines[id].posted_on, items[entry].effective_on);
            assert!(Window::CARD.holds(posted, bought), "{scene}: posted {posted}, bought {bought}");
        }
    }
}

fn providers_are_right(story: &Story, decided: &Decided, scene: &str) {
    let items: BTreeMap<_, _> = story.open.items.iter().map(|item| (item.entry, item.provider)).collect();
    for matching in decided.matchings.iter().filter(|matching| matching.how == How::Merchant) {
        let truth = story.truth[&matching.lines[0]];
        assert_eq!(items[&matching.items[0].0], truth, "{scene}: {matching:?}");
    }
}

fn shuffled(open: &Open, seed: u64) -> Open {
    let mut dice = Dice::new(seed);
    let mut open = open.clone();
    for end in (1..open.lines.len()).rev() {
        open.lines.swap(end, dice.below(end + 1));
    }
    for end in (1..open.items.len()).rev() {
        open.items.swap(end, dice.below(end + 1));
    }
    open
}

#[test]
fn what_is_decided_keeps_its_promises_in_any_order() {
    for seed in 20_060_901..20_060_931 {
        let scene = format!("seed {seed}");
        let story = story(seed, 400, 40);
        let decided = decide(&story.open);
        keeps_its_promises(&story.open, &decided, &scene);
        providers_are_right(&story, &decided, &scene);
        assert_eq!(decide(&shuffled(&story.open, seed)), decided, "{scene}, in another commission");
    }
}

/// A pilot's usual statement, of which nothing is known at first: of the lines that have a purchase, 97 of
/// 100 are matched and none wrongly, and what is left over is what was lost, doubled or nobody's.
#[test]
fn of_a_usual_statement_nearly_all_is_found_and_nothing_wrongly() {
    for seed in 1..6 {
        let scene = format!("seed {seed}");
        let story = story(seed, 2_000, 250);
        let decided = decide(&story.open);
        keeps_its_promises(&story.open, &decided, &scene);
        let items: BTreeMap<_, _> = story.open.items.iter().map(|item| (item.entry, item.provider)).collect();
        for matching in &decided.matchings {
            assert_eq!(items[&matching.items[0].0], story.truth[&matching.lines[0]], "{scene}: {matching:?}");
        }
        assert_eq!(decided.learnt.len(), 5, "{scene}");
        assert!(decided.matchings.len() * 100 >= story.bought * 97, "{scene}: {}", decided.matchings.len());
    }
}

/// Lines that are no purchase of the pilot's: of another amount, on another card, from another year, of a
/// merchant that is known.
#[test]
fn lines_that_have_nothing_to_do_with_it_change_nothing_that_was_right() {
    for seed in 1..11 {
        let scene = format!("seed {seed}");
        let mut story = story(seed, 300, 40);
        let before = decide(&story.open);
        let mut dice = Dice::new(seed);
        for id in 9_001..9_011 {
            let (card, on) = (dice.between(1, CARDS), dice.between(0, 150));
            let (card, on, amount) = match dice.below(3) {
                0 => (card, on, -100 * dice.between(1, 40) - 1),
                1 => (CARDS + 1, on, -100 * dice.between(1, 40)),
                _ => (card, on + 1_000, -100 * dice.between(1, 40)),
            };
            story.open.lines.push(line(id, card, on, amount, "SHOP 1 LTD"));
            story.truth.insert(LineId::new(id), None);
        }
        let after = decide(&story.open);
        keeps_its_promises(&story.open, &after, &scene);
        assert_eq!(after, before, "{scene}");
    }
}

/// What was matched and is read no more leaves nothing to decide again.
#[test]
fn a_second_look_at_what_is_left_finds_nothing() {
    for seed in 1..11 {
        let Story { mut open, .. } = story(seed, 300, 40);
        let decided = decide(&open);
        let lines: BTreeSet<_> = decided.matchings.iter().flat_map(|matching| &matching.lines).collect();
        let items: BTreeSet<_> =
            decided.matchings.iter().flat_map(|matching| &matching.items).map(|(entry, _)| entry).collect();
        open.lines.retain(|line| !lines.contains(&line.id));
        open.items.retain(|item| !items.contains(&item.entry));
        for learnt in &decided.learnt {
            open.known.merchants.insert(learnt.name.clone(), learnt.provider);
        }
        let merchants = decide(&open).matchings.into_iter().filter(|matching| matching.how == How::Merchant);
        assert_eq!(merchants.collect::<Vec<_>>(), [], "seed {seed}");
    }
}

/// Twenty thousand equal purchases of one card and one amount, by three providers: each line finds its own.
#[test]
fn thousands_of_one_amount_are_told_apart_by_their_names() {
    let mut open = Open::default();
    open.known.accounts.insert(AccountId::new(1), AccountKind::Card);
    for n in 0..20_000 {
        let (provider, on) = (n % 3 + 1, n / 40);
        open.items.push(item(n + 1, 1, on, -1_250, provider));
        open.lines.push(line(n + 1, 1, on + n % 4, -1_250, &format!("SHOP {provider} LTD")));
    }
    for provider in 1..=3 {
        open.known.merchants.insert(format!("SHOP {provider} LTD"), ProviderId::new(provider));
    }
    let decided = decide(&open);
    assert_eq!(decided.matchings.len(), 20_000);
    keeps_its_promises(&open, &decided, "one amount");
    open.known.merchants.clear();
    assert_eq!(decide(&open).matchings, [], "without names nothing is certain");
}
