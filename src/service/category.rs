//! Categories: added.

use serde::Serialize;

use super::people::refuse_registered;
use super::{Reply, Result, UnitOfWork, UseCase};
use domain::{Action, Code, Text, rows};

/// Adds a category of things that may be bought.
#[derive(Clone, Debug, Serialize)]
pub struct CategoryAdd {
    pub category: Code,
    pub label: Text,
}

impl UseCase for CategoryAdd {
    const KIND: &'static str = "category.add";
    const ACTION: Action = Action::Registers;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        refuse_registered(work, "category", &self.category)?;
        work.tx.add_category(&rows::Category { code: self.category.clone(), label: self.label.clone() })?;
        Ok(Reply::new(format!("added category {} ({})", self.category, self.label)))
    }
}
