//! `bhlp fund ...`.

use super::args::{FundCommand, Globals};
use super::report::Listing;
use super::{Done, carry_out, listed};
use crate::service::{FundAdd, FundReceive, FundRepay};

pub(super) fn run(globals: &Globals, command: FundCommand) -> Done {
    let (on, note) = (globals.on, globals.note.clone());
    match command {
        FundCommand::Add { fund, name, contributor, stream, nature, cohort, categories, from, until } => {
            carry_out(
                globals,
                &FundAdd { fund, name, contributor, stream, nature, cohort, from, until, categories },
            )
        }
        FundCommand::Receive { fund, amount, account } => {
            carry_out(globals, &FundReceive { fund, amount, account, on, note })
        }
        FundCommand::Repay { fund, amount, account } => {
            carry_out(globals, &FundRepay { fund, amount, account, on, note })
        }
        FundCommand::List => listed(globals, Listing::Funds),
    }
}
