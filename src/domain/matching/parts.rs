//! A payment of several commissions is one line of the bank: it is looked for whole, and then part by part.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Decided;
use super::board::{Among, ItemAt};
use super::certain::certain;
use super::open::Open;
use crate::{AccountId, EntryId};

/// Decides what is certain.
pub fn decide(mut open: Open) -> Decided {
    let parts = add_whole(&mut open);
    let mut among = Among::all(&open);
    for part in parts.values().flatten() {
        among.items[*part] = false;
    }
    let (found, learnt) = certain(&open, &among);
    open.known.merchants.extend(learnt.iter().map(|learnt| (learnt.name.clone(), learnt.provider)));
    let mut decided = Decided { open, found, parts, learnt };
    if !decided.parts.is_empty() {
        // What was paid part by part all the same.
        let (found, learnt) = certain(&decided.open, &decided.not_matched());
        decided.found.extend(found);
        decided
            .open
            .known
            .merchants
            .extend(learnt.iter().map(|learnt| (learnt.name.clone(), learnt.provider)));
        decided.learnt.extend(learnt);
    }
    decided
}

/// Adds an item for the parts of each payment together: those that nobody explained or undid. Returns the
/// parts by that item.
fn add_whole(open: &mut Open) -> HashMap<ItemAt, Vec<ItemAt>> {
    let undone: HashSet<EntryId> = open.reverses.iter().map(|(_, entry)| *entry).collect();
    let mut payments: BTreeMap<(EntryId, AccountId), Vec<ItemAt>> = BTreeMap::new();
    for (at, payment) in &open.part_of {
        let item = &open.items[*at];
        if !undone.contains(&item.entry) && !open.known.explained.items.contains(&item.key()) {
            payments.entry((*payment, item.account)).or_default().push(*at);
        }
    }
    let mut parts = HashMap::new();
    for mut items in payments.into_values().filter(|items| items.len() > 1) {
        items.sort_by_key(|at| (open.items[*at].effective_on, open.items[*at].entry));
        let mut whole = open.items[items[0]].clone();
        whole.amount = items.iter().map(|at| open.items[*at].amount).sum();
        let documents = items.iter().flat_map(|at| open.numbers.documents(open.items[*at].numbers));
        let documents: Vec<String> = documents.map(str::to_owned).collect();
        let own: Vec<String> = open.numbers.own(whole.numbers).map(str::to_owned).collect();
        whole.numbers = open.numbers.add(&documents, &own);
        parts.insert(open.items.push(whole), items);
    }
    parts
}
