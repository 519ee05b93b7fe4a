//! An outcome scale and what a pilot's policy says about reading it. Scores only: the wording of
//! instruments is licensed and is never kept.

mod built_in;
mod scale;
mod stated;

pub use built_in::built_in;
pub use scale::{Informant, Measure, MeasureTerms, Pair, ScoreBand};
pub use stated::MeasureSays;
