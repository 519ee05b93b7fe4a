//! What leaves for an evaluator: rows of single children, generalised until nobody who knows a child's
//! area, age, sex and one purchase can say which it is (docs/DISCLOSURE.md).
//!
//! `generalise` is what somebody knows of a child, `purchases` what is shown of what was bought,
//! `choices_and_waits` how it was chosen and how long it took, counted apart from that, `micro_aggregation`
//! puts sums together, `risk` counts whom it could be and withholds, `protected` does it all, `rows` makes
//! them rows.

mod choices_and_waits;
mod generalise;
mod micro_aggregation;
mod protected;
mod purchases;
mod risk;
mod row;
mod rows;
#[cfg(test)]
mod tests;

pub use choices_and_waits::{CHOICES, Question};
pub use row::{
    RowArea, RowBudget, RowChange, RowChild, RowChoice, RowNeed, RowOutcome, RowPurchase, RowSummary,
    RowTime, RowWait, Rows, Withheld,
};
pub use rows::rows;
