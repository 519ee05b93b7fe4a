//! `bhlp month ...`.

use clap::Subcommand;

use crate::carry_out::{Done, carry_out};
use crate::globals::Globals;
use crate::listing::listed;
use domain::{Month, Text};
use report::{Request, catalogue};
use service::{MonthClose, MonthReopen};

/// Months.
#[derive(Debug, Subcommand)]
pub(super) enum MonthCommand {
    /// Close a month; you must have recorded nothing in it
    Close {
        /// The month
        month: Month,
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
        MonthCommand::Close { month } => carry_out(globals, &MonthClose { month }),
        MonthCommand::Reopen { month, reason } => carry_out(globals, &MonthReopen { month, reason }),
        MonthCommand::Status { month: None } => {
            listed(globals, &catalogue::MONTH_STATUS, &Request::default())
        }
        MonthCommand::Status { month } => {
            listed(globals, &catalogue::MONTH_END, &Request { month, ..Request::default() })
        }
    }
}
