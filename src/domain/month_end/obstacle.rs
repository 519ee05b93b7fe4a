//! What stands in the way of closing a month, and who had to do with it.

use std::fmt;

use super::super::{AccountName, Code, Day, EntryId, Month, Pence};
use super::{Count, Difference, FloatCount, InOut, Reconciliation, Stated};

/// What somebody had to do with a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Involvement {
    /// Recorded an entry.
    Recorded,
    /// Took in a line of a statement.
    TookIn,
    /// Matched lines and entries.
    Matched,
    /// Said what a line or an entry is.
    Answered,
    /// Counted a float.
    Counted,
    /// Gave an advance out of a float.
    Advanced,
    /// Re-opened it.
    Reopened,
}

impl Involvement {
    /// Says what it was, by the first event of it.
    pub fn describe(self, event: EntryId, month: Month) -> String {
        match self {
            Self::Recorded => format!("recorded entry {event} in {month}"),
            Self::TookIn => format!("imported statement {event}, with lines of {month}"),
            Self::Matched => format!("matched items of {month}, in run {event}"),
            Self::Answered => format!("explained or asked about an item of {month}, in event {event}"),
            Self::Counted => format!("counted a float in {month}, in event {event}"),
            Self::Advanced => format!("gave advance {event} in {month}"),
            Self::Reopened => format!("re-opened {month}, by event {event}"),
        }
    }
}

/// What stands in the way of closing a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    NotOver { month: Month },
    NotOfPilot { month: Month },
    EarlierOpen { earlier: Month },
    Involved { user: Code, involvement: Involvement, month: Month, event: EntryId },
    NobodySigns,
    NotCovered { account: AccountName, covered_to: Option<Day>, until: Day },
    Gap { account: AccountName, from: Day, to: Day },
    StatedDiffers { account: AccountName, stated: Stated },
    Unexplained { account: AccountName, difference: Difference, sum: InOut },
    Parked { account: AccountName, what: String, asked: Option<Code>, number: EntryId },
    NotCounted { account: AccountName, last: Day, until: Day },
    CountDiffers { account: AccountName, count: Count },
    MovedSince { account: AccountName, on: Day, moved_on: Day },
    NoStatement { account: AccountName, month: Month },
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotOver { month } => write!(f, "{month} ends on {}", month.last()),
            Self::NotOfPilot { month } => write!(f, "{month} is no month of the pilot"),
            Self::EarlierOpen { earlier } => write!(f, "{earlier} is still open"),
            Self::Involved { user, involvement, month, event } => {
                write!(f, "{user} {} and does not sign it off", involvement.describe(*event, *month))
            }
            Self::NobodySigns => f.write_str("nobody may sign: everybody recorded in it"),
            Self::NotCovered { account, covered_to: Some(to), until } => {
                write!(f, "{account}: its statements reach to {to}, not to {until}")
            }
            Self::NotCovered { account, covered_to: None, until } => {
                write!(f, "{account}: no statement says that it reaches to {until}")
            }
            Self::Gap { account, from, to } => {
                write!(f, "{account}: no statement covers {from} to {to}")
            }
            Self::StatedDiffers { account, stated: Stated { on, pence, lines } } => {
                let (said, came) = (pence.format_pounds(), lines.format_pounds());
                write!(f, "{account}: the bank says {said} on {on}; its lines add up to {came}")
            }
            Self::Unexplained { account, difference, sum: InOut { money_in, money_out, items } } => {
                let (noun, verb) = match (difference, items) {
                    (Difference::Outstanding, 1) => ("entry", "is"),
                    (Difference::Outstanding, _) => ("entries", "are"),
                    (Difference::Unrecorded, 1) => ("line", "is"),
                    (Difference::Unrecorded, _) => ("lines", "are"),
                };
                let (money_in, money_out) = (money_in.format_pounds(), money_out.format_pounds());
                let difference = difference.label();
                write!(
                    f,
                    "{account}: {items} {noun} {verb} {difference} and not explained: {money_in} in, {money_out} out"
                )
            }
            Self::Parked { account, what, asked, .. } => {
                let whose = asked.as_ref().map_or_else(String::new, |asked| format!(" of {asked}"));
                write!(f, "{account}: {what} waits for a reply{whose}")
            }
            Self::NotCounted { account, last, until } => {
                write!(f, "{account}: last counted on {last}, not in the month that ends on {until}")
            }
            Self::MovedSince { account, on, moved_on } => {
                write!(f, "{account}: last counted on {on}, and the ledger moved it until {moved_on}")
            }
            Self::NoStatement { account, month } => {
                write!(f, "{account}: it moved in {month}, and no statement of it was taken in")
            }
            Self::CountDiffers { account, count } => write!(
                f,
                "{account}: on {} the ledger has {}, in cash and advances there were {}",
                count.on,
                count.ledger.format_pounds(),
                (count.cash + count.advances).format_pounds()
            ),
        }
    }
}

