//! How far apart a purchase and its line on a statement may be.

use chrono::Days;

use crate::{AccountKind, Day};

/// The days on which a line may be posted, seen from the day of its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// How many days after the entry.
    pub after: u16,
    /// How many days before it: entries are recorded with the wrong day now and then.
    pub before: u16,
}

impl Window {
    /// Cards post within a week.
    pub const CARD: Self = Self { after: 7, before: 2 };
    /// Banks take longer: a cheque has to be presented.
    pub const BANK: Self = Self { after: 10, before: 2 };
    /// A bank that takes the same money twice does so within a few days.
    pub const DOUBLE: Self = Self { after: 5, before: 5 };

    /// Returns the window of a kind of account.
    pub const fn of(kind: AccountKind) -> Self {
        match kind {
            AccountKind::Card => Self::CARD,
            _ => Self::BANK,
        }
    }

    /// Returns the first and the last day that an entry of a line may have.
    pub(super) fn entries_of(self, posted_on: Day) -> (Day, Day) {
        (earlier(posted_on, self.after), later(posted_on, self.before))
    }

    /// Returns the first and the last day that a line of an entry may be posted on.
    pub fn lines_of(self, effective_on: Day) -> (Day, Day) {
        (earlier(effective_on, self.before), later(effective_on, self.after))
    }

    /// Tells whether a line and an entry are near enough.
    pub fn holds(self, posted_on: Day, effective_on: Day) -> bool {
        let (first, last) = self.entries_of(posted_on);
        first <= effective_on && effective_on <= last
    }
}

fn earlier(day: Day, days: u16) -> Day {
    Day::new(day.date().checked_sub_days(Days::new(days.into())).unwrap_or(day.date()))
}

fn later(day: Day, days: u16) -> Day {
    Day::new(day.date().checked_add_days(Days::new(days.into())).unwrap_or(day.date()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_posts_from_two_days_before_to_a_week_after() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let holds = |posted: &str, bought: &str| Window::CARD.holds(day(posted), day(bought));
        assert!(holds("2006-09-12", "2006-09-05"));
        assert!(!holds("2006-09-13", "2006-09-05"));
        assert!(holds("2006-09-03", "2006-09-05"));
        assert!(!holds("2006-09-02", "2006-09-05"));
        assert!(Window::of(AccountKind::Bank).holds(day("2006-10-01"), day("2006-09-21")));
        assert_eq!(Window::CARD.lines_of(day("2006-09-05")), (day("2006-09-03"), day("2006-09-12")));
    }
}
