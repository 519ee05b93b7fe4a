//! One line or entry, as the report of what is open tells it.

use crate::code_lookup::{CodeLookup, Rows};
use crate::failure::Result;
use domain::{AccountName, Pence};
use report::Request;
use service::Candidate;

/// A candidate, and what its entries are.
pub(super) type Known = (Candidate, Vec<ListedItem>);

/// A line of a statement, or an entry of the ledger.
#[derive(Clone, Debug, Default)]
pub(super) struct ListedItem {
    /// `line` or `entry`.
    pub kind: String,
    /// Its number.
    pub number: i64,
    /// The account.
    pub account: String,
    /// Its day.
    pub day: String,
    /// What it does to the account.
    pub amount: Pence,
    /// What it is.
    pub what: String,
    /// How old it is.
    pub days: i64,
    /// How it stands.
    pub state: String,
    /// What was said of it.
    pub said: String,
    /// What it was in another currency.
    pub abroad: String,
    /// Its number at the bank or the provider.
    pub reference: String,
    /// What it may be by mistake.
    pub doubt: String,
    /// The matching it is in.
    pub matching: Option<i64>,
    /// What decided that.
    pub how: String,
}

impl ListedItem {
    /// Reads lines and entries: what is open, or all.
    pub fn all(codes: &mut CodeLookup, account: Option<&AccountName>, open: bool) -> Result<Vec<Self>> {
        let request = Request { account: account.cloned(), open, ..Request::default() };
        let rows = codes.rows("reconcile", &request)?;
        Ok(rows.rows.iter().map(|row| Self::of(&rows, row)).collect())
    }

    fn of(rows: &Rows, row: &[String]) -> Self {
        let cell = |column: &str| row[rows.place(column)].clone();
        let pence = |column: &str| Pence::parse(&cell(column)).unwrap_or(Pence::ZERO);
        let number = |column: &str| cell(column).parse().ok();
        let (because, said) = (cell("because").replace('_', " "), cell("said"));
        let apart = if because.is_empty() || said.is_empty() { "" } else { ", " };
        Self {
            kind: cell("side"),
            number: number("number").expect("a line and an entry have a number"),
            account: cell("account"),
            day: cell("on"),
            amount: pence("money_in") - pence("money_out"),
            what: cell("what"),
            days: number("days").unwrap_or_default(),
            state: cell("state"),
            said: format!("{because}{apart}{said}"),
            abroad: cell("foreign_amount"),
            reference: cell("reference"),
            doubt: String::new(),
            matching: number("matching"),
            how: cell("how"),
        }
    }

    /// Tells whether it is the same line or entry.
    pub fn is(&self, other: &Self) -> bool {
        self.kind == other.kind && self.number == other.number && self.account == other.account
    }

    /// Says its amount and way: `£12.50 out`.
    pub fn way(&self) -> String {
        way(self.amount)
    }
}

/// Says an amount with its way.
pub(super) fn way(amount: Pence) -> String {
    match amount < Pence::ZERO {
        true => format!("{} out", (-amount).format_pounds()),
        false => format!("{} in", amount.format_pounds()),
    }
}
