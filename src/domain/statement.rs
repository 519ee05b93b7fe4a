//! A statement as a bank or card company tells it: plain values, whatever file they came from.

use super::{Day, Pence, Text};

/// What a statement file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementFile {
    /// What kind of file it is: `csv:lloyds`, `camt.053.001.08`, `mt940`, `ofx`, `qif`.
    pub format: String,
    /// The accounts it names; a file with a card column has one for each card.
    pub accounts: Vec<StatementAccount>,
    /// What the file holds that is no line yet, in words: entries that are pending.
    pub left_out: Vec<String>,
    pub signs: Signs,
}

/// Which way the sums of a file go, and who says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signs {
    Unsaid,
    /// By the file itself, or by its profile.
    Said,
    /// By its profile: a sum without a minus is money out, as on cards.
    AsOnCards,
    /// The same, and its balances rise with these sums: they are what is owed.
    Owed,
}

/// What a file says of one account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementAccount {
    /// The account's or card's number, as the bank writes it; `None` where the file has none.
    pub number: Option<Text>,
    /// Whether the number is that of a card, from a column that tells cards apart.
    pub is_card: bool,
    /// The first day it covers, where the file says so.
    pub from: Option<Day>,
    /// The last day it covers, where the file says so.
    pub until: Option<Day>,
    /// What was there before the first line, in the account holder's favour.
    pub opening: Option<Pence>,
    /// What is there after the last line.
    pub closing: Option<Pence>,
    /// Its lines, in the order of the file.
    pub lines: Vec<StatementLine>,
}

/// One line of a statement, as the bank tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementLine {
    /// The line of the file it begins on; the first is 1.
    pub row: u64,
    pub posted_on: Day,
    /// What it does to the account, never 0: money in is positive; a purchase by card is negative,
    /// whichever way the file writes it.
    pub amount: Pence,
    /// The merchant, or what the bank says about it.
    pub text: Option<Text>,
    /// Its reference: one may stand on several lines.
    pub reference: Option<Text>,
    /// The bank's word for what it is: `DD`, `CHQ`, `POS`.
    pub kind: Option<Text>,
    /// What it was in another currency, as the file writes it: `12.00 EUR`.
    pub foreign: Option<Text>,
}

impl StatementLine {
    /// Tells whether it is what was in the account before the first statement.
    pub fn is_opening(&self) -> bool {
        self.kind.as_ref().is_some_and(|kind| kind.as_str() == "opening")
    }

    pub fn what(&self) -> &str {
        let said = [&self.text, &self.reference, &self.kind].into_iter().flatten().next();
        said.map_or("", Text::as_str)
    }
}
