//! Figures in sentences: each has who stands behind it, and is rounded as in the tables.

use super::super::Settings;
use super::fit::Likely;
use disclosure::report::{Cell, Value};
use statistics::number::real;

/// Tells figures as the settings allow.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wording {
    threshold: usize,
    confidence: f64,
}

impl Wording {
    /// The wording that these settings allow.
    pub fn new(settings: &Settings) -> Self {
        let threshold = usize::try_from(settings.disclosure.threshold).unwrap_or(usize::MAX);
        Self { threshold, confidence: settings.confidence }
    }

    /// Whether so few may not be told.
    pub const fn small(&self, count: usize) -> bool {
        count < self.threshold
    }

    /// The fewest children that may be told of.
    pub const fn threshold(&self) -> usize {
        self.threshold
    }

    /// `95% interval`.
    pub fn interval(&self) -> String {
        format!("{:.0}% interval", self.confidence * 100.0)
    }
}

/// How far, whichever way: the words say which.
pub fn size(children: usize, number: f64, decimals: u8) -> Cell {
    Cell::of(children, Value::Number(number.abs(), decimals))
}

/// A number with its sign.
pub fn number(children: usize, number: f64, decimals: u8) -> Cell {
    Cell::of(children, Value::Number(number, decimals))
}

/// From, to.
pub fn range(children: usize, likely: &Likely, decimals: u8) -> Cell {
    Cell::of(children, Value::Interval(likely.low, likely.high, decimals))
}

/// A part of the children.
pub fn part(part: usize, of: usize) -> Cell {
    Cell::of(of, Value::Share(real(part) / real(of.max(1))))
}

/// A part of something that is no part of the children, in per cent.
pub fn percent(children: usize, share: f64) -> Cell {
    Cell::of(children, Value::Number(100.0 * share, 0))
}

/// `one, two and three`.
pub fn list(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

/// The first letter of a sentence.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
