//! A policy that does not contradict itself, and which is in force on a day.

use std::ops::Deref;

use super::fault::Fault;
use super::sound;
use super::terms::{Bounds, PolicyTerms};
use crate::measure::MeasureSays;
use crate::{AccountName, Code, Cohort, Day, DrawFirst, Pence, Pilot, Refusal, Text};

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
    /// Months after its last in which what was committed is settled.
    pub settling_up_months: Option<u16>,
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

    /// Says how far a bank may be below nothing.
    pub fn limit_of(&self, account: &AccountName) -> Option<Pence> {
        self.accounts.iter().find(|terms| terms.account == *account).and_then(|terms| terms.limit)
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
