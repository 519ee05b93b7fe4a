//! `bhlp imprest ...`.

use clap::Subcommand;

use crate::carry_out::{Done, carry_out};
use crate::globals::Globals;
use crate::listing::listed;
use domain::{AccountName, Amount, Code, Pence};
use report::{Request, catalogue};
use service::{ImprestAdvance, ImprestAdvanceBack, ImprestCount};
use store::Scope;

/// Cash floats.
#[derive(Debug, Subcommand)]
pub(super) enum ImprestCommand {
    /// Record the cash that was counted in a float; you must have paid nothing out of it
    Count {
        /// The float: imprest:NAME
        account: AccountName,
        /// The cash that is there
        #[arg(allow_negative_numbers = true)]
        amount: Pence,
    },
    /// Give somebody cash from a float, to be accounted for
    Advance {
        /// The float: imprest:NAME
        account: AccountName,
        /// Who gets it
        practitioner: Code,
        /// How much
        #[arg(allow_negative_numbers = true)]
        amount: Amount,
    },
    /// Take an advance back: as cash, or as vouchers that are recorded as purchases
    AdvanceBack {
        /// The advance's number
        advance: i64,
    },
    /// Write the certificate of a float: what was counted, what is out, its vouchers, lines to sign on
    Certificate {
        /// The float: imprest:NAME
        account: AccountName,
    },
}

pub(super) fn run(globals: &Globals, command: ImprestCommand) -> Done {
    let on = globals.on;
    match command {
        ImprestCommand::Count { account, amount } => {
            carry_out(globals, &ImprestCount { account, cash: amount, on })
        }
        ImprestCommand::Advance { account, practitioner, amount } => {
            carry_out(globals, &ImprestAdvance { account, practitioner, amount, on })
        }
        ImprestCommand::AdvanceBack { advance } => carry_out(globals, &ImprestAdvanceBack { advance, on }),
        ImprestCommand::Certificate { account } => {
            let scope = Scope { as_at: on, ..Scope::default() };
            let request = Request { scope, account: Some(account), ..Request::default() };
            listed(globals, &catalogue::CERTIFICATE, &request)
        }
    }
}
