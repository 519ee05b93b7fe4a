//! What can be worked out: one file a subject, each giving a section of the report. Nothing here decides
//! what may be shown.

mod added_value;
pub mod association;
mod balance;
mod bought;
pub mod change;
pub mod choice;
pub mod combine;
pub mod description;
pub mod downstream;
pub mod effect;
mod effect_groups;
pub mod effects;
pub mod fit;
pub mod happened;
mod left_out;
mod limits;
pub mod providers;
mod report;
pub mod sample;
mod sentences;
mod standards;
pub mod summary;
mod tables;
pub mod value;
pub mod waits;

pub use report::report;
