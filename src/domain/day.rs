//! Calendar days and months, in the one written form the ledger uses.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, TimeDelta};
use thiserror::Error;

use super::excerpt;

/// A calendar day, `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NaiveDate);

/// A calendar month, `YYYY-MM`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    first: NaiveDate,
}

/// Why a text is not a day or a month.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BadDay {
    /// The text is no day of the calendar in ISO form.
    #[error("`{0}` is not a day; write year-month-day, such as 2006-09-01")]
    NotADay(String),
    /// The text is no month of the calendar in ISO form.
    #[error("`{0}` is not a month; write year-month, such as 2006-09")]
    NotAMonth(String),
}

impl BadDay {
    /// Returns the stable code of the message.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotADay(_) => "DATE_INVALID",
            Self::NotAMonth(_) => "MONTH_INVALID",
        }
    }
}

impl Day {
    /// Wraps a calendar day.
    pub const fn new(date: NaiveDate) -> Self {
        Self(date)
    }

    /// Returns the calendar day, for arithmetic.
    pub const fn date(self) -> NaiveDate {
        self.0
    }

    /// Says it as people do: `5 September 2006`.
    pub fn format_long(self) -> String {
        self.0.format("%-d %B %Y").to_string()
    }

    /// Returns the day it is in London at an instant of UTC.
    pub fn in_london(instant: NaiveDateTime) -> Self {
        Self(in_london(instant).date())
    }

    /// Returns the day before.
    pub fn before(self) -> Self {
        Self(self.0.pred_opt().expect("no day of this ledger begins the calendar"))
    }

    /// Returns the day after.
    pub fn after(self) -> Self {
        Self(self.0.succ_opt().expect("no day of this ledger ends the calendar"))
    }

    /// Says which days may have been meant by one that is wrong: its year mistyped, or its day and month
    /// exchanged; none of them more than a quarter of a year before `latest`, and none after.
    pub(crate) fn mistyped(self, latest: Self) -> Option<Self> {
        let Self(typed) = self;
        let exchanged = NaiveDate::from_ymd_opt(typed.year(), typed.day(), typed.month());
        let years = [latest.0.year(), latest.0.year() - 1].map(|year| typed.with_year(year));
        let near = latest.0 - Months::new(3)..=latest.0;
        let meant = years.into_iter().chain([exchanged]).flatten().filter(|day| near.contains(day));
        meant.max().map(Self)
    }

    /// Returns the month the day lies in.
    pub fn month(self) -> Month {
        Month { first: self.0.with_day(1).expect("every month has a first day") }
    }
}

impl Month {
    /// Returns the first day of the month.
    pub const fn first(self) -> Day {
        Day(self.first)
    }

    /// Returns the last day of the month.
    pub fn last(self) -> Day {
        Day(self.next().first.pred_opt().expect("no month of this ledger begins the calendar"))
    }

    /// Returns the month after.
    pub fn next(self) -> Self {
        Self { first: self.first + Months::new(1) }
    }

    /// Returns the month before.
    pub fn before(self) -> Self {
        Self { first: self.first - Months::new(1) }
    }

    /// Returns the period of the financial year: April is 1, March is 12.
    pub fn period(self) -> u32 {
        (self.first.month() + 8) % 12 + 1
    }

    /// Returns the financial year, which begins in April: `2006/07`.
    pub fn financial_year(self) -> String {
        let begins = self.first - Months::new(self.period() - 1);
        format!("{}/{}", begins.format("%Y"), (begins + Months::new(12)).format("%y"))
    }
}

/// Returns what the clocks of London show at an instant of UTC. Summer time, by law, adds an hour from the
/// last Sunday of March to the last of October, each at one o'clock in the morning UTC.
pub fn in_london(instant: NaiveDateTime) -> NaiveDateTime {
    let change = |month| {
        let last = NaiveDate::from_ymd_opt(instant.year(), month, 31).expect("both months have 31 days");
        let sunday = last - Days::new(last.weekday().num_days_from_sunday().into());
        sunday.and_hms_opt(1, 0, 0).expect("an hour of the day")
    };
    let summer = (change(3)..change(10)).contains(&instant);
    instant + TimeDelta::hours(summer.into())
}

/// Digits and hyphens just where ISO 8601 has them: chrono alone accepts `2006-9-1`.
fn has_iso_shape(text: &str, length: usize) -> bool {
    text.len() == length
        && text.bytes().enumerate().all(
            |(i, b)| {
                if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() }
            },
        )
}

impl FromStr for Day {
    type Err = BadDay;

    fn from_str(text: &str) -> Result<Self, BadDay> {
        let bare = text.trim();
        // By hand: rows by the million have days, and a general parser takes longer than the rest of a row.
        let part = |from: usize, to: usize| bare.get(from..to)?.parse().ok();
        has_iso_shape(bare, 10)
            .then(|| NaiveDate::from_ymd_opt(bare.get(..4)?.parse().ok()?, part(5, 7)?, part(8, 10)?))
            .flatten()
            .map(Self)
            .ok_or_else(|| BadDay::NotADay(excerpt(text, 40)))
    }
}

impl FromStr for Month {
    type Err = BadDay;

    fn from_str(text: &str) -> Result<Self, BadDay> {
        let bare = text.trim();
        has_iso_shape(bare, 7)
            .then(|| NaiveDate::parse_from_str(&format!("{bare}-01"), "%Y-%m-%d").ok())
            .flatten()
            .map(|first| Self { first })
            .ok_or_else(|| BadDay::NotAMonth(excerpt(text, 40)))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.first.year(), self.first.month())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_in_london_changes_an_hour_early_in_summer() {
        for (instant, day) in [
            ("2007-03-24T23:59:59", "2007-03-24"),
            ("2007-03-25T00:59:59", "2007-03-25"),
            ("2007-03-25T01:00:00", "2007-03-25"),
            ("2007-03-25T22:59:59", "2007-03-25"),
            ("2007-03-25T23:00:00", "2007-03-26"),
            ("2007-10-27T22:59:59", "2007-10-27"),
            ("2007-10-27T23:00:00", "2007-10-28"),
            ("2007-10-28T00:59:59", "2007-10-28"),
            ("2007-10-28T23:59:59", "2007-10-28"),
            ("2007-12-31T23:59:59", "2007-12-31"),
            // The last Sunday is the 31st, and the 25th.
            ("2013-03-30T23:30:00", "2013-03-30"),
            ("2013-03-31T23:30:00", "2013-04-01"),
            ("2018-03-24T23:30:00", "2018-03-24"),
            ("2018-03-25T23:30:00", "2018-03-26"),
        ] {
            assert_eq!(Day::in_london(instant.parse().unwrap()).to_string(), day, "{instant}");
        }
    }

    #[test]
    fn knows_leap_days_and_month_ends() {
        assert!("2008-02-29".parse::<Day>().is_ok());
        for bad in [
            "2007-02-29",
            "2008-02-30",
            "2008-13-01",
            "2008-2-1",
            "01/02/2008",
            "2008-02-01x",
            "",
            "２008-01-01",
        ] {
            assert!(bad.parse::<Day>().is_err(), "{bad}");
        }
        let february: Month = "2008-02".parse().unwrap();
        assert_eq!(february.last().to_string(), "2008-02-29");
        let march: Day = "2007-03-31".parse().unwrap();
        assert_eq!(march.month().next().first().to_string(), "2007-04-01");
        let december: Month = "2006-12".parse().unwrap();
        assert_eq!(december.last().to_string(), "2006-12-31");
    }
}
