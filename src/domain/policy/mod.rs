//! A pilot's policy: its own rules as one value, so that fifteen pilots with fifteen policies need no
//! line of code.
//!
//! Everything is known here by the codes people use; what is not said leaves the pilot's own setting
//! or sets no limit. [`PolicyTerms`] is what a file says; [`Policy::checked`] finds everything in
//! which it contradicts itself ([`Fault`]); [`Stated`] says it in plain words.

mod coded;
mod fault;
mod pattern;
mod sound;
mod stated;

use std::ops::Deref;

use super::measure::MeasureSays;
use super::{Amount, Code, Cohort, Day, DrawFirst, Gate, Others, Pence, Pilot, Refusal, Role, Text};

pub use coded::CodedCategories;
pub use fault::{Fault, Problem};
pub use pattern::{BadPattern, Pattern};
pub use stated::{Change, Stated, changes};

/// What a policy says, not yet checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyTerms {
    /// The most anyone orders alone who has no limit of their own.
    pub sign_off_limit: Option<Pence>,
    /// Above this a purchase needs a receipt.
    pub evidence_above: Option<Pence>,
    /// Days within which purchases for a child count together.
    pub split_days: Option<u16>,
    /// Days without a purchase after which a budget is idle.
    pub idle_days: Option<u16>,
    /// What a child's reference looks like.
    pub child_reference: Option<Pattern>,
    /// Funds drawn before all others, in this order.
    pub draw_first: Vec<Code>,
    /// What must be known before a budget opens.
    pub gates: Gates,
    /// The bounds of a budget, by cohort.
    pub budgets: Vec<Bounds>,
    /// Who approves what, from the sign-off limit up.
    pub bands: Vec<Band>,
    /// Whether categories that are not listed may be bought.
    pub others: Others,
    /// The categories the policy speaks of.
    pub categories: Vec<CategoryTerms>,
}

impl PolicyTerms {
    /// What holds where nothing is said.
    pub const SILENT: Self = Self {
        sign_off_limit: None,
        evidence_above: None,
        split_days: None,
        idle_days: None,
        child_reference: None,
        draw_first: Vec::new(),
        gates: Gates::OFF,
        budgets: Vec::new(),
        bands: Vec::new(),
        others: Others::Allowed,
        categories: Vec::new(),
    };
}

/// What must be known of a child before a budget opens, and who buys from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gates {
    /// A common assessment.
    pub caf: Gate,
    /// The family's consent.
    pub consent: Gate,
    /// The outcome expected.
    pub expected_outcome: Gate,
    /// That whoever buys holds the budget.
    pub holder: Gate,
}

impl Gates {
    /// Nothing is asked.
    pub const OFF: Self =
        Self { caf: Gate::Off, consent: Gate::Off, expected_outcome: Gate::Off, holder: Gate::Off };
}

/// The bounds of a cohort's budgets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The cohort.
    pub cohort: Cohort,
    /// The least a budget opens with.
    pub min: Amount,
    /// The most a budget may reach.
    pub max: Amount,
}

/// Who approves the amounts in a band.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// Amounts above this.
    pub above: Pence,
    /// Up to this, itself included; `None` for any amount.
    pub up_to: Option<Amount>,
    /// Everyone in these roles approves.
    pub roles: Vec<Role>,
    /// And these people.
    pub people: Vec<Code>,
}

/// What a policy says about a category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CategoryTerms {
    /// The category.
    pub code: Code,
    /// Whether it may be bought.
    pub allowed: bool,
    /// The most that may be committed and spent on it for one child.
    pub cap: Option<Amount>,
    /// Whether its prices usually include VAT that the council recovers.
    pub vat_usual: bool,
    /// The cost centre it is charged to in the council's ledger.
    pub cost_centre: Option<Code>,
    /// The subjective code it has in the council's ledger.
    pub subjective: Option<Code>,
}

/// A policy that does not contradict itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy(PolicyTerms);

/// A policy as a file gives it: with a name, and the days of the pilot where it says them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyFile {
    /// What it calls itself.
    pub name: Option<Text>,
    /// First day of the pilot.
    pub starts_on: Option<Day>,
    /// Last day of the pilot.
    pub ends_on: Option<Day>,
    /// Its rules.
    pub policy: Policy,
    /// What it says about measures. Not one of the rules that are kept in columns: it is read from the
    /// newest version's own text, for a change is always read by what is known now.
    pub measures: Vec<MeasureSays>,
}

impl Deref for Policy {
    type Target = PolicyTerms;

    fn deref(&self) -> &PolicyTerms {
        &self.0
    }
}

impl Policy {
    /// Takes what a policy says, if it does not contradict itself.
    ///
    /// # Errors
    /// Every contradiction there is.
    pub fn checked(terms: PolicyTerms) -> Result<Self, Vec<Fault>> {
        let faults = sound::contradictions(&terms);
        if faults.is_empty() { Ok(Self(terms)) } else { Err(faults) }
    }

    /// Says what is no contradiction, but perhaps not meant.
    pub fn doubts(&self) -> Vec<String> {
        sound::doubts(self)
    }

    /// Refuses a child's reference that does not look as the policy says.
    ///
    /// # Errors
    /// `REFERENCE_MISFITS`.
    pub fn admits(&self, child: &Code) -> Result<(), Refusal> {
        match &self.child_reference {
            Some(pattern) if !pattern.fits(child) => {
                Err(Refusal::ReferenceMisfits { child: child.clone(), pattern: pattern.to_string() })
            }
            _ => Ok(()),
        }
    }

    /// Finds the bounds of a cohort's budgets.
    pub fn bounds(&self, cohort: Cohort) -> Option<&Bounds> {
        self.budgets.iter().find(|bounds| bounds.cohort == cohort)
    }
}

impl Pilot {
    /// Returns the bounds of a cohort's budgets: the policy's, else the pilot's own.
    pub fn bounds(&self, policy: Option<&Policy>, cohort: Cohort) -> Bounds {
        let own = || Bounds { cohort, min: self.budget_min_pence, max: self.budget_max_pence };
        policy.and_then(|policy| policy.bounds(cohort).copied()).unwrap_or_else(own)
    }
}

/// Policy in force, day by day: the versions in the order they were set, each from its day.
#[derive(Clone, Debug, Default)]
pub struct Policies(pub Vec<(Day, Policy)>);

impl Policies {
    /// Returns the policy in force on a day.
    pub fn on(&self, day: Day) -> Option<&Policy> {
        self.0.iter().rev().find(|(from_on, _)| *from_on <= day).map(|(_, policy)| policy)
    }

    /// Returns which funds are drawn first, version by version.
    pub fn draw_first(&self) -> DrawFirst {
        DrawFirst(self.0.iter().map(|(from_on, policy)| (*from_on, policy.draw_first.clone())).collect())
    }
}
