//! `bhlp month ...`.

use super::args::{Globals, MonthCommand};
use super::report::Listing;
use super::{Done, carry_out, listed};
use crate::service::{MonthClose, MonthReopen};

pub(super) fn run(globals: &Globals, command: MonthCommand) -> Done {
    match command {
        MonthCommand::Close { month } => carry_out(globals, &MonthClose { month }),
        MonthCommand::Reopen { month, reason } => carry_out(globals, &MonthReopen { month, reason }),
        MonthCommand::Status => listed(globals, Listing::Months),
    }
}
