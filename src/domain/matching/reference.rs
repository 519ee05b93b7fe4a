//! Numbers that a line and an entry share: an invoice's, a commission's, an entry's.

use std::collections::HashMap;

use super::board::{Board, ItemAt, LineAt};
use super::{BankItem, BookItem, How, Window};
use crate::{AccountId, Pence, Text};

/// How many days apart a line and an entry of one number may be.
const APART: Window = Window { after: 60, before: 10 };
/// The fewest letters and digits a number has: a shorter one stands in a text by chance.
const SHORTEST: usize = 3;
/// The fewest digits of a number without a letter that is looked for in a text: stores have numbers too.
const DIGITS: usize = 6;

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
fn numbers_of(item: &BookItem) -> Vec<String> {
    let documents = item.references.iter().map(|text| comparable(text.as_str()));
    let orders = [Some(item.entry), item.commission].into_iter().flatten().map(|id| id.to_string());
    let mut numbers: Vec<String> = documents.chain(orders).filter(|word| is_number(word)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// The words of a line in which a number may stand: of its reference, and of its text those that can be
/// no store's number.
fn words(line: &BankItem) -> impl Iterator<Item = String> + '_ {
    let reference = line.reference.iter().flat_map(parts);
    let text = line
        .text
        .iter()
        .flat_map(parts)
        .filter(|word| word.len() >= DIGITS || word.bytes().any(|byte| byte.is_ascii_alphabetic()));
    reference.chain(text).filter(|word| is_number(word))
}

/// The words of a text, and the text as a whole.
fn parts(text: &Text) -> impl Iterator<Item = String> + '_ {
    let inside = text.as_str().split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '#'));
    inside.chain([text.as_str()]).map(comparable)
}

/// A number as it is compared: capitals, letters and digits only.
fn comparable(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

fn is_number(word: &str) -> bool {
    word.len() >= SHORTEST && word.bytes().any(|byte| byte.is_ascii_digit())
}
