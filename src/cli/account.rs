//! `bhlp account ...`.

use clap::Subcommand;

use super::args::Globals;
use super::report::Listing;
use super::{Done, carry_out, listed};
use crate::domain::{AccountName, Amount, Code};
use crate::service::{AccountMove, AccountOpen, Said};

/// The pilot's own accounts.
#[derive(Debug, Subcommand)]
pub(super) enum AccountCommand {
    /// Open an account: bank:NAME, card:NUMBER, imprest:NAME or notional:NAME
    Open {
        /// Its whole name
        account: Said<AccountName>,
        /// Whose card it is
        #[arg(long, value_name = "PRACTITIONER")]
        holder: Option<Said<Code>>,
    },
    /// Move money between accounts: cash to a float, a card bill settled
    Move {
        /// From which account
        from: Said<AccountName>,
        /// To which account
        to: Said<AccountName>,
        /// How much
        #[arg(allow_negative_numbers = true)]
        amount: Said<Amount>,
    },
    /// List accounts
    List,
}

pub(super) fn run(globals: &Globals, command: AccountCommand) -> Done {
    match command {
        AccountCommand::Open { account, holder } => carry_out(globals, &AccountOpen { account, holder }),
        AccountCommand::Move { from, to, amount } => {
            carry_out(globals, &AccountMove { from, to, amount, on: globals.on, note: globals.note.clone() })
        }
        AccountCommand::List => listed(globals, Listing::Accounts),
    }
}
