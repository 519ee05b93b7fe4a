//! A pilot's own rules as the model has them, and as the file that is set.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What a policy says of a category: whether it may be bought, and the most for one child.
pub type CategoryRule = (bool, Option<i64>);

/// Who approves amounts above one figure, up to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    pub above: i64,
    pub up_to: Option<i64>,
    pub roles: Vec<&'static str>,
    pub people: Vec<&'static str>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    pub limit: Option<i64>,
    pub others_refused: bool,
    pub categories: BTreeMap<&'static str, CategoryRule>,
    pub bands: Vec<Band>,
    /// The least and the most of a budget, by cohort.
    pub bounds: BTreeMap<&'static str, (i64, i64)>,
    /// Funds drawn before the rest.
    pub draw_first: Vec<&'static str>,
    /// What is required before a budget opens: no child of the model has it.
    pub gate: Option<&'static str>,
    /// Whether only the holder of a budget buys from it: `required`, or a warning.
    pub holder: Option<&'static str>,
    /// How far an invoice may be above its order: per cent, and at most.
    pub above: Option<(i64, i64)>,
    /// How far the bank may be below nothing.
    pub bank: Option<i64>,
}

fn pounds(pence: i64) -> String {
    format!("\"{}.{:02}\"", pence / 100, pence % 100)
}

impl Policy {
    pub fn category(&self, category: &str) -> CategoryRule {
        self.categories.get(category).copied().unwrap_or((!self.others_refused, None))
    }

    /// The most somebody may approve: `None` nothing, `Some(None)` any amount.
    pub fn reach(&self, who: &str, role: &str) -> Option<Option<i64>> {
        if self.bands.is_empty() {
            return ["administrator", "finance", "manager"].contains(&role).then_some(None);
        }
        let theirs =
            self.bands.iter().filter(|band| band.roles.contains(&role) || band.people.contains(&who));
        theirs.map(|band| band.up_to).max_by_key(|up_to| up_to.unwrap_or(i64::MAX))
    }

    /// The policy as people write it.
    pub fn text(&self) -> String {
        let mut out = String::new();
        if let Some(limit) = self.limit {
            writeln!(out, "sign_off_limit = {}", pounds(limit)).unwrap();
        }
        writeln!(out, "other_categories = \"{}\"", if self.others_refused { "refused" } else { "allowed" })
            .unwrap();
        writeln!(out, "draw_first = {:?}", self.draw_first).unwrap();
        for Band { above, up_to, roles, people } in &self.bands {
            writeln!(out, "[[bands]]\nabove = {}\nroles = {roles:?}\npeople = {people:?}", pounds(*above))
                .unwrap();
            if let Some(up_to) = up_to {
                writeln!(out, "up_to = {}", pounds(*up_to)).unwrap();
            }
        }
        if let Some((percent, most)) = self.above {
            writeln!(out, "[invoices]\npercent_above = {percent}\nmost_above = {}", pounds(most)).unwrap();
        }
        if self.gate.is_some() || self.holder.is_some() {
            writeln!(out, "[gates]").unwrap();
        }
        if let Some(gate) = self.gate {
            writeln!(out, "{gate} = \"required\"").unwrap();
        }
        if let Some(holder) = self.holder {
            writeln!(out, "holder = \"{holder}\"").unwrap();
        }
        if let Some(bank) = self.bank {
            writeln!(out, "[accounts.\"bank:main\"]\nlimit = {}", pounds(bank)).unwrap();
        }
        for (cohort, (min, max)) in &self.bounds {
            writeln!(out, "[budgets.{cohort}]\nmin = {}\nmax = {}", pounds(*min), pounds(*max)).unwrap();
        }
        for (category, (allowed, cap)) in &self.categories {
            writeln!(out, "[categories.{category}]\nallowed = {allowed}").unwrap();
            if let Some(cap) = cap {
                writeln!(out, "cap = {}", pounds(*cap)).unwrap();
            }
        }
        out
    }
}
