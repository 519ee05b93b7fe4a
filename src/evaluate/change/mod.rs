//! How far each child came on a measure: which two scores make a change, and who has none.
//!
//! The two scores have the same measure, item and informant. The first is the last one up to the child's
//! baseline, with some days of grace; where there is none, the first after it. The last is chosen by the
//! measure's own rule ([`Pair`](domain::measure::Pair)). One informant speaks for a whole measure: the one of
//! whom most children have two scores; those of others are counted and left out, for a carer's points are not
//! a teacher's.

mod changes;
mod reliable;

pub(crate) use changes::by_child;
pub use changes::{Change, Changes, ChildChange, LeftOut, Lost, Why, changes, rule};
pub(crate) use reliable::{Reliable, in_worst_band, reliable};
pub use reliable::{band, reliable_from};
