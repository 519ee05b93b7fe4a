//! `bhlp month ...`.

use super::args::{Globals, MonthCommand};
use super::report::{Listing, list};
use super::{Result, carry_out};
use crate::service::{MonthClose, MonthReopen};

pub(super) fn run(globals: &Globals, command: MonthCommand) -> Result {
    match command {
        MonthCommand::Close { month } => carry_out(globals, &MonthClose { month }),
        MonthCommand::Reopen { month, reason } => carry_out(globals, &MonthReopen { month, reason }),
        MonthCommand::Status => list(globals, Listing::Months),
    }
}
