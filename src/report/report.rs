//! What a report is, as its file declares it.

use domain::Role;
use store::{Param, Query};
use table::Column;

/// What a report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Whatever there is; nothing found is an answer.
    All,
    /// One child, who must be named.
    Child,
    /// One child's budget, which must be there.
    Budget,
    /// One family, which must be named.
    Family,
    /// One practitioner, who must be named.
    Practitioner,
    /// One commission, which must be there.
    Commission,
    /// One entry, which must be there.
    Entry,
    /// One month, which must be named.
    Month,
    /// One float, which must be named.
    Float,
}

/// How people read a report; data files are all alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A table; what is the same in every row may stand above it.
    Table,
    /// A page for a family.
    FamilyPage,
    /// Things under headings, each with what to do about it.
    Sections,
    /// A certificate, with lines to sign on.
    Certificate,
    /// A page for each account: why its ledger and its statement differ.
    Reconciliation,
}

/// Whose rows a role reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Those of the children they lead or whose budgets they hold, and of what they bought or asked for.
    Own,
    /// Those of the practitioners they manage.
    Team,
    /// All.
    All,
}

impl Whose {
    /// Returns it as a word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Team => "team",
            Self::All => "all",
        }
    }
}

/// Who may read a report. The command line asks nobody: whoever has the file has all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Right {
    /// Who.
    pub role: Role,
    /// Whose rows.
    pub whose: Whose,
}

/// Where a report's rows come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// A query.
    Asked(Query),
    /// Worked out: why ledger and statement differ.
    Reconciliation,
    /// Worked out: where a month stands.
    MonthEnd,
    /// What audit tests find, which [`crate::audit`] gives.
    Audit,
}

/// A report: where its rows come from and what its columns mean.
#[derive(Debug)]
pub struct Report {
    /// The name users type.
    pub name: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What it is for, in one line.
    pub purpose: &'static str,
    /// Who may read it, at most once for each role.
    pub rights: &'static [Right],
    /// Where its rows come from.
    pub rows: Rows,
    /// Its columns, in order.
    pub columns: &'static [Column],
    /// What narrows it.
    pub filters: &'static [Param],
    /// What it is about.
    pub subject: Subject,
    /// How people read it.
    pub layout: Layout,
    /// What is said when there is nothing.
    pub nothing: &'static str,
}

impl Report {
    /// Tells whether a total stands under it for people.
    pub(crate) fn has_totals(&self) -> bool {
        self.columns.iter().any(|column| column.totalled)
    }
}
