//! `bhlp holding ...` and `bhlp debt ...`: money in other hands.

use clap::{Args, Subcommand};

use super::pilot_account::{IntoAccountArgs, PilotAccountArgs};
use crate::carry_out::{Done, carry_out};
use crate::globals::Globals;
use crate::listing::listed;
use domain::{Amount, Code, Pence, Text};
use report::{Request, catalogue};
use service::{DebtRecord, DebtWriteOff, HoldingAdvance, HoldingReturn, HoldingSpend};

/// Money that an agent, a broker or a prepaid card holds.
#[derive(Debug, Subcommand)]
pub(super) enum HoldingCommand {
    /// Advance money for a commission: it stays promised until it is accounted for
    Advance {
        /// The commission's number
        commission: i64,
        /// How much [default: all that is promised and not advanced]
        #[arg(allow_negative_numbers = true)]
        amount: Option<Amount>,
        #[command(flatten)]
        pilot_account: PilotAccountArgs,
    },
    /// Record what the payee spent of it
    Spend {
        /// The commission's number
        commission: i64,
        /// How much, with VAT
        #[arg(allow_negative_numbers = true)]
        amount: Amount,
        /// The VAT in it that the council recovers
        #[arg(long)]
        vat: Option<Pence>,
        /// The number of the bill
        #[arg(long, value_name = "NUMBER")]
        number: Option<Text>,
        /// Why the bill is another one, although its number was recorded before
        #[arg(long, value_name = "REASON", requires = "number")]
        again: Option<Text>,
        /// Nothing else will be spent: what is still promised is let go
        #[arg(long = "final")]
        last: bool,
    },
    /// Record what the payee gives back unspent
    Return {
        /// The commission's number
        commission: i64,
        /// How much [default: all that is held]
        #[arg(allow_negative_numbers = true)]
        amount: Option<Amount>,
        #[command(flatten)]
        into: IntoAccountArgs,
    },
    /// List what is in other hands, how old it is, and what is overdue or owed back
    List(InHandsArgs),
}

/// What is in other hands.
#[derive(Debug, Args)]
pub(super) struct InHandsArgs {
    /// Only this child's
    #[arg(long, value_name = "REF")]
    child: Option<Code>,
    /// Only this payee's
    #[arg(long, value_name = "CODE")]
    provider: Option<Code>,
    /// Only what is not accounted for or is owed back
    #[arg(long)]
    open: bool,
}

/// What families owe back.
#[derive(Debug, Subcommand)]
pub(super) enum DebtCommand {
    /// Ask back what a payment to a family is not accounted for
    Record {
        /// The payment's number: that of its commission
        commission: i64,
        /// How much [default: all that is not accounted for beyond the contingency]
        #[arg(allow_negative_numbers = true)]
        amount: Option<Amount>,
    },
    /// Give a debt up: it is spent again
    WriteOff {
        /// The payment's number: that of its commission
        commission: i64,
        /// How much [default: all that is owed back]
        #[arg(allow_negative_numbers = true)]
        amount: Option<Amount>,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: Text,
    },
    /// List what is in other hands, how old it is, and what is overdue or owed back
    List(InHandsArgs),
}

pub(super) fn holding(globals: &Globals, command: HoldingCommand) -> Done {
    let (on, note) = (globals.on, globals.note.clone());
    match command {
        HoldingCommand::Advance { commission, amount, pilot_account } => {
            let account = pilot_account.account();
            carry_out(globals, &HoldingAdvance { commission, amount, account, on, note })
        }
        HoldingCommand::Spend { commission, amount, vat, number, again, last } => {
            carry_out(globals, &HoldingSpend { commission, amount, vat, number, again, last, on, note })
        }
        HoldingCommand::Return { commission, amount, into } => {
            let account = into.account();
            carry_out(globals, &HoldingReturn { commission, amount, account, on, note })
        }
        HoldingCommand::List(args) => in_hands(globals, args),
    }
}

pub(super) fn debt(globals: &Globals, command: DebtCommand) -> Done {
    let (on, note) = (globals.on, globals.note.clone());
    match command {
        DebtCommand::Record { commission, amount } => {
            carry_out(globals, &DebtRecord { commission, amount, on, note })
        }
        DebtCommand::WriteOff { commission, amount, reason } => {
            carry_out(globals, &DebtWriteOff { commission, amount, reason, on })
        }
        DebtCommand::List(args) => in_hands(globals, args),
    }
}

fn in_hands(globals: &Globals, InHandsArgs { child, provider, open }: InHandsArgs) -> Done {
    listed(globals, &catalogue::HANDS, &Request { child, provider, open, ..Request::default() })
}
