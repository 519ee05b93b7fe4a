//! Categories: added.

use serde::Serialize;

use super::people::refuse_registered;
use super::{Reply, Result, UnitOfWork, UseCase};
use domain::{Action, Code, SpentOn, Text, rows};

/// Adds a category of things that may be bought for children, or of what the pilot itself costs.
#[derive(Clone, Debug, Serialize)]
pub struct CategoryAdd {
    pub category: Code,
    pub label: Text,
    pub spent_on: SpentOn,
}

impl UseCase for CategoryAdd {
    const KIND: &'static str = "category.add";
    const ACTION: Action = Action::Registers;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        refuse_registered(work, "category", &self.category)?;
        let (code, label, spent_on) = (self.category.clone(), self.label.clone(), self.spent_on);
        work.tx.add_category(&rows::Category { code, label, spent_on })?;
        Ok(Reply::new(format!("added category {} ({})", self.category, self.label)))
    }
}
