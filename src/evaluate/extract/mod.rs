//! What leaves for an evaluator: rows of single children, generalised until nobody who knows a child's
//! area, age, sex and one purchase can say which it is (docs/DISCLOSURE.md).
//!
//! `people` is what somebody knows of a child, `purchases` what is told of what was bought, `answers` what
//! is told apart from that of how it was chosen and how long it took, `amounts` puts sums together, `risk`
//! counts whom it could be and withholds, `protected` does it all, `rows` writes the rows.

mod amounts;
mod answers;
mod people;
mod protected;
mod purchases;
mod risk;
mod row;
mod rows;
#[cfg(test)]
mod tests;

pub use answers::{CHOICES, Question};
pub use row::{
    RowArea, RowBudget, RowChange, RowChild, RowChoice, RowNeed, RowOutcome, RowPurchase, RowSummary,
    RowTime, RowWait, Rows, Withheld,
};
pub use rows::rows;
