//! Numbers that a line and an entry share: an invoice's, an order's, an entry's.

use std::collections::HashMap;

use super::board::{Board, ItemAt, LineAt};
use super::{How, Item, Line, Window};
use crate::domain::{AccountId, Pence};

/// How many days apart a line and an entry of one number may be.
const APART: Window = Window { after: 60, before: 10 };
/// The fewest letters and digits a number has: a shorter one stands in a text by chance.
const SHORTEST: usize = 3;

/// Joins each line with the item of its account and amount that has one of its numbers, where no other
/// line or item has it.
pub(super) fn join(board: &mut Board<'_>, mut joined: impl FnMut(LineAt, ItemAt, How)) {
    let mut by_number: HashMap<(AccountId, Pence, String), Vec<ItemAt>> = HashMap::new();
    for (at, item) in board.items.iter().enumerate() {
        for number in numbers_of(item) {
            by_number.entry((item.account, item.amount, number)).or_default().push(at);
        }
    }
    let mut found: HashMap<ItemAt, Vec<LineAt>> = HashMap::new();
    for (at, line) in board.lines.iter().enumerate() {
        let mut items: Vec<ItemAt> = words(line)
            .filter_map(|word| by_number.get(&(line.account, line.amount, word)))
            .flatten()
            .copied()
            .filter(|item| APART.holds(line.posted_on, board.items[*item].effective_on))
            .collect();
        items.sort_unstable();
        items.dedup();
        if let [only] = items[..] {
            found.entry(only).or_default().push(at);
        }
    }
    let mut pairs: Vec<(LineAt, ItemAt)> = found
        .into_iter()
        .filter_map(|(item, lines)| match lines[..] {
            [line] => Some((line, item)),
            _ => None,
        })
        .collect();
    pairs.sort_unstable();
    for (line, item) in pairs {
        if board.possible(line, item) {
            board.join(line, item);
            joined(line, item, How::Reference);
        }
    }
}

/// The numbers of an item: its documents', its order's and its own.
fn numbers_of(item: &Item) -> Vec<String> {
    let documents = item.references.iter().map(|text| word(text.as_str()));
    let orders = [Some(item.entry), item.commission].into_iter().flatten().map(|id| id.to_string());
    let mut numbers: Vec<String> = documents.chain(orders).filter(|word| word.len() >= SHORTEST).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// The words of a line in which a number may stand.
fn words(line: &Line) -> impl Iterator<Item = String> + '_ {
    let texts = [&line.reference, &line.text].into_iter().flatten();
    texts
        .flat_map(|text| {
            let inside =
                text.as_str().split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '#'));
            inside.chain([text.as_str()])
        })
        .map(word)
        .filter(|word| word.len() >= SHORTEST)
}

/// A number as it is compared: capitals, letters and digits only.
fn word(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}
