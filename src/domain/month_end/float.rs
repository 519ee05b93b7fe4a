//! The count that a month of a float rests on.

use super::super::{Day, Month, Pence};

/// A float as it was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    pub on: Day,
    pub cash: Pence,
    /// What was out as advances.
    pub advances: Pence,
    /// What the ledger says of that day.
    pub ledger: Pence,
    /// The last day of the month after it on which the ledger moved it.
    pub moved_on: Option<Day>,
}

impl Count {
    /// Returns what the ledger has beyond what was found: vouchers that are not recorded, or a loss.
    pub fn difference(&self) -> Pence {
        self.ledger - self.cash - self.advances
    }
}

/// When a float was counted last, by the end of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FloatCount {
    /// Before the month.
    Before(Day),
    /// In the month.
    Within(Count),
}

/// Which count a month of a float rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RestsOn {
    /// None: it was counted last on a day before the month.
    Before(Day),
    /// The last one in the month.
    Within {
        on: Day,
        /// What the ledger says of that day.
        ledger: Pence,
        /// The last day of the month after it on which the ledger moved the float.
        moved_on: Option<Day>,
    },
    /// The first one after the month, on a day.
    After(Day),
}

impl RestsOn {
    /// Decides which: the last in the month, if the ledger did not move the float after it; else the first
    /// of the month that follows, if there is one.
    ///
    /// `counted_on` is the day of the last count by the month's end, `next` that of the first in the month
    /// that follows; `ledger` is what the ledger says at the month's end, and `moves` what led to it.
    pub fn of(
        month: Month,
        counted_on: Day,
        next: Option<Day>,
        ledger: Pence,
        moves: &[(Day, Pence)],
    ) -> Self {
        let later = || moves.iter().filter(|(day, _)| *day > counted_on);
        let moved_on = later().map(|(day, _)| *day).max();
        let within = counted_on >= month.first();
        match next {
            Some(next) if !within || moved_on.is_some() => Self::After(next),
            _ if within => {
                let since: Pence = later().map(|(_, pence)| *pence).sum();
                Self::Within { on: counted_on, ledger: ledger - since, moved_on }
            }
            _ => Self::Before(counted_on),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn of(counted_on: &str, next: Option<&str>, moves: &[(&str, i64)]) -> RestsOn {
        let moves: Vec<_> = moves.iter().map(|(on, pence)| (day(on), Pence::new(*pence))).collect();
        let ledger = moves.iter().map(|(_, pence)| *pence).sum();
        RestsOn::of("2007-03".parse().unwrap(), day(counted_on), next.map(day), ledger, &moves)
    }

    #[test]
    fn the_last_count_of_the_month_holds_if_nothing_moved_the_float_after_it() {
        let moves = [("2007-03-01", 5000), ("2007-03-28", -1200)];
        let (on, ledger) = (day("2007-03-28"), Pence::new(3800));
        let held = RestsOn::Within { on, ledger, moved_on: None };
        assert_eq!(of("2007-03-28", None, &moves), held, "what moved it that day was counted");
        assert_eq!(of("2007-03-28", Some("2007-04-02"), &moves), held);
    }

    #[test]
    fn what_moved_it_since_asks_for_the_first_count_of_the_month_after() {
        let moves = [("2007-03-01", 5000), ("2007-03-28", -1200), ("2007-03-30", -300)];
        assert_eq!(of("2007-03-28", Some("2007-04-02"), &moves), RestsOn::After(day("2007-04-02")));
        let (on, ledger, moved_on) = (day("2007-03-28"), Pence::new(3800), Some(day("2007-03-30")));
        assert_eq!(of("2007-03-28", None, &moves), RestsOn::Within { on, ledger, moved_on });
    }

    #[test]
    fn a_count_before_the_month_is_none_of_it() {
        assert_eq!(of("2007-02-28", None, &[]), RestsOn::Before(day("2007-02-28")));
        assert_eq!(of("2007-02-28", Some("2007-04-02"), &[]), RestsOn::After(day("2007-04-02")));
    }
}
