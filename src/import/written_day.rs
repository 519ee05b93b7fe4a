//! Days as people and spreadsheets write them.

use chrono::{Datelike, Days, NaiveDate};

/// Which of the day and the month stands first in `05/03/2007`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOrder {
    /// The day: 5 March.
    DayFirst,
    /// The month: 3 May.
    MonthFirst,
    /// Neither: days are `2007-03-05`, and nothing else is one.
    Iso,
}

/// What a cell says of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// A day that is none but this, though perhaps of no calendar.
    Plain { year: i32, month: u32, day: u32 },
    /// Two numbers of which either may be the day.
    Either { first: u32, second: u32, year: i32 },
    /// A month and no day.
    Month { year: i32, month: u32 },
    /// A spreadsheet's number of a day.
    Serial(u32),
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

impl Written {
    /// Reads a cell; none where it says nothing of a day.
    pub fn read(text: &str) -> Option<Self> {
        let text = without_time(text.trim());
        if let Some(serial) = serial(text) {
            return Some(Self::Serial(serial));
        }
        let parts: Vec<&str> =
            text.split(['/', '.', '-', ' ', ',']).filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            [year, month, day] if year.len() == 4 && number(year).is_some() => {
                let year = i32::try_from(number(year)?).ok()?;
                let month = number(month).or_else(|| named(month))?;
                Some(Self::Plain { year, month, day: number(day)? })
            }
            [first, second, year] => {
                let year = year_of(year)?;
                match (of_month(first), of_month(second), named(first), named(second)) {
                    (Some(first), Some(second), ..) => Some(Self::Either { first, second, year }),
                    (Some(day), _, _, Some(month)) | (_, Some(day), Some(month), _) => {
                        Some(Self::Plain { year, month, day })
                    }
                    _ => None,
                }
            }
            [month, year] => {
                let month = named(month).or_else(|| number(month).filter(|_| year.len() == 4))?;
                Some(Self::Month { year: year_of(year)?, month })
            }
            _ => None,
        }
    }

    /// Returns the day, where it says one and the calendar has it.
    pub fn day(self, order: DayOrder) -> Option<NaiveDate> {
        match (self, order) {
            (_, DayOrder::Iso) | (Self::Month { .. }, _) => None,
            (Self::Plain { year, month, day }, _)
            | (Self::Either { first: day, second: month, year }, DayOrder::DayFirst)
            | (Self::Either { first: month, second: day, year }, DayOrder::MonthFirst) => {
                NaiveDate::from_ymd_opt(year, month, day)
            }
            (Self::Serial(days), _) => {
                // Spreadsheets believe that 1900 had a 29 February: from March on this is day nought.
                NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days.into()))
            }
        }
    }

    /// Returns the month, where it says one; of a day only the first of a month is one.
    pub fn month(self, order: DayOrder) -> Option<NaiveDate> {
        match (self, order) {
            (Self::Month { year, month }, DayOrder::DayFirst | DayOrder::MonthFirst) => {
                NaiveDate::from_ymd_opt(year, month, 1)
            }
            _ => self.day(order).filter(|day| day.day() == 1),
        }
    }
}

/// Leaves the time of day aside: `05/03/2007 00:00`, `2007-03-05T09:30:00`.
fn without_time(text: &str) -> &str {
    match text.split_once([' ', 'T']) {
        Some((day, time)) if time.contains(':') && time.starts_with(|c: char| c.is_ascii_digit()) => day,
        _ => text,
    }
}

/// A number of days since the end of 1899, from 1954 to 2119; the time of day is left aside.
fn serial(text: &str) -> Option<u32> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let days = Some(whole).filter(|whole| whole.len() == 5 && digits(whole) && digits(part))?.parse().ok()?;
    (20_000..80_000).contains(&days).then_some(days)
}

/// A number of up to four digits.
fn number(text: &str) -> Option<u32> {
    let digits = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// A day or a month in digits: `5`, `05`, `5th`.
fn of_month(text: &str) -> Option<u32> {
    let bare = ["st", "nd", "rd", "th"].iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text);
    number(bare).filter(|_| bare.len() <= 2)
}

/// A month by name: `Mar`, `March`.
fn named(text: &str) -> Option<u32> {
    let said = text.to_ascii_lowercase();
    let is_meant =
        |month: &&str| month.starts_with(&said) && (said.len() == 3 || said == "sept" || **month == said);
    (1..).zip(MONTHS.iter()).find(|(_, month)| is_meant(month)).map(|(number, _)| number)
}

/// A year; of two digits up to 29 one of this century, as spreadsheets take it.
fn year_of(text: &str) -> Option<i32> {
    let year = i32::try_from(number(text)?).ok()?;
    match text.len() {
        2 if year < 30 => Some(2000 + year),
        2 => Some(1900 + year),
        4 => Some(year),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_every_form_are_the_day_they_say() {
        // Serials by LibreOffice Calc: =DATEVALUE("2007-03-05") is 39146.
        for text in [
            "05/03/2007",
            "5/3/2007",
            "5.3.07",
            "05-03-2007",
            "5-Mar-07",
            "05 March 2007",
            "Mar 5, 2007",
            "5th Mar 2007",
            "2007/03/05",
            "2007-03-05T09:30:00",
            "05/03/2007 00:00",
            "39146",
            "39146.5",
        ] {
            let day = Written::read(text).and_then(|written| written.day(DayOrder::DayFirst));
            assert_eq!(day.map(|day| day.to_string()).as_deref(), Some("2007-03-05"), "{text}");
        }
        let american = Written::read("05/03/2007").and_then(|written| written.day(DayOrder::MonthFirst));
        assert_eq!(american.map(|day| day.to_string()).as_deref(), Some("2007-05-03"));
        for text in ["", "x", "5/3", "31/04/2007", "1-2-3-4", "05/Foo/2007", "123456", "05/03/207"] {
            let day = Written::read(text).and_then(|written| written.day(DayOrder::DayFirst));
            assert_eq!(day, None, "{text}");
        }
    }

    #[test]
    fn months_are_those_that_spreadsheets_make_of_them() {
        for (text, wanted) in [
            ("May-96", Some("1996-05-01")),
            ("Dec-02", Some("2002-12-01")),
            ("05/1996", Some("1996-05-01")),
            ("01/05/1996", Some("1996-05-01")),
            ("May 1996", Some("1996-05-01")),
            // Somebody's birthday.
            ("17/05/1996", None),
            ("05/96", None),
        ] {
            let month = Written::read(text).and_then(|written| written.month(DayOrder::DayFirst));
            assert_eq!(month.map(|month| month.to_string()).as_deref(), wanted, "{text}");
        }
    }
}
