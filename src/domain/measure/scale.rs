//! An outcome scale, and how a change on it is read.

use std::fmt;
use std::str::FromStr;

use crate::{BadWord, Better, Code, Score, Text, excerpt};

/// An outcome scale, with what is needed to read a change on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    pub code: Code,
    /// Its name.
    pub label: Text,
    pub lowest: Score,
    pub highest: Score,
    /// Which way is better.
    pub better: Better,
    /// How it is read.
    pub terms: MeasureTerms,
}

/// What a policy says about reading a measure. What is silent sets no limit and makes no claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MeasureTerms {
    /// Who may tell a score, and how reliable theirs are. None: anybody, and nothing is known of it.
    pub informants: Vec<Informant>,
    /// The fewest days between the two scores of a change.
    pub least_days: Option<u16>,
    /// Which two scores make the change.
    pub pair: Pair,
    /// Every Child Matters aims it speaks to, `1.1` to `5.6`, or whole outcomes `1` to `5`.
    pub aims: Vec<Code>,
    /// Whether it has a separate item for each goal or part, whose changes are averaged for a child.
    pub items: bool,
}

/// Somebody who tells scores of a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Informant {
    /// `carer`, `child`, `teacher`.
    pub name: Text,
    /// The reliability of their scores, in thousandths: 0 to 999.
    pub reliability: Option<u16>,
    /// The standard deviation of their scores where nothing was done.
    pub deviation: Option<Score>,
    /// Where the two come from.
    pub source: Option<Text>,
    /// Bands of scores, from the lowest up.
    pub bands: Vec<ScoreBand>,
}

/// A band of scores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreBand {
    /// Its name: `close to average`, `high`.
    pub name: Text,
    /// Its highest score, itself included.
    pub up_to: Score,
}

/// Which two scores of a child make its change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pair {
    /// The last up to the baseline, or the first after it, and the last of all.
    #[default]
    FirstAndLast,
    /// The same first one, and the first that is far enough after it.
    FirstAndNext,
    /// The same first one, and the one nearest to so many days after it.
    Nearest(u16),
}

impl Pair {
    /// The most days after the first score at which another may be looked for: two years.
    const MOST: u16 = 731;

    /// In plain words.
    pub fn describe(self) -> String {
        match self {
            Self::FirstAndLast => "the first score and the last".into(),
            Self::FirstAndNext => "the first score and the next that is far enough".into(),
            Self::Nearest(days) => format!("the first score and the one nearest to {days} days later"),
        }
    }
}

impl FromStr for Pair {
    type Err = BadWord;

    fn from_str(text: &str) -> Result<Self, BadWord> {
        let text = text.trim();
        let near = || text.strip_prefix("nearest ")?.trim().parse().ok();
        match text {
            "first-last" => Ok(Self::FirstAndLast),
            "first-next" => Ok(Self::FirstAndNext),
            _ => near().filter(|days| (1..=Self::MOST).contains(days)).map(Self::Nearest).ok_or_else(|| {
                BadWord {
                    what: "pair of scores",
                    found: excerpt(text, 40),
                    wanted: &["first-last", "first-next", "nearest DAYS (1 to 731)"],
                }
            }),
        }
    }
}

impl fmt::Display for Pair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FirstAndLast => f.write_str("first-last"),
            Self::FirstAndNext => f.write_str("first-next"),
            Self::Nearest(days) => write!(f, "nearest {days}"),
        }
    }
}

impl MeasureTerms {
    /// Finds what is known of somebody's scores.
    pub fn told_by(&self, informant: &str) -> Option<&Informant> {
        self.informants.iter().find(|known| known.name.as_str() == informant)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_written_as_it_is_read() {
        for text in ["first-last", "first-next", "nearest 1", "nearest 180", "nearest 731"] {
            assert_eq!(text.parse::<Pair>().unwrap().to_string(), text);
        }
        for bad in ["", "last", "nearest", "nearest 0", "nearest 732", "nearest -1", "nearest180", "first"] {
            assert!(bad.parse::<Pair>().is_err(), "{bad}");
        }
    }
}
