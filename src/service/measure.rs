//! Measures: added.

use serde::Serialize;

use super::people::refuse_registered;
use super::{Reply, Result, UnitOfWork, UseCase};
use domain::{Action, Better, Code, Refusal, Score, Text, rows};

/// Adds an outcome scale.
#[derive(Clone, Debug, Serialize)]
pub struct MeasureAdd {
    pub measure: Code,
    pub label: Text,
    pub lowest: Score,
    pub highest: Score,
    pub better: Better,
}

impl UseCase for MeasureAdd {
    const KIND: &'static str = "measure.add";
    const ACTION: Action = Action::Registers;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        refuse_registered(work, "measure", &self.measure)?;
        if self.highest <= self.lowest {
            let (field, wanted) = ("highest", "a score above the lowest");
            return Err(Refusal::FieldInvalid { field, found: self.highest.to_string(), wanted }.into());
        }
        work.tx.insert(&rows::Measure {
            code: self.measure.clone(),
            label: self.label.clone(),
            lowest_thousandths: self.lowest,
            highest_thousandths: self.highest,
            better: self.better,
        })?;
        Ok(Reply::new(format!("added measure {} ({})", self.measure, self.label)))
    }
}
