//! Numbers that a line and an entry share: an invoice's, a commission's, an entry's.

use super::board::{Board, Buckets, ItemAt, LineAt};
use super::{BankItem, BookItem, How, Window};
use crate::Text;

/// How many days apart a line and an entry of one number may be.
const APART: Window = Window { after: 60, before: 10 };
/// The fewest letters and digits a number has: a shorter one stands in a text by chance.
const SHORTEST: usize = 3;
/// The fewest digits of a number without a letter that is looked for in a text: stores have numbers too.
const DIGITS: usize = 6;

/// Joins each line with the item of its account and amount that has one of its numbers, where no other
/// line or item has it.
pub(super) fn join(board: &mut Board<'_>, buckets: &Buckets, mut joined: impl FnMut(LineAt, ItemAt, How)) {
    let numbers = &board.open.numbers;
    for bucket in buckets.of_both() {
        let of_item = |item: ItemAt| numbers.of(board.item(item).numbers).map(move |number| (number, item));
        let mut by_number: Vec<(&str, ItemAt)> = bucket.items.iter().copied().flat_map(of_item).collect();
        by_number.sort_unstable();
        let mut found: Vec<(ItemAt, LineAt)> = Vec::new();
        for at in bucket.lines {
            let line = board.line(*at);
            let with = |number: &str| {
                let from = by_number.partition_point(|(other, _)| *other < number);
                let to = by_number.partition_point(|(other, _)| *other <= number);
                &by_number[from..to]
            };
            let mut items: Vec<ItemAt> =
                numbers.of(line.numbers).flat_map(with).map(|(_, item)| *item).collect();
            items.retain(|item| APART.holds(line.posted_on, board.item(*item).effective_on));
            items.sort_unstable();
            items.dedup();
            if let [only] = items[..] {
                found.push((only, *at));
            }
        }
        found.sort_unstable();
        for same in found.chunk_by(|(one, _), (other, _)| one == other) {
            if let [(item, line)] = *same
                && board.possible(line, item)
            {
                board.join(line, item);
                joined(line, item, How::Reference);
            }
        }
    }
}

/// The numbers of an item's documents.
pub(super) fn numbers_of_documents(item: &BookItem) -> Vec<String> {
    item.references.iter().map(|text| comparable(text.as_str())).filter(|word| is_number(word)).collect()
}

/// An item's own number, and its order's.
pub(super) fn own_numbers(item: &BookItem) -> Vec<String> {
    let own = [Some(item.entry), item.commission].into_iter().flatten().map(|id| id.to_string());
    own.filter(|word| is_number(word)).collect()
}

/// The words of a line in which a number may stand: of its reference, and of its text those that can be
/// no store's number.
pub(super) fn numbers_of_line(line: &BankItem) -> Vec<String> {
    let reference = line.reference.iter().flat_map(parts);
    let text = line
        .text
        .iter()
        .flat_map(parts)
        .filter(|word| word.len() >= DIGITS || word.bytes().any(|byte| byte.is_ascii_alphabetic()));
    let mut words: Vec<String> = reference.chain(text).filter(|word| is_number(word)).collect();
    words.sort_unstable();
    words.dedup();
    words
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
