//! `bhlp account ...`.

use super::args::{AccountCommand, Globals};
use super::report::Listing;
use super::{Done, carry_out, listed};
use crate::service::{AccountMove, AccountOpen};

pub(super) fn run(globals: &Globals, command: AccountCommand) -> Done {
    match command {
        AccountCommand::Open { account, holder } => carry_out(globals, &AccountOpen { account, holder }),
        AccountCommand::Move { from, to, amount } => {
            carry_out(globals, &AccountMove { from, to, amount, on: globals.on, note: globals.note.clone() })
        }
        AccountCommand::List => listed(globals, Listing::Accounts),
    }
}
