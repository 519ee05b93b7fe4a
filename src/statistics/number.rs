//! Whole numbers as real ones, in one place.

#![allow(clippy::as_conversions, reason = "what is counted here is far below 2 to the 53")]

use domain::{Pence, Score};

/// A count as a real number.
pub const fn real(count: usize) -> f64 {
    count as f64
}

/// A whole number as a real one.
pub const fn integer(number: i64) -> f64 {
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

/// The whole number nearest to a real one; halves away from nought. What is no number is nought.
pub const fn nearest(number: f64) -> i64 {
    number.round() as i64
}

/// A real number in thousandths, to the nearest; halves away from nought.
pub const fn thousandths(number: f64) -> i64 {
    nearest(number * 1000.0)
}

/// A real number to so many decimals.
pub fn decimals(number: f64, places: u8) -> f64 {
    let power = 10_f64.powi(i32::from(places));
    let rounded = (number * power).round() / power;
    if rounded == 0.0 { 0.0 } else { rounded }
}

/// A real number to so many leading figures.
pub fn figures(number: f64, leading: i32) -> f64 {
    if number == 0.0 || !number.is_finite() {
        return number;
    }
    let power = 10_f64.powi(leading - 1 - number.abs().log10().floor() as i32);
    (number * power).round() / power
}

/// Pounds to the nearest penny.
pub fn pence(pounds: f64) -> Pence {
    Pence::new((pounds * 100.0).round() as i64)
}
