//! `bhlp account ...`.

use clap::Subcommand;

use crate::carry_out::{Done, carry_out};
use crate::globals::Globals;
use crate::listing::listed;
use domain::{AccountName, Amount, Code};
use report::{Request, catalogue};
use service::{AccountMove, AccountOpen, ChargeRecord};

/// The pilot's own accounts.
#[derive(Debug, Subcommand)]
pub(super) enum AccountCommand {
    /// Open an account: bank:NAME, card:NUMBER or imprest:NAME
    Open {
        /// Its whole name
        account: AccountName,
        /// Whose card it is
        #[arg(long, value_name = "PRACTITIONER")]
        holder: Option<Code>,
    },
    /// Move money between accounts: cash to a float, a card paid off
    Move {
        /// From which account
        from: AccountName,
        /// To which account
        to: AccountName,
        /// How much
        #[arg(allow_negative_numbers = true)]
        amount: Amount,
    },
    /// Record what the bank charges, or pays as interest; no child's budget bears it
    Charge {
        /// On which account
        account: AccountName,
        /// How much
        #[arg(allow_negative_numbers = true)]
        amount: Amount,
        /// The bank pays it: interest
        #[arg(long)]
        interest: bool,
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
        AccountCommand::Charge { account, amount, interest } => {
            let (on, note) = (globals.on, globals.note.clone());
            carry_out(globals, &ChargeRecord { account, amount, interest, on, note })
        }
        AccountCommand::List => listed(globals, &catalogue::ACCOUNTS, &Request::default()),
    }
}
