//! A payment of several commissions is one line of the bank: it is looked for whole, and then part by part.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::certain::certain;
use super::{BookItem, Decided, Open};
use crate::{AccountId, EntryId, Pence};

/// The parts of each payment, by the first that waits.
type Parts = HashMap<(EntryId, AccountId), Vec<(EntryId, Pence)>>;

/// Decides what is certain.
pub fn decide(open: &Open) -> Decided {
    let (whole, parts) = whole(open);
    if parts.is_empty() {
        return certain(open);
    }
    let mut decided = certain(&whole);
    for matching in &mut decided.matchings {
        let account = matching.account;
        let each = |item: &(EntryId, Pence)| parts.get(&(item.0, account)).cloned().unwrap_or(vec![*item]);
        matching.items = matching.items.iter().flat_map(each).collect();
    }
    // What was paid part by part all the same.
    let lines: HashSet<_> = decided.matchings.iter().flat_map(|it| it.lines.iter().copied()).collect();
    let items = decided.matchings.iter().flat_map(|it| it.items.iter().map(|item| (item.0, it.account)));
    let items: HashSet<_> = items.collect();
    let mut rest = open.clone();
    rest.lines.retain(|line| !lines.contains(&line.id));
    rest.items.retain(|item| !items.contains(&(item.entry, item.account)));
    rest.merchants.extend(decided.learnt.iter().map(|learnt| (learnt.name.clone(), learnt.provider)));
    let Decided { matchings, learnt } = certain(&rest);
    decided.matchings.extend(matchings);
    decided.learnt.extend(learnt);
    decided
}

/// What is open, with the parts of each payment as one item: those that nobody explained or undid.
fn whole(open: &Open) -> (Open, Parts) {
    let undone: HashSet<EntryId> = open.items.iter().filter_map(|item| item.reverses).collect();
    let mut payments: BTreeMap<(EntryId, AccountId), Vec<&BookItem>> = BTreeMap::new();
    for item in &open.items {
        let key = (item.entry, item.account);
        if let Some(payment) = item.part_of
            && !undone.contains(&item.entry)
            && !open.explained.items.contains(&key)
        {
            payments.entry((payment, item.account)).or_default().push(item);
        }
    }
    payments.retain(|_, items| items.len() > 1);
    let mut parts = Parts::new();
    if payments.is_empty() {
        return (Open::default(), parts);
    }
    let mut whole = open.clone();
    let together: HashSet<_> = payments.values().flatten().map(|item| (item.entry, item.account)).collect();
    whole.items.retain(|item| !together.contains(&(item.entry, item.account)));
    for items in payments.into_values() {
        let mut one = items[0].clone();
        one.amount = items.iter().map(|item| item.amount).sum();
        one.references = items.iter().flat_map(|item| item.references.iter().cloned()).collect();
        parts.insert((one.entry, one.account), items.iter().map(|item| (item.entry, item.amount)).collect());
        whole.items.push(one);
    }
    (whole, parts)
}
