//! Whole numbers as real ones, in one place.

#![allow(clippy::as_conversions, reason = "what is counted here is far below 2 to the 53")]

use crate::domain::{Pence, Score};

/// A count as a real number.
pub const fn real(count: usize) -> f64 {
    count as f64
}

/// A whole number as a real one.
pub const fn whole(number: i64) -> f64 {
    number as f64
}

/// Money in pounds.
pub const fn pounds(pence: Pence) -> f64 {
    pence.get() as f64 / 100.0
}

/// A score as it is spoken.
pub const fn points(score: Score) -> f64 {
    score.thousandths() as f64 / 1000.0
}

/// The whole number at or below a number; nothing below nothing.
pub const fn floor(number: f64) -> usize {
    number as usize
}
