//! Numbers that a line and an entry share: an invoice's, a commission's, an entry's.

use super::board::{Board, Buckets, ItemAt, LineAt};
use super::{How, Window};

/// How many days apart a line and an entry of one number may be.
const APART: Window = Window { after: 60, before: 10 };

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
