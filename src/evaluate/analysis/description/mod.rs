//! What was given, what was spent, on whom and on what.

mod groups;
mod kinds;
mod months;
mod section;
mod spending;
mod spread;

pub use section::section;
