//! `bhlp report`, and the listings of every noun.

use clap::Args;

use super::Result;
use super::args::Globals;
use crate::domain::{Code, Day};

/// Show a report.
#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    /// Which report
    pub name: String,
}

/// What a noun's `list` or `show` asks for.
#[derive(Clone, Debug)]
#[allow(dead_code, reason = "filled in with the reports")]
pub(super) enum Listing {
    Accounts,
    Budget(Code),
    Budgets,
    Categories,
    Child(Code),
    Children,
    Commission(i64),
    Commissions { child: Option<Code>, open: bool },
    Entries { child: Option<Code>, since: Option<Day>, until: Option<Day> },
    Entry(i64),
    Funds,
    Measures,
    Months,
    Outcomes(Code),
    Practitioners,
    Providers,
}

pub(super) fn run(_globals: &Globals, _args: ReportArgs) -> Result {
    Ok(())
}

pub(super) fn list(_globals: &Globals, _listing: Listing) -> Result {
    Ok(())
}
