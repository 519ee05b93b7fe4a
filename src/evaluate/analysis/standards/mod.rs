//! What others ask of an evaluation, answered from the data or left open: the code of practice of 2006, the
//! CHEERS checklist of 2022, and every parameter by which the report was made.

mod cheers;
mod criteria;
mod grounds;
mod parameters;
mod sections;

pub use sections::sections;
