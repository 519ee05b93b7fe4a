//! What else a file says about its lines, in the columns that a profile leaves aside: words for the direction
//! that must agree with the signs, states of what never moved, fees beside the amount.

use std::collections::BTreeMap;

use csv::StringRecord;

use super::date_money_formats::{Way, money};
use super::layout::{Layout, plain_name};
use super::marks::Marks;
use domain::{Pence, excerpt};
use file::BadRow;

/// Words for money out and money in that stand for nothing else.
const STRONG: [(&str, Way); 29] = [
    ("dr", Way::Out),
    ("debit", Way::Out),
    ("debits", Way::Out),
    ("dbit", Way::Out),
    ("db", Way::Out),
    ("soll", Way::Out),
    ("af", Way::Out),
    ("withdrawal", Way::Out),
    ("withdrawn", Way::Out),
    ("paid out", Way::Out),
    ("money out", Way::Out),
    ("out", Way::Out),
    ("outgoing", Way::Out),
    ("expense", Way::Out),
    ("expenditure", Way::Out),
    ("cr", Way::In),
    ("credit", Way::In),
    ("credits", Way::In),
    ("crdt", Way::In),
    ("haben", Way::In),
    ("bij", Way::In),
    ("deposit", Way::In),
    ("deposited", Way::In),
    ("paid in", Way::In),
    ("money in", Way::In),
    ("in", Way::In),
    ("incoming", Way::In),
    ("income", Way::In),
    ("received", Way::In),
];
/// Words that say a direction beside a word for the other.
const WEAK: [(&str, Way); 18] = [
    ("d", Way::Out),
    ("s", Way::Out),
    ("h", Way::In),
    ("c", Way::In),
    ("-", Way::Out),
    ("+", Way::In),
    ("payment", Way::Out),
    ("paid", Way::Out),
    ("spent", Way::Out),
    ("sent", Way::Out),
    ("purchase", Way::Out),
    ("charge", Way::Out),
    ("receipt", Way::In),
    ("receive", Way::In),
    ("received", Way::In),
    ("refund", Way::In),
    ("lodgement", Way::In),
    ("return", Way::In),
];
/// States in which money has not moved, by how they begin.
const DEAD: [&str; 17] = [
    "revert",
    "declin",
    "denied",
    "held",
    "on hold",
    "fail",
    "cancel",
    "reject",
    "refus",
    "void",
    "pending",
    "authori",
    "block",
    "expired",
    "in progress",
    "processing",
    "unsuccess",
];
/// Which way a word says that money went, if it is such a word.
pub(super) fn way(word: &str) -> Option<Way> {
    let plain = plain_name(word);
    STRONG.iter().chain(&WEAK).find(|(other, _)| *other == plain).map(|(_, way)| *way)
}

fn is_strong(word: &str) -> bool {
    let plain = plain_name(word);
    STRONG.iter().any(|(other, _)| *other == plain)
}

/// Tells whether words are of a column for the direction: words for both, or one that means nothing else.
pub(super) fn are_directions<'v>(words: impl Iterator<Item = &'v str>) -> bool {
    let (mut out, mut in_, mut strong, mut purchase, mut payment) = (false, false, true, false, false);
    for word in words {
        match way(word) {
            Some(Way::Out) => out = true,
            Some(Way::In) => in_ = true,
            None => return false,
        }
        strong &= is_strong(word);
        purchase |= plain_name(word) == "purchase";
        payment |= plain_name(word) == "payment";
    }
    // On a card a payment beside purchases is what was paid to the company.
    (out || in_) && (strong || (out && in_)) && !(purchase && payment)
}

/// Tells whether a state is one in which no money has moved.
pub(super) fn is_dead(state: &str) -> bool {
    let plain = plain_name(state);
    DEAD.iter().any(|word| plain.starts_with(word)) || plain.starts_with("not ")
}

/// Tells whether a state is one in which money has moved.
pub(super) fn is_done(state: &str) -> bool {
    const DONE: [&str; 12] = [
        "complet", "settl", "post", "book", "clear", "paid", "success", "process", "done", "ok", "billed",
        "active",
    ];
    let plain = plain_name(state);
    DONE.iter().any(|word| plain.starts_with(word))
}

/// Tells whether a column's name is that of a state.
pub(super) fn is_state(name: &str) -> bool {
    let plain = plain_name(name);
    plain.split(|c: char| !c.is_alphanumeric()).any(|part| part == "state" || part == "status")
}

/// Tells whether a column's name is that of a fee beside the amount.
pub(super) fn is_fee(name: &str) -> bool {
    let plain = plain_name(name);
    plain
        .split(|c: char| !c.is_alphanumeric())
        .any(|part| ["fee", "fees", "charge", "charges", "commission"].contains(&part))
}

/// Tells whether a text is that of a payment to a card's company.
pub(super) fn is_payment_to_card(text: &str) -> bool {
    let plain = plain_name(text);
    ["payment received", "thank you", "payment - thank", "direct debit", "payment by"]
        .iter()
        .any(|word| plain.contains(word))
        || plain == "payment"
}

/// Tells whether a row has nothing but words, with no sum among them: the foot of a page.
pub(super) fn is_remark<'v>(values: impl Iterator<Item = &'v str>) -> bool {
    let mut filled = values.map(str::trim).filter(|value| !value.is_empty());
    let is_sum = |word: &str| {
        word.contains('£')
            || word
                .split_once(['.', ','])
                .is_some_and(|(_, pence)| pence.starts_with(|c: char| c.is_ascii_digit()))
    };
    let words = |text: &str| text.starts_with(char::is_alphabetic) && !text.split_whitespace().any(is_sum);
    filled.next().is_some_and(words) && filled.next().is_none()
}

