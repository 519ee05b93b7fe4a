//! How things were chosen; and the section of that, and of plans and what became of them.

mod plans;
mod section;

pub use section::section;
