//! Which lines of a statement and which entries of the ledger are the same money.
//!
//! A *line* is what the bank says of an account; an *item* is what one entry does to it. A
//! [`Matching`] joins lines and items of one account whose sums are equal. See `docs/STATEMENTS.md`.

mod board;
mod certain;
mod decided;
mod left;
mod long;
mod merchant;
mod numbers;
mod open;
mod parts;
mod reference;
mod window;

use std::collections::HashSet;
use std::ops::Deref;

use super::statement::StatementLine;
use super::{AccountId, Code, Day, EntryId, EntryKind, LineId, Pence, ProviderId, Text};

pub use decided::{Decided, Left};
pub use left::WhyLeft;
pub use merchant::merchant_key;
pub use open::{Known, Open};
pub use parts::decide;
pub use window::Window;

/// A line of a statement that was taken in; it reads as the line does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankItem {
    /// Its number.
    pub id: LineId,
    /// The account it stands in.
    pub account: AccountId,
    /// The day it counts from: that of posting, or the first open day when it came late.
    pub counted_on: Day,
    pub line: StatementLine,
}

impl Deref for BankItem {
    type Target = StatementLine;

    fn deref(&self) -> &StatementLine {
        &self.line
    }
}

impl BankItem {
    /// Returns the days on which another may count that is the same money, taken twice.
    pub fn days_of_double(&self) -> (Day, Day) {
        Window::DOUBLE.lines_of(self.counted_on)
    }

    /// Tells whether another may be the same money, taken twice: it says the same within a few days.
    pub fn may_be_double(&self, other: &Self) -> bool {
        let (from, until) = self.days_of_double();
        let same = (self.account, self.amount, &self.text) == (other.account, other.amount, &other.text);
        self.id != other.id && same && (from..=until).contains(&other.counted_on)
    }
}

/// What one entry does to one account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookItem {
    pub entry: EntryId,
    pub account: AccountId,
    /// The day the entry counts from.
    pub effective_on: Day,
    /// What it does to the account: in is positive.
    pub amount: Pence,
    /// What the entry records.
    pub kind: EntryKind,
    /// Who was paid, or paid back.
    pub provider: Option<ProviderId>,
    /// The commission it belongs to.
    pub commission: Option<EntryId>,
    /// The entry it undoes.
    pub reverses: Option<EntryId>,
    /// The document numbers of the entry and of its commission.
    pub references: Vec<Text>,
    /// The payment that it is a part of, by its first entry.
    pub part_of: Option<EntryId>,
}

/// A book item of an account that is known, or a bank item, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ItemId {
    /// What one entry does to the account.
    Book(EntryId),
    /// A line of its statement.
    Bank(LineId),
}

/// A provider as people know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderName {
    pub code: Code,
    pub name: String,
}

/// Who or what decided a matching.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum How {
    /// A document number that only one line and one item have.
    Reference,
    /// The amount, the days and a merchant that is known to be the provider.
    Merchant,
    /// The amount and the days: one line for the item and one item for the line.
    Amount,
    /// A person.
    Confirmed,
    /// A person recorded the entry from the line.
    Recorded,
}

impl How {
    /// Every way.
    pub const ALL: [Self; 5] =
        [Self::Reference, Self::Merchant, Self::Amount, Self::Confirmed, Self::Recorded];

    /// Returns the written word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reference => "reference",
            Self::Merchant => "merchant",
            Self::Amount => "amount",
            Self::Confirmed => "confirmed",
            Self::Recorded => "recorded",
        }
    }

    /// Finds the way of a written word.
    pub fn from_name(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.as_str() == word)
    }
}

/// Lines and items of one account that are the same money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matching {
    pub account: AccountId,
    pub lines: Vec<LineId>,
    /// The items: an entry, and what it does to the account.
    pub items: Vec<(EntryId, Pence)>,
    /// Who or what decided.
    pub how: How,
    /// How sure it is, from 0 to 100.
    pub score: u8,
}

/// Lines and items that a person has explained, for good: charged twice, not ours, never charged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explained {
    pub lines: HashSet<LineId>,
    pub items: HashSet<(EntryId, AccountId)>,
}

/// A merchant's name that was learnt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learnt {
    /// The name, as [`merchant_key`] writes it.
    pub name: String,
    pub provider: ProviderId,
    /// How many lines had nobody else's item.
    pub seen: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(id: i64, account: i64, counted_on: &str, pence: i64, text: Option<&str>) -> BankItem {
        let counted_on: Day = counted_on.parse().unwrap();
        let line = StatementLine {
            row: 1,
            posted_on: counted_on,
            amount: Pence::new(pence),
            text: text.map(|text| text.parse().unwrap()),
            reference: None,
            kind: None,
            foreign: None,
        };
        BankItem { id: LineId::new(id), account: AccountId::new(account), counted_on, line }
    }

    #[test]
    fn the_same_words_and_amount_within_five_days_may_be_taken_twice() {
        let swim = item(1, 1, "2006-09-10", -1250, Some("SWIM"));
        let double = |other: BankItem| swim.may_be_double(&other);
        for day in ["2006-09-05", "2006-09-10", "2006-09-15"] {
            assert!(double(item(2, 1, day, -1250, Some("SWIM"))), "{day}");
        }
        for day in ["2006-09-04", "2006-09-16"] {
            assert!(!double(item(2, 1, day, -1250, Some("SWIM"))), "{day}");
        }
        assert!(!double(swim.clone()), "itself");
        assert!(!double(item(2, 2, "2006-09-10", -1250, Some("SWIM"))), "another account");
        assert!(!double(item(2, 1, "2006-09-10", 1250, Some("SWIM"))), "the other way");
        assert!(!double(item(2, 1, "2006-09-10", -1250, Some("Swim"))), "other words");
        assert!(!double(item(2, 1, "2006-09-10", -1250, None)), "no words");
        let silent = item(3, 1, "2006-09-10", -1250, None);
        assert!(silent.may_be_double(&item(4, 1, "2006-09-11", -1250, None)), "both without words");
    }
}
