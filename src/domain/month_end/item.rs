//! What is on one side only at the end of a month: a book item that is on no statement, or a bank item that
//! is in no entry; how old it is, and why it is no error.

use std::fmt;

use super::super::matching::{BankItem, ItemId};
use super::super::{AccountKind, Code, Day, EntryId, Explained, Pence};

/// Why an item makes ledger and statement differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// In the ledger, not yet on the statement.
    Outstanding,
    /// On the statement, not yet in the ledger.
    Unrecorded,
}

impl Difference {
    /// Both, in the order they are told.
    pub const ALL: [Self; 2] = [Self::Outstanding, Self::Unrecorded];

    /// Returns the words for it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Outstanding => "not yet on the statement",
            Self::Unrecorded => "not yet in the ledger",
        }
    }
}

/// What was last said of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedResolution {
    /// The event that recorded it.
    pub number: EntryId,
    /// `parked`, `replied`, `explained` or `reopened`.
    pub verdict: String,
    /// Why, where it is explained.
    pub because: Option<String>,
    /// Whose reply it waits for.
    pub asked: Option<Code>,
    /// In words.
    pub said: String,
}

/// Why an item is no error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is young enough to be on its way to the statement.
    OnItsWay(i64),
    /// It came on a later statement.
    SeenOn(Day),
    /// It was recorded later.
    RecordedOn(Day),
    /// Somebody explained it.
    Said(String),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OnItsWay(days) => write!(f, "on its way: it may take {days} days"),
            Self::SeenOn(day) => write!(f, "on the statement of {day}"),
            Self::RecordedOn(day) => write!(f, "in the ledger from {day}"),
            Self::Said(words) => f.write_str(words),
        }
    }
}

/// An item that is not reconciled at the end of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReconcilingItem {
    pub id: ItemId,
    /// The day of the entry, or the day the bank posted the line.
    pub on: Day,
    /// What it does to the account: in is positive.
    pub amount: Pence,
    /// What it is, in words.
    pub what: String,
    /// The day after the month's end on which the last of what it is matched with counts.
    pub settled_on: Option<Day>,
    /// What was last said of it.
    pub resolution: Option<RecordedResolution>,
    /// Days from its day to the month's end; set when it is explained.
    pub age: i64,
    /// Why it is no error; `None` where nobody knows, and before it is explained.
    pub reason: Option<Reason>,
}

impl ReconcilingItem {
    /// An item of which nothing else is known yet.
    pub const fn new(id: ItemId, on: Day, amount: Pence) -> Self {
        let what = String::new();
        Self { id, on, amount, what, settled_on: None, resolution: None, age: 0, reason: None }
    }

    /// A line of which nothing else is known yet.
    pub fn of_bank(item: &BankItem) -> Self {
        let what = item.what().to_owned();
        Self { what, ..Self::new(ItemId::Bank(item.id), item.posted_on, item.amount) }
    }

    /// Holds an item against what it is matched with, of which the last counts from a day: one that counts by
    /// the month's end makes no difference any more, and nothing is answered.
    pub fn unless_reconciled(self, matched_until: Option<Day>, last: Day) -> Option<Self> {
        let open = matched_until.is_none_or(|day| day > last);
        open.then_some(Self { settled_on: matched_until, ..self })
    }

    /// Returns on which side it is missing.
    pub const fn difference(&self) -> Difference {
        match self.id {
            ItemId::Book(_) => Difference::Outstanding,
            ItemId::Bank(_) => Difference::Unrecorded,
        }
    }

    /// Tells whether somebody said that it is the same money as another line.
    pub(super) fn charged_twice(&self) -> bool {
        let twice = Some(Explained::ChargedTwice.as_str());
        let said = self.resolution.as_ref().filter(|resolution| resolution.verdict == "explained");
        said.is_some_and(|resolution| resolution.because.as_deref() == twice)
    }

    /// Explains it, if it can be, in an account of a kind on the last day of a month.
    pub(super) fn explain(&mut self, kind: AccountKind, last: Day) {
        self.age = (last.date() - self.on.date()).num_days();
        self.reason = self.reason(window(kind));
    }

    /// Finds out why it is no error.
    fn reason(&self, window: i64) -> Option<Reason> {
        let outstanding = self.difference() == Difference::Outstanding;
        if let Some(day) = self.settled_on {
            return Some(if outstanding { Reason::SeenOn(day) } else { Reason::RecordedOn(day) });
        }
        match &self.resolution {
            Some(resolution) if resolution.verdict == "explained" => {
                let because = resolution.because.as_deref().unwrap_or("other").replace('_', " ");
                return Some(Reason::Said(format!("{because}: {}", resolution.said)));
            }
            // Whoever asks about it does not take it to be on its way.
            Some(resolution) if resolution.verdict != "reopened" => return None,
            _ => {}
        }
        (outstanding && self.age <= window).then_some(Reason::OnItsWay(window))
    }

    /// Returns the band of days its age lies in.
    pub const fn band(&self) -> &'static str {
        match self.age {
            ..=7 => "0-7",
            8..=30 => "8-30",
            31..=60 => "31-60",
            _ => "over 60",
        }
    }

    /// Tells whether it waits for somebody's reply.
    pub(super) fn open_query(&self) -> Option<&RecordedResolution> {
        let resolution = self.resolution.as_ref().filter(|resolution| resolution.verdict == "parked");
        resolution.filter(|_| self.settled_on.is_none())
    }

    /// Says why it is no error, or what is known of it.
    pub fn why(&self) -> String {
        match (&self.reason, &self.resolution) {
            (_, Some(resolution)) if self.open_query().is_some() => match &resolution.asked {
                Some(asked) => format!("parked, {asked} is asked: {}", resolution.said),
                None => format!("parked: {}", resolution.said),
            },
            (Some(reason), _) => reason.to_string(),
            (None, Some(resolution)) => format!("{}: {}", resolution.verdict, resolution.said),
            (None, None) => "not explained".into(),
        }
    }
}

/// How many days a purchase or payment may take to be on the statement.
const fn window(kind: AccountKind) -> i64 {
    if matches!(kind, AccountKind::Card) { 7 } else { 10 }
}

/// What is in and what is out of some items.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InOut {
    pub money_in: Pence,
    /// Money out, as a positive sum.
    pub money_out: Pence,
    /// How many items.
    pub items: usize,
}
