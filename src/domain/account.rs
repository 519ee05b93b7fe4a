//! The pots: every account belongs to one book and is of one kind.

use std::fmt;
use std::str::FromStr;

use super::{AccountId, BadText, Code, excerpt};

/// One of the two books. Each balances by itself; no transfer joins them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Book {
    /// Where the money stands: grant, pool, available, committed, spent.
    Budget,
    /// What is owed and what was paid from where.
    Cash,
}

impl Book {
    /// Returns the written word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Budget => "budget",
            Self::Cash => "cash",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AccountKind {
    /// Budget book: where a fund's money comes from.
    Grant,
    /// Budget book: a fund's money not yet given to a child.
    Pool,
    /// Budget book: a child's money, free to use.
    Available,
    /// Budget book: a child's money promised by a commission.
    Committed,
    /// Budget book: a child's money used.
    Spent,
    /// Cash book: a fund's contribution.
    Income,
    /// Cash book: a bank account.
    Bank,
    /// Cash book: a purchase card.
    Card,
    /// Cash book: a cash float.
    Imprest,
    /// Cash book: what an agent holds for children, or is on a payee's prepaid card.
    Held,
    /// Cash book: services in kind from a notional fund.
    Notional,
    /// Cash book: what a practitioner paid themselves and is owed.
    Pocket,
    /// Cash book: what a provider is owed.
    Creditor,
    /// Cash book: what purchases of a category cost.
    Cost,
    /// Cash book: VAT to be recovered.
    Vat,
    /// Cash book: what banks charge, less the interest they pay; no child's budget bears it.
    Charge,
}

impl AccountKind {
    /// Every kind.
    pub const ALL: [Self; 16] = [
        Self::Grant,
        Self::Pool,
        Self::Available,
        Self::Committed,
        Self::Spent,
        Self::Income,
        Self::Bank,
        Self::Card,
        Self::Imprest,
        Self::Held,
        Self::Notional,
        Self::Pocket,
        Self::Creditor,
        Self::Cost,
        Self::Vat,
        Self::Charge,
    ];

    /// Finds the kind of a written word.
    pub fn from_name(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Returns the book the kind belongs to.
    pub const fn book(self) -> Book {
        match self {
            Self::Grant | Self::Pool | Self::Available | Self::Committed | Self::Spent => Book::Budget,
            Self::Income
            | Self::Bank
            | Self::Card
            | Self::Imprest
            | Self::Held
            | Self::Notional
            | Self::Pocket
            | Self::Creditor
            | Self::Cost
            | Self::Vat
            | Self::Charge => Book::Cash,
        }
    }

    /// Tells whether purchases are paid from it: an account of the pilot's, or somebody's own pocket.
    pub const fn is_own(self) -> bool {
        self.pays_cash() || matches!(self, Self::Notional)
    }

    /// Tells whether cash is paid from it.
    pub const fn pays_cash(self) -> bool {
        self.has_statements() || matches!(self, Self::Pocket)
    }

    /// Tells whether the pilot's own cash is in it, of which somebody sends statements: of services in kind
    /// nobody does, nor of what somebody has in their pocket.
    pub const fn has_statements(self) -> bool {
        matches!(self, Self::Bank | Self::Card | Self::Imprest | Self::Held)
    }

    /// Tells whether it is a pot of the budget book.
    pub const fn is_pot(self) -> bool {
        matches!(self, Self::Pool | Self::Available | Self::Committed | Self::Spent)
    }

    /// Tells whether no account of the kind comes to such a sum of pence: no pot is below zero, nor a float,
    /// which is cash in a tin, nor what somebody holds; nor is more given back to somebody than they paid
    /// themselves.
    pub const fn overstepped(self, pence: i64) -> bool {
        match self {
            Self::Imprest | Self::Held => pence < 0,
            Self::Pocket => pence > 0,
            _ => pence < 0 && self.is_pot(),
        }
    }

    /// Returns the written word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Grant => "grant",
            Self::Pool => "pool",
            Self::Available => "available",
            Self::Committed => "committed",
            Self::Spent => "spent",
            Self::Income => "income",
            Self::Bank => "bank",
            Self::Card => "card",
            Self::Imprest => "imprest",
            Self::Held => "held",
            Self::Notional => "notional",
            Self::Pocket => "pocket",
            Self::Creditor => "creditor",
            Self::Cost => "cost",
            Self::Vat => "vat",
            Self::Charge => "charge",
        }
    }
}

/// An account a transfer can name: its number and its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Account {
    /// The account's number.
    pub id: AccountId,
    pub kind: AccountKind,
}

impl Account {
    /// Pairs a number with its kind.
    pub const fn new(id: AccountId, kind: AccountKind) -> Self {
        Self { id, kind }
    }
}

/// The name of an account that money is paid from or into: `bank:main`, `card:5521`,
/// `imprest:office`, `held:BR1`, `notional:PCT`, `pocket:LP1`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AccountName {
    kind: AccountKind,
    name: Code,
}

impl AccountName {
    /// Names an account of a paying kind.
    ///
    /// # Panics
    /// When the kind is none that pays: a fault of the caller.
    pub fn new(kind: AccountKind, name: Code) -> Self {
        assert!(kind.is_own(), "{} pays nothing", kind.as_str());
        Self { kind, name }
    }

    /// Names what a payee holds.
    pub fn held_by(payee: &Code) -> Self {
        Self::new(AccountKind::Held, payee.clone())
    }

    /// Names what is owed to a person for what they paid from their own pocket.
    pub fn pocket_of(practitioner: &Code) -> Self {
        Self::new(AccountKind::Pocket, practitioner.clone())
    }

    /// Returns its name without the kind: of a pocket the person's code.
    pub const fn code(&self) -> &Code {
        &self.name
    }

    /// Returns the kind: bank, card, imprest, held, notional or pocket.
    pub const fn kind(&self) -> AccountKind {
        self.kind
    }
}

impl fmt::Display for AccountName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind.as_str(), self.name)
    }
}

impl FromStr for AccountName {
    type Err = BadText;

    fn from_str(text: &str) -> Result<Self, BadText> {
        let bad = || BadText::NotAnAccount(excerpt(text, 60));
        let (kind, name) = text.trim().split_once(':').ok_or_else(bad)?;
        let kind = match kind {
            "bank" => AccountKind::Bank,
            "card" => AccountKind::Card,
            "imprest" => AccountKind::Imprest,
            "held" => AccountKind::Held,
            "notional" => AccountKind::Notional,
            "pocket" => AccountKind::Pocket,
            _ => return Err(bad()),
        };
        Ok(Self { kind, name: name.parse()? })
    }
}
