//! The pilot's own words: categories and measures.

use serde::Serialize;

use super::people::refuse_registered;
use super::{Desk, Receipt, Result, Said, UseCase};
use crate::domain::register::{Field, MeasureDetails};
use crate::domain::{Action, Better, Code, Refusal, Score, Text};

/// Adds a category of things that may be bought.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the fields are what their types say")]
pub struct CategoryAdd {
    pub category: Said<Code>,
    pub label: Said<Text>,
}

impl UseCase for CategoryAdd {
    const KIND: &'static str = "category.add";
    const ACTION: Action = Action::Registers;

    fn carry_out(&self, desk: &mut Desk<'_>) -> Result<Receipt> {
        refuse_registered(desk, "category", &self.category)?;
        desk.tx.add_category(&self.category, vec![("label", Field::Word(self.label.to_string()))])?;
        Ok(Receipt::new(format!("added category {} ({})", self.category.0, self.label.0)))
    }
}

/// Adds an outcome scale.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the fields are what their types say")]
pub struct MeasureAdd {
    pub measure: Said<Code>,
    pub label: Said<Text>,
    pub lowest: Said<Score>,
    pub highest: Said<Score>,
    pub better: Said<Better>,
}

impl UseCase for MeasureAdd {
    const KIND: &'static str = "measure.add";
    const ACTION: Action = Action::Registers;

    fn carry_out(&self, desk: &mut Desk<'_>) -> Result<Receipt> {
        refuse_registered(desk, "measure", &self.measure)?;
        if self.highest.0 <= self.lowest.0 {
            let (field, wanted) = ("highest", "a score above the lowest");
            return Err(Refusal::FieldInvalid { field, found: self.highest.to_string(), wanted }.into());
        }
        let details = MeasureDetails {
            label: self.label.0.clone(),
            lowest: self.lowest.thousandths(),
            highest: self.highest.thousandths(),
            better: self.better.0,
        };
        desk.tx.add_measure(&self.measure, details.fields())?;
        Ok(Receipt::new(format!("added measure {} ({})", self.measure.0, self.label.0)))
    }
}
