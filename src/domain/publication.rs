//! Spending published for a quarter: the quarter, what may be decided on a line, and who is perhaps a person.

use std::collections::HashSet;
use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use thiserror::Error;

use super::{Day, excerpt};

/// What stands for a person's name.
pub const REDACTED: &str = "REDACTED PERSONAL DATA";

/// What leaves the pilot nowhere: references of children, names and codes of those who act.
#[derive(Clone, Debug, Default)]
pub struct Withheld {
    phrases: HashSet<String>,
    longest: usize,
}

impl Withheld {
    /// Holds words and names, of two characters at least.
    pub fn new(words: impl IntoIterator<Item = String>) -> Self {
        let mut withheld = Self::default();
        for word in words {
            let parts = plain(&word);
            let phrase = parts.join(" ");
            if phrase.chars().count() > 1 {
                withheld.longest = withheld.longest.max(parts.len());
                withheld.phrases.insert(phrase);
            }
        }
        withheld
    }

    /// Finds which of some texts hold one of these words and names: of many words only those that begin as
    /// something in the texts does are looked at.
    pub fn among(texts: HashSet<String>, words: Vec<String>) -> HashSet<String> {
        let said: HashSet<String> = texts.iter().flat_map(|text| plain(text)).collect();
        let begins = |word: &String| match word.is_ascii() {
            true => {
                let mut parts = word.split(|c: char| !c.is_alphanumeric());
                parts
                    .find(|part| !part.is_empty())
                    .is_some_and(|first| said.contains(&first.to_ascii_lowercase()))
            }
            false => plain(word).first().is_some_and(|first| said.contains(first)),
        };
        let withheld = Self::new(words.into_iter().filter(begins));
        texts.into_iter().filter(|text| withheld.is_in(text)).collect()
    }

    /// Tells whether a text holds one of them, as whole words, whatever their case.
    pub fn is_in(&self, text: &str) -> bool {
        let parts = plain(text);
        let starts = 0..parts.len();
        let most = |start: usize| self.longest.min(parts.len() - start);
        starts.into_iter().any(|start| {
            (1..=most(start)).any(|length| self.phrases.contains(&parts[start..start + length].join(" ")))
        })
    }
}

fn plain(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let parts = lower.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

/// A quarter of the calendar: 2006Q4 is October to December 2006.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter {
    year: i32,
    number: u32,
}

/// Why a text is no quarter.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "`{0}` is not a quarter of the calendar; write year, Q and 1 to 4, such as 2006Q4 for October to December"
)]
pub struct BadQuarter(String);

impl BadQuarter {
    /// Returns the stable code of the message.
    pub fn code(&self) -> &'static str {
        match self {
            Self(_) => "QUARTER_INVALID",
        }
    }
}

impl Quarter {
    pub fn first(self) -> Day {
        day(self.year, 3 * self.number - 2)
    }

    pub fn last(self) -> Day {
        day(self.year, 3 * self.number).month().last()
    }
}

fn day(year: i32, month: u32) -> Day {
    Day::new(NaiveDate::from_ymd_opt(year, month, 1).expect("a month of a year of four digits"))
}

impl FromStr for Quarter {
    type Err = BadQuarter;

    fn from_str(text: &str) -> Result<Self, BadQuarter> {
        let bad = || BadQuarter(excerpt(text, 40));
        let (year, number) = text.trim().split_once(['Q', 'q']).ok_or_else(bad)?;
        let digits = |text: &str, length| text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
        if !digits(year, 4) || !digits(number, 1) {
            return Err(bad());
        }
        let (year, number) = (year.parse().map_err(|_| bad())?, number.parse().map_err(|_| bad())?);
        if !(1..=4).contains(&number) || year == 0 {
            return Err(bad());
        }
        Ok(Self { year, number })
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}Q{}", self.year, self.number)
    }
}

/// What a person decided on a line that had to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    Publish,
    /// It is published without the name.
    Redact,
    /// It is not published.
    LeaveOut,
}

impl Decision {
    /// Returns the written word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Publish => "publish",
            Self::Redact => "redact",
            Self::LeaveOut => "leave_out",
        }
    }

    /// Reads the written word, as people may write it.
    pub fn read(text: &str) -> Option<Self> {
        match text.trim().to_lowercase().replace([' ', '-'], "_").as_str() {
            "publish" => Some(Self::Publish),
            "redact" => Some(Self::Redact),
            "leave_out" => Some(Self::LeaveOut),
            _ => None,
        }
    }
}

