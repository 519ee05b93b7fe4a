//! Scores on outcome scales, and the score that is hoped for.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use thiserror::Error;

use super::row::{Recorded, Value, recorded};
use super::{BadAmount, Better, Code, MeasureId, Refusal, Text, excerpt};

/// A score on an outcome scale, to three decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score(i64);

impl Score {
    /// Returns the score in thousandths.
    pub const fn thousandths(self) -> i64 {
        self.0
    }

    /// Wraps thousandths.
    pub const fn from_thousandths(thousandths: i64) -> Self {
        Self(thousandths)
    }
}

recorded! { Score: self => Value::Number(self.thousandths()); }

impl FromStr for Score {
    type Err = BadAmount;

    fn from_str(text: &str) -> Result<Self, BadAmount> {
        Decimal::from_str_exact(text.trim())
            .ok()
            .filter(|score| score.abs() <= Decimal::from(1_000_000))
            .map(|score| (score * Decimal::ONE_THOUSAND).normalize())
            .filter(|thousandths| thousandths.scale() == 0)
            .and_then(|thousandths| thousandths.to_i64())
            .map(Self)
            .ok_or_else(|| BadAmount::NotANumber(excerpt(text, 40)))
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Decimal::new(self.0, 3).normalize().fmt(f)
    }
}

/// The scale of a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    pub id: MeasureId,
    pub lowest: Score,
    pub highest: Score,
    /// Which way is better.
    pub better: Better,
}

impl Scale {
    /// Refuses a score the scale does not have.
    ///
    /// # Errors
    /// `OUTCOME_OUT_OF_RANGE`.
    pub fn admits(&self, measure: &Code, score: Score) -> Result<(), Refusal> {
        if (self.lowest..=self.highest).contains(&score) {
            return Ok(());
        }
        Err(Refusal::OutcomeOutOfRange {
            measure: measure.clone(),
            lowest: self.lowest.to_string(),
            highest: self.highest.to_string(),
            found: score.to_string(),
        })
    }
}

/// A score that is hoped for: `gbo:goal-1>=7`, or `sdq_total<=13` where lower is better.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    pub measure: Code,
    /// Which goal or part, where the measure has some.
    pub item: Option<Text>,
    /// Whether the score is to be at least or at most this.
    pub better: Better,
    pub score: Score,
}

impl Target {
    /// Refuses a score the scale does not have, or one that would be no improvement.
    ///
    /// # Errors
    /// `OUTCOME_OUT_OF_RANGE`, `FIELD_INVALID`.
    pub fn checked(&self, scale: &Scale) -> Result<(), Refusal> {
        scale.admits(&self.measure, self.score)?;
        if self.better == scale.better {
            return Ok(());
        }
        let wanted = match scale.better {
            Better::Higher => "at least a score (>=): a higher score of this measure is better",
            Better::Lower => "at most a score (<=): a lower score of this measure is better",
        };
        Err(Refusal::FieldInvalid { field: "expected score", found: self.to_string(), wanted })
    }
}

/// Why a text is no score that can be hoped for.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "`{0}` is no score to hope for; write MEASURE>=SCORE or MEASURE:ITEM>=SCORE in quotes, such as 'gbo:goal-1>=7' (<= where lower is better)"
)]
pub struct BadTarget(String);

impl BadTarget {
    /// Returns the stable code of the message.
    pub fn code(&self) -> &'static str {
        match self {
            Self(_) => "TARGET_INVALID",
        }
    }
}

impl FromStr for Target {
    type Err = BadTarget;

    fn from_str(text: &str) -> Result<Self, BadTarget> {
        let bad = || BadTarget(excerpt(text, 40));
        let (name, better, score) = match (text.split_once(">="), text.split_once("<=")) {
            (Some((name, score)), None) => (name, Better::Higher, score),
            (None, Some((name, score))) => (name, Better::Lower, score),
            _ => return Err(bad()),
        };
        let (measure, item) = match name.split_once(':') {
            Some((measure, item)) => (measure, Some(item.parse().map_err(|_| bad())?)),
            None => (name, None),
        };
        let measure = measure.parse().map_err(|_| bad())?;
        Ok(Self { measure, item, better, score: score.parse().map_err(|_| bad())? })
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let item = self.item.as_ref().map(|item| format!(":{item}")).unwrap_or_default();
        let sign = match self.better {
            Better::Higher => ">=",
            Better::Lower => "<=",
        };
        write!(f, "{}{item}{sign}{}", self.measure, self.score)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_written_as_it_is_read() {
        for text in ["gbo:goal-1>=7", "gbo>=6.5", "sdq_total<=13"] {
            assert_eq!(text.parse::<Target>().unwrap().to_string(), text);
        }
        assert_eq!(" gbo : goal-1 >= 7 ".parse::<Target>().unwrap().to_string(), "gbo:goal-1>=7");
        for bad in ["", "gbo", "gbo=7", "gbo>7", ">=7", "gbo>=", "gbo:>=7", "gbo>=7<=8", "gbo>=seven"] {
            assert!(bad.parse::<Target>().is_err(), "{bad}");
        }
    }
}
