//! What leaves for an evaluator: rows of single children, generalised until nobody who knows a child's
//! area, age, sex and one purchase can say which it is (docs/DISCLOSURE.md).

mod rows;

pub use rows::{
    RowArea, RowBudget, RowChange, RowChild, RowNeed, RowOutcome, RowPurchase, RowSummary, RowTime, RowWait,
    Rows, Withheld,
};

use super::{Data, Settings};

/// Makes the rows of an extract.
pub fn rows(_data: &Data, _settings: &Settings) -> Rows {
    Rows::default()
}
