//! Statistics against other programs and published examples, against simulated pilots whose truth is
//! known, and against everything that has no answer.
#![allow(
    clippy::unwrap_used,
    clippy::float_arithmetic,
    clippy::as_conversions,
    reason = "tests fail by panicking, and reckon with real numbers"
)]

mod chance;
mod coverage;
mod impossible;
mod recorded;
mod threads;
