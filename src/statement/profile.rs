//! How a bank lays out its CSV files: a profile for each layout, as a small TOML file. Those that are shipped
//! are part of the program; docs/STATEMENTS.md explains every key.

use std::fmt;

use super::date_money_formats::DayForm;
use super::marks::Marks;
use domain::{Code, Text};

/// One layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Its name, such as `lloyds`.
    pub name: Code,
    /// Whose layout it is.
    pub title: Text,
    /// The TOML it was read from.
    pub text: String,
    pub(super) delimiter: u8,
    /// Lines before anything else.
    pub(super) skip: usize,
    pub(super) header: Header,
    /// The whole lines of names that its files have, as names are compared: a file with others is laid out
    /// otherwise.
    pub(super) names: Vec<Vec<String>>,
    /// How many values a line has, where the header does not say.
    pub(super) fields: Option<usize>,
    /// What stands before the pence; where it is not said, the file's amounts tell.
    pub(super) marks: Option<Marks>,
    /// The ways a day may be written; no text fits two of them.
    pub(super) days: Vec<DayForm>,
    pub(super) first_line: Option<FirstLine>,
    pub(super) columns: Columns,
    /// Whether it says how money out is written; it need not.
    pub(super) says_money_out: bool,
    pub(super) pass_over: Vec<PassOver>,
}

/// Whether a line with the names of the columns stands above the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Header {
    Present,
    Absent,
    /// Some exports have one, some do not: a first line without a day is one.
    Perhaps,
}

/// A record of the whole file, before its header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FirstLine {
    /// The place of the day all lines were posted on.
    pub(super) date: usize,
    pub(super) days: Vec<DayForm>,
}

/// Where a value stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ColumnRef {
    Named(String),
    /// The first is 1.
    Number(usize),
}

/// What stands where: in columns as the profile names them, or found in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Columns<C = ColumnRef> {
    /// `None` where the first line says it for all.
    pub(super) date: Option<C>,
    pub(super) amount: Money<C>,
    /// What is taken beside the amount: the money that moved is the amount less this.
    pub(super) fee: Option<C>,
    pub(super) text: Vec<C>,
    pub(super) reference: Vec<C>,
    pub(super) kind: Vec<C>,
    pub(super) currency: Option<C>,
    pub(super) foreign: Vec<C>,
    pub(super) balance: Option<C>,
    pub(super) account: Vec<C>,
    pub(super) card: Vec<C>,
}

/// How a line says what it does to the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Money<C = ColumnRef> {
    /// One column with a sign.
    Signed { amount: C, out: Sign },
    /// A column for money out and one for money in.
    Apart { out: C, in_: C },
    /// A column with the sum, and one with a word for its direction.
    Flagged { amount: C, flag: C, words: Words },
}

/// The words for a direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) out: Vec<String>,
    pub(super) in_: Vec<String>,
}

impl<C> Columns<C> {
    /// Puts other columns in the places of these.
    pub(super) fn map<D>(&self, find: &mut impl FnMut(&C) -> D) -> Columns<D> {
        let date = self.date.as_ref().map(&mut *find);
        let amount = match &self.amount {
            Money::Signed { amount, out } => Money::Signed { amount: find(amount), out: *out },
            Money::Apart { out, in_ } => Money::Apart { out: find(out), in_: find(in_) },
            Money::Flagged { amount, flag, words } => {
                Money::Flagged { amount: find(amount), flag: find(flag), words: words.clone() }
            }
        };
        Columns {
            date,
            amount,
            fee: self.fee.as_ref().map(&mut *find),
            text: self.text.iter().map(&mut *find).collect(),
            reference: self.reference.iter().map(&mut *find).collect(),
            kind: self.kind.iter().map(&mut *find).collect(),
            currency: self.currency.as_ref().map(&mut *find),
            foreign: self.foreign.iter().map(&mut *find).collect(),
            balance: self.balance.as_ref().map(&mut *find),
            account: self.account.iter().map(&mut *find).collect(),
            card: self.card.iter().map(&mut *find).collect(),
        }
    }
}

/// How money out is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Sign {
    /// As banks do: `-12.00`.
    Negative,
    /// As card companies do: a purchase is `12.00`, a refund `-12.00`.
    Positive,
}

/// Lines that are none of the account's: totals, footers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PassOver {
    pub(super) column: ColumnRef,
    pub(super) begins: Vec<String>,
}

impl Profile {
    /// Says in words what a line has to hold: `a day (DD/MM/YY) in column 1, ...`.
    pub(super) fn wants(&self) -> String {
        let Columns { date, amount, fee, text, reference, kind, currency, foreign, balance, account, card } =
            &self.columns;
        let days: Vec<String> = self.days.iter().map(ToString::to_string).collect();
        let mut wants = Vec::new();
        wants.extend(date.as_ref().map(|column| format!("the day ({}) in {column}", days.join(" or "))));
        wants.push(match amount {
            Money::Signed { amount, .. } => format!("the amount in {amount}"),
            Money::Apart { out, in_ } => format!("money out in {out} and money in in {in_}"),
            Money::Flagged { amount, flag, .. } => {
                format!("the amount in {amount} and its direction in {flag}")
            }
        });
        let mut several = |what: &str, columns: &[ColumnRef]| {
            let columns: Vec<String> = columns.iter().map(ToString::to_string).collect();
            if !columns.is_empty() {
                wants.push(format!("{what} in {}", columns.join(" and ")));
            }
        };
        several("the fee", fee.as_slice());
        several("the text", text);
        several("the reference", reference);
        several("the kind", kind);
        several("the currency", currency.as_slice());
        several("the sum in another currency", foreign);
        several("the balance", balance.as_slice());
        several("the account", account);
        several("the card", card);
        wants.join(", ")
    }

    /// Returns every column it names, but for those of lines to pass over.
    pub(super) fn every_column(&self) -> Vec<ColumnRef> {
        let mut all = Vec::new();
        let _ = self.columns.map(&mut |column| all.push(column.clone()));
        all
    }
}

impl fmt::Display for ColumnRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(name) => write!(f, "`{name}`"),
            Self::Number(number) => write!(f, "column {number}"),
        }
    }
}
