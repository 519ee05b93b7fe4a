//! The numbers by which a line and an entry may know each other: an invoice's, a commission's, an entry's.

use super::long::At;
use super::{BankItem, BookItem};
use crate::Text;

/// The fewest letters and digits a number has: a shorter one stands in a text by chance.
const SHORTEST: usize = 3;
/// The fewest digits of a number without a letter that is looked for in a text: stores have numbers too.
const DIGITS: usize = 6;

/// The numbers of lines and items, as text: those of documents, then its own, each list ended by an empty
/// line.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    rooms: Vec<String>,
}

/// Where the numbers of a line or an item begin.
#[derive(Clone, Copy, Debug)]
pub(super) struct NumbersAt {
    room: At,
    from: At,
}

impl Numbers {
    /// How large a room is: one that grew would be in memory twice while it does.
    const ROOM: usize = 1 << 20;
    /// What is left free in a room, so that few lists are longer.
    const SPARE: usize = 1 << 11;

    pub(super) fn add(&mut self, documents: &[String], own: &[String]) -> NumbersAt {
        if self.rooms.last().is_none_or(|room| room.len() + Self::SPARE > Self::ROOM) {
            self.rooms.push(String::with_capacity(Self::ROOM));
        }
        let last = At::new(self.rooms.len() - 1);
        let room = &mut self.rooms[last];
        let at = NumbersAt { room: last, from: At::new(room.len()) };
        for list in [documents, own] {
            for number in list {
                room.push_str(number);
                room.push('\n');
            }
            room.push('\n');
        }
        at
    }

    /// All numbers of a line or an item.
    pub(super) fn of(&self, at: NumbersAt) -> impl Iterator<Item = &str> {
        self.documents(at).chain(self.own(at))
    }

    /// Those of its documents.
    pub(super) fn documents(&self, at: NumbersAt) -> impl Iterator<Item = &str> {
        self.from(at).take_while(|number| !number.is_empty())
    }

    /// Its own.
    pub(super) fn own(&self, at: NumbersAt) -> impl Iterator<Item = &str> {
        let after = self.from(at).skip_while(|number| !number.is_empty()).skip(1);
        after.take_while(|number| !number.is_empty())
    }

    fn from(&self, at: NumbersAt) -> std::str::Split<'_, char> {
        self.rooms[at.room][at.from.get()..].split('\n')
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