/// What stands before a person's name.
const TITLES: [&str; 7] = ["mr", "mrs", "ms", "miss", "mx", "dr", "prof"];

/// Words that make a name an organisation's.
const ORGANISATIONS: &[&str] = &[
    "academy",
    "agency",
    "and",
    "association",
    "bank",
    "borough",
    "bus",
    "care",
    "carpets",
    "centre",
    "charity",
    "church",
    "cic",
    "clinic",
    "clothing",
    "club",
    "co",
    "college",
    "community",
    "company",
    "council",
    "county",
    "counselling",
    "foundation",
    "furniture",
    "group",
    "gym",
    "homes",
    "hospital",
    "house",
    "housing",
    "hub",
    "leisure",
    "library",
    "limited",
    "llp",
    "ltd",
    "market",
    "mentoring",
    "ministry",
    "museum",
    "nhs",
    "nursery",
    "of",
    "office",
    "park",
    "partners",
    "partnership",
    "plc",
    "police",
    "pool",
    "practice",
    "primary",
    "project",
    "provider",
    "pupil",
    "school",
    "scouts",
    "service",
    "services",
    "shoes",
    "shop",
    "society",
    "sports",
    "store",
    "stores",
    "studio",
    "support",
    "surgery",
    "swim",
    "taxis",
    "team",
    "theatre",
    "therapy",
    "training",
    "transport",
    "travel",
    "trust",
    "tuition",
    "tutors",
    "uk",
    "union",
    "university",
    "works",
    "workshop",
    "youth",
];

/// Tells whether a name may be a person's: a title, a trading name behind a person's, or two or three words
/// of letters none of which is an organisation's.
pub fn like_a_person(name: &str) -> bool {
    let lower = name.to_lowercase();
    if lower.contains("t/a") || lower.contains("trading as") {
        return true;
    }
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|w| !w.is_empty()).collect();
    if words.first().is_some_and(|first| TITLES.contains(first)) {
        return true;
    }
    (2..=3).contains(&words.len())
        && words.iter().all(|word| word.chars().all(|c| c.is_alphabetic() || c == '\''))
        && !words.iter().any(|word| ORGANISATIONS.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_as_whole_words() {
        let words = Withheld::new(["C-0001", "Pat Lee", "LP1", "x"].map(str::to_owned));
        for text in ["Club of Pat LEE", "c-0001", "Ref C 0001!", "lp1"] {
            assert!(words.is_in(text), "{text}");
        }
        for text in ["Pat Leeson", "C-00012", "LP12", "Pat and Lee", "x", ""] {
            assert!(!words.is_in(text), "{text}");
        }
    }

    #[test]
    fn quarters_are_of_the_calendar() {
        let days = |text: &str| {
            let quarter: Quarter = text.parse().unwrap();
            (quarter.first().to_string(), quarter.last().to_string(), quarter.to_string())
        };
        assert_eq!(days("2006Q4"), ("2006-10-01".into(), "2006-12-31".into(), "2006Q4".into()));
        assert_eq!(days("2008q1"), ("2008-01-01".into(), "2008-03-31".into(), "2008Q1".into()));
        assert_eq!(days("2007Q2").1, "2007-06-30");
        for bad in ["", "2006", "2006Q0", "2006Q5", "06Q4", "2006-Q4", "2006Q44", "0000Q1"] {
            assert!(bad.parse::<Quarter>().is_err(), "{bad}");
        }
    }

    #[test]
    fn who_may_be_a_person() {
        for person in
            ["Pat Lee", "Mrs P Lee", "Dr Lee", "P. J. O'Brien", "Pat Lee t/a Lee's Taxis", "Mary Ann Lee"]
        {
            assert!(like_a_person(person), "{person}");
        }
        for other in [
            "Lee Taxis Ltd",
            "Canalside Pool",
            "Clark and Sons",
            "St Anne's School",
            "Lidl",
            "Provider 7 care",
        ] {
            assert!(!like_a_person(other), "{other}");
        }
    }

    #[test]
    fn a_decision_is_read_as_people_write_it() {
        assert_eq!(Decision::read(" Leave out "), Some(Decision::LeaveOut));
        assert_eq!(Decision::read("REDACT"), Some(Decision::Redact));
        assert_eq!(Decision::read("yes"), None);
        for decision in [Decision::Publish, Decision::Redact, Decision::LeaveOut] {
            assert_eq!(Decision::read(decision.as_str()), Some(decision));
        }
    }
}