impl Obstacle {
    /// Names the command that mends it.
    pub fn mend(&self) -> String {
        match self {
            Self::NotOver { month } => format!("from {} on: bhlp month close {month}", month.next().first()),
            Self::NotOfPilot { .. } => "see every month: bhlp month status".into(),
            Self::EarlierOpen { earlier } => format!("bhlp month close {earlier}"),
            Self::Involved { month, .. } => {
                format!("ask a colleague who recorded nothing in it: bhlp month close {month} --as USER")
            }
            Self::NobodySigns => "register somebody else: bhlp practitioner add".into(),
            Self::NotCovered { account, until, .. } => {
                format!("bhlp statement import FILE --account {account} --until {until}")
            }
            Self::Gap { account, to, .. } => format!(
                "import what is missing, or the previous file again if nothing lies between: \
                 bhlp statement import FILE --account {account} --until {to}"
            ),
            Self::StatedDiffers { account, .. } => {
                format!("import what is missing: bhlp statement import FILE --account {account}")
            }
            Self::Unexplained { account, .. } => format!("bhlp reconcile work --account {account}"),
            Self::Parked { number, .. } => format!("bhlp reconcile reply {number} TEXT"),
            Self::NotCounted { account, until, .. } => {
                format!("bhlp imprest count {account} AMOUNT --on {until}")
            }
            Self::MovedSince { account, moved_on, .. } => {
                format!("bhlp imprest count {account} AMOUNT --on {moved_on}")
            }
            Self::NoStatement { account, month } => format!(
                "take one in, or whoever signs says why: bhlp month close {month} --without-statement {account}=REASON"
            ),
            Self::CountDiffers { account, count } => {
                format!("record what is missing, then: bhlp imprest count {account} AMOUNT --on {}", count.on)
            }
        }
    }
}

impl Obstacle {
    /// Returns the command alone that mends it.
    pub fn command(&self) -> String {
        let mend = self.mend();
        mend.find("bhlp ").map_or_else(|| mend.clone(), |at| mend[at..].to_owned())
    }
}

impl Reconciliation {
    /// Names everything of this account that stands in the way of closing the month.
    fn obstacles(&self, month: Month) -> Vec<Obstacle> {
        let account = || self.account.clone();
        let mut found = Vec::new();
        if let Some(statements) = &self.statements {
            if statements.covered_to.is_none_or(|to| to < month.last()) {
                let covered_to = statements.covered_to;
                found.push(Obstacle::NotCovered { account: account(), covered_to, until: month.last() });
            }
            if let Some((from, to)) = statements.gap {
                found.push(Obstacle::Gap { account: account(), from, to });
            }
            if let Some(stated) = statements.stated.filter(|_| self.stated_difference() != Pence::ZERO) {
                found.push(Obstacle::StatedDiffers { account: account(), stated });
            }
        }
        if self.unseen && self.reason.is_none() {
            found.push(Obstacle::NoStatement { account: account(), month });
        }
        for difference in Difference::ALL {
            let sum = self.sum(difference, |item| item.reason.is_none() && item.open_query().is_none());
            if sum.items > 0 {
                found.push(Obstacle::Unexplained { account: account(), difference, sum });
            }
        }
        for item in &self.items {
            if let Some(resolution) = item.open_query() {
                let (what, asked) = (item.what.clone(), resolution.asked.clone());
                found.push(Obstacle::Parked { account: account(), what, asked, number: resolution.number });
            }
        }
        match self.counted {
            Some(FloatCount::Before(last)) => {
                found.push(Obstacle::NotCounted { account: account(), last, until: month.last() });
            }
            Some(FloatCount::Within(count)) if count.difference() != Pence::ZERO => {
                found.push(Obstacle::CountDiffers { account: account(), count });
            }
            Some(FloatCount::Within(Count { on, moved_on: Some(moved_on), .. })) => {
                found.push(Obstacle::MovedSince { account: account(), on, moved_on });
            }
            _ => {}
        }
        found
    }
}

/// Names everything that stands in the way of closing a month.
pub fn obstacles(month: Month, earlier: Option<Month>, accounts: &[Reconciliation]) -> Vec<Obstacle> {
    let earlier = earlier.map(|earlier| Obstacle::EarlierOpen { earlier });
    let of_accounts = accounts.iter().flat_map(|account| account.obstacles(month));
    earlier.into_iter().chain(of_accounts).collect()
}
