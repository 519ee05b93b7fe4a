//! `bhlp month ...`.

use clap::Subcommand;

use crate::carry_out::{Done, carry_out};
use crate::globals::{Format, Globals};
use crate::listing::listed;
use domain::{AccountName, BadText, Month, Text};
use report::{Request, catalogue};
use service::{MonthClose, MonthReopen, MonthsClose, WithoutStatement};

/// Months.
#[derive(Debug, Subcommand)]
pub(super) enum MonthCommand {
    /// Close a month; you must have recorded nothing in it
    Close {
        /// The month
        #[arg(required_unless_present = "through", conflicts_with = "through")]
        month: Option<Month>,
        /// Every open month up to this one, where nothing counts in any of them
        #[arg(long, value_name = "YYYY-MM", conflicts_with = "without_statement")]
        through: Option<Month>,
        /// Why there is no statement of an account that moved; said once for each
        #[arg(long, value_name = "ACCOUNT=REASON", value_parser = without_statement)]
        without_statement: Vec<WithoutStatement>,
    },
    /// Open a closed month again, the latest first
    Reopen {
        /// The month
        month: Month,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: Text,
    },
    /// Show every month; or of one, its accounts, what stands in the way of closing it, and who may sign
    Status {
        /// Only this month
        month: Option<Month>,
    },
}

pub(super) fn run(globals: &Globals, command: MonthCommand) -> Done {
    match command {
        MonthCommand::Close { month: Some(month), without_statement, .. } => {
            carry_out(globals, &MonthClose { month, without_statement })
        }
        MonthCommand::Close { month: None, through, .. } => {
            let through = through.expect("clap asks for one of the two");
            carry_out(globals, &MonthsClose { through })
        }
        MonthCommand::Reopen { month, reason } => carry_out(globals, &MonthReopen { month, reason }),
        MonthCommand::Status { month: None } => {
            listed(globals, &catalogue::MONTH_STATUS, &Request::default())
        }
        MonthCommand::Status { month } => {
            let on_a_screen = globals.format == Format::Table;
            listed(globals, &catalogue::MONTH_END, &Request { month, on_a_screen, ..Request::default() })
        }
    }
}

/// An account and why it has no statement: `bank:main=the council's own books`.
fn without_statement(said: &str) -> Result<WithoutStatement, String> {
    let (account, reason) =
        said.split_once('=').ok_or("write an account and the reason: bank:NAME=REASON")?;
    let account: AccountName = account.parse().map_err(|bad: BadText| bad.to_string())?;
    let reason: Text = reason.parse().map_err(|bad: BadText| bad.to_string())?;
    Ok(WithoutStatement { account, reason })
}