/// What the columns say that a profile leaves aside.
pub(super) struct Evidence {
    words: Vec<WordColumn>,
    states: Vec<(usize, String)>,
    fees: Vec<(usize, String)>,
    /// What may be the reason where balances do not follow, by the line.
    pub(super) notes: BTreeMap<u64, String>,
    dead: Vec<String>,
    more_dead: usize,
    fee: (usize, Pence),
}

/// A column that may say the direction.
struct WordColumn {
    place: usize,
    name: String,
    /// The words met, of which there are few.
    words: Vec<String>,
    agree: usize,
    against: usize,
    first: Vec<(u64, String, Pence)>,
}

impl Evidence {
    const SHOWN: usize = 20;
    /// A column with more words than this says no direction.
    const WORDS: usize = 8;

    pub(super) fn of(layout: &Layout) -> Self {
        let named = |place: usize| layout.titles.get(place).cloned().unwrap_or_default();
        let aside = || (0..layout.width).filter(|place| layout.is_aside(*place));
        let words = aside().map(|place| WordColumn {
            place,
            name: named(place),
            words: Vec::new(),
            agree: 0,
            against: 0,
            first: Vec::new(),
        });
        let of = |is: fn(&str) -> bool| {
            aside().map(|place| (place, named(place))).filter(|(_, name)| is(name)).collect::<Vec<_>>()
        };
        Self {
            words: words.collect(),
            states: of(is_state),
            fees: of(is_fee),
            notes: BTreeMap::new(),
            dead: Vec::new(),
            more_dead: 0,
            fee: (0, Pence::ZERO),
        }
    }

    /// Takes what stands beside a line that was read.
    pub(super) fn see(&mut self, row: u64, record: &StringRecord, marks: Marks, amount: Pence) {
        let value = |place: usize| record.get(place).unwrap_or_default().trim();
        if amount != Pence::ZERO {
            self.words.retain_mut(|column| column.see(row, value(column.place), amount));
        }
        for (place, name) in self.states.clone() {
            let state = value(place);
            if is_dead(state) {
                let said = format!("`{}` is {}", excerpt(&name, 30), excerpt(state, 30));
                let told = format!("line {row}: {said}, and {amount} is taken: see whether it moved");
                if self.dead.len() < Self::SHOWN {
                    self.dead.push(told)
                } else {
                    self.more_dead += 1
                }
                self.note(row, said);
            } else if !state.is_empty() && !is_done(state) && amount != Pence::ZERO {
                let said = format!("`{}` is {}", excerpt(&name, 30), excerpt(state, 30));
                if self.dead.len() < Self::SHOWN {
                    self.dead.push(format!("line {row}: {said}: see whether the {amount} moved"));
                } else {
                    self.more_dead += 1;
                }
            }
        }
        for (place, name) in self.fees.clone() {
            let fee = money(marks, value(place)).unwrap_or_default();
            if fee != Pence::ZERO {
                self.fee = (self.fee.0 + 1, self.fee.1 + fee);
                self.note(row, format!("`{}` is {fee}", excerpt(&name, 30)));
            }
        }
    }

    fn note(&mut self, row: u64, said: String) {
        if self.notes.len() < 1_000 {
            self.notes.entry(row).and_modify(|note| *note = format!("{note}, {said}")).or_insert(said);
        }
    }

    /// The lines whose sign goes against a word for the direction, and of how many.
    pub(super) fn against(&self) -> Vec<BadRow> {
        let telling = |column: &&WordColumn| {
            column.against > 0 && are_directions(column.words.iter().map(String::as_str))
        };
        let Some(column) = self.words.iter().find(telling) else { return Vec::new() };
        let called = match column.name.is_empty() {
            true => format!("column {}", column.place + 1),
            false => format!("`{}`", excerpt(&column.name, 30)),
        };
        let row = |(line, word, amount): &(u64, String, Pence)| {
            let way = if *amount > Pence::ZERO { "in" } else { "out" };
            let message = format!("{called} says `{word}`, and {amount} is read as money {way}");
            let (column, code) = (Some("amount"), "STATEMENT_AMOUNT_SIGN");
            BadRow { line: *line, column, code, message, excerpt: word.clone() }
        };
        column.first.iter().map(row).collect()
    }

    /// What has to be looked at all the same; the fee is proved where balances follow.
    pub(super) fn told(&mut self, balanced: bool) -> Vec<String> {
        let mut told = std::mem::take(&mut self.dead);
        if self.more_dead > 0 {
            told.push(format!("and {} more lines of such states", self.more_dead));
        }
        if let (lines @ 1.., sum) = self.fee
            && !balanced
        {
            let lines = if lines == 1 { "1 line".to_owned() } else { format!("{lines} lines") };
            let names: Vec<String> =
                self.fees.iter().map(|(_, name)| format!("`{}`", excerpt(name, 30))).collect();
            told.push(format!("{} of {sum} on {lines} is not in the amount", names.join(" and ")));
        }
        told
    }
}

impl WordColumn {
    /// Takes a word; `false` once the column has something else.
    fn see(&mut self, row: u64, word: &str, amount: Pence) -> bool {
        let Some(way) = way(word) else { return false };
        if !self.words.iter().any(|other| other.eq_ignore_ascii_case(word)) {
            if self.words.len() == Evidence::WORDS {
                return false;
            }
            self.words.push(word.to_owned());
        }
        if (way == Way::In) == (amount > Pence::ZERO) {
            self.agree += 1;
        } else {
            self.against += 1;
            if self.first.len() < Evidence::SHOWN {
                self.first.push((row, excerpt(word, 30), amount));
            }
        }
        true
    }
}
