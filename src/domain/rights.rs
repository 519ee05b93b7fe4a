//! What each role may do.

use std::fmt;

use super::vocabulary::Role;

/// Things a role may or may not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Order, receive, pay and record for a child.
    Purchase,
    /// Record outcomes and time.
    Observe,
    /// Plan for a child: needs, compacts, who holds the budget.
    Plan,
    /// Look at a child that is shielded, which is recorded.
    Look,
    /// Declare conflicts of interest.
    Declare,
    /// Open, feed and close budgets; receive funds; reverse and correct entries.
    Money,
    /// Approve or refuse what is waiting; the policy's bands say how much.
    Decide,
    /// Answer what somebody asks about a statement.
    Answer,
    /// Take statements in, and explain their lines.
    Reconcile,
    /// Close and re-open months.
    Months,
    /// Answer for what an audit test found.
    Audit,
    /// Sign what is published of the pilot's spending.
    Publish,
    /// Make extracts for an evaluation.
    Evaluate,
    /// Add and change people, providers, children, funds and words; import.
    Registers,
    /// Set the pilot's policy.
    Policy,
}

impl Role {
    /// Returns what somebody in the role is called.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::LeadProfessional => "lead professional",
            Self::Manager => "manager",
            Self::Finance => "finance officer",
            Self::Evaluator => "evaluator",
        }
    }

    /// Tells whether this role may do that.
    pub fn may(self, action: Action) -> bool {
        match self {
            Self::Administrator => true,
            // Who decides on requests does not also say how much they may decide on.
            Self::Manager | Self::Finance => action != Action::Policy,
            Self::LeadProfessional => {
                use Action::{Audit, Evaluate, Money, Months, Policy, Publish, Reconcile, Registers};
                !matches!(
                    action,
                    Money | Reconcile | Months | Audit | Publish | Evaluate | Registers | Policy
                )
            }
            Self::Evaluator => action == Action::Evaluate,
        }
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Purchase => "buy for a child",
            Self::Observe => "record outcomes or time",
            Self::Plan => "plan for a child",
            Self::Look => "look at a child that is shielded",
            Self::Declare => "declare conflicts of interest",
            Self::Money => "move money between budgets and funds, or correct entries",
            Self::Decide => "approve or refuse what others ask for",
            Self::Answer => "answer questions about statements",
            Self::Reconcile => "import statements or reconcile them",
            Self::Months => "close or re-open months",
            Self::Audit => "answer for what an audit test found",
            Self::Publish => "sign what is published",
            Self::Evaluate => "make extracts for an evaluation",
            Self::Registers => "change the registers or import",
            Self::Policy => "set the policy",
        })
    }
}
