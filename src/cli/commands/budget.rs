//! `bhlp budget ...`.

use clap::Subcommand;

use crate::carry_out::{Done, carry_out};
use crate::globals::Globals;
use crate::listing::listed;
use domain::{Amount, Code, Text};
use report::{Request, catalogue};
use service::{
    BudgetAccept, BudgetClose, BudgetHandOver, BudgetMove, BudgetOpen, BudgetReopen, BudgetReturn,
    BudgetTopUp,
};

/// Budgets.
#[derive(Debug, Subcommand)]
pub(super) enum BudgetCommand {
    /// Open a child's budget
    Open {
        /// The child's reference
        child: Code,
        /// How much
        #[arg(allow_negative_numbers = true)]
        amount: Amount,
        /// The fund it comes from [default: the least restricted that has enough]
        #[arg(long)]
        fund: Option<Code>,
        /// The outcome expected: an Every Child Matters aim, 1.1 to 5.6
        #[arg(long = "expect", value_name = "AIM")]
        expected: Option<Code>,
    },
    /// Add money to a child's budget
    TopUp {
        /// The child's reference
        child: Code,
        /// How much
        #[arg(allow_negative_numbers = true)]
        amount: Amount,
        /// The fund it comes from
        #[arg(long)]
        fund: Option<Code>,
    },
    /// Return money to the pool
    Return {
        /// The child's reference
        child: Code,
        /// How much
        #[arg(allow_negative_numbers = true)]
        amount: Amount,
        /// The fund it goes back to [default: the least restricted first]
        #[arg(long)]
        fund: Option<Code>,
    },
    /// Move money from one child to another
    Move {
        /// The child it comes from
        child: Code,
        /// The child it goes to
        to: Code,
        /// How much
        #[arg(allow_negative_numbers = true)]
        amount: Amount,
        /// The fund it belongs to
        #[arg(long)]
        fund: Option<Code>,
    },
    /// Close a budget; what is left returns to the pool
    Close {
        /// The child's reference
        child: Code,
    },
    /// Open a closed budget again, with nothing in it
    Reopen {
        /// The child's reference
        child: Code,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: Text,
    },
    /// Offer a budget to another holder; who leads the case stays
    HandOver {
        /// The child's reference
        child: Code,
        /// Who is to hold it
        #[arg(long, value_name = "PRACTITIONER", required_unless_present = "withdraw")]
        to: Option<Code>,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: Text,
        /// Withdraw the offer instead
        #[arg(long, conflicts_with = "to")]
        withdraw: bool,
    },
    /// Take over a budget that was offered to you
    Accept {
        /// The child's reference
        child: Code,
    },
    /// List every budget
    List,
    /// Show what is left for a child, and where it stands
    Show {
        /// The child's reference
        child: Code,
    },
}

pub(super) fn run(globals: &Globals, command: BudgetCommand) -> Done {
    let (on, note) = (globals.on, globals.note.clone());
    match command {
        BudgetCommand::Open { child, amount, fund, expected } => {
            carry_out(globals, &BudgetOpen { child, amount, fund, expected_outcome: expected, on, note })
        }
        BudgetCommand::TopUp { child, amount, fund } => {
            carry_out(globals, &BudgetTopUp { child, amount, fund, on, note })
        }
        BudgetCommand::Return { child, amount, fund } => {
            carry_out(globals, &BudgetReturn { child, amount, fund, on, note })
        }
        BudgetCommand::Move { child, to, amount, fund } => {
            carry_out(globals, &BudgetMove { child, to, amount, fund, on, note })
        }
        BudgetCommand::Close { child } => carry_out(globals, &BudgetClose { child, on, note }),
        BudgetCommand::Reopen { child, reason } => carry_out(globals, &BudgetReopen { child, reason, on }),
        BudgetCommand::HandOver { child, to, reason, withdraw: _ } => {
            carry_out(globals, &BudgetHandOver { child, to, reason, on })
        }
        BudgetCommand::Accept { child } => carry_out(globals, &BudgetAccept { child, on }),
        BudgetCommand::List => listed(globals, &catalogue::BUDGETS, &Request::default()),
        BudgetCommand::Show { child } => {
            listed(globals, &catalogue::BUDGET, &Request { child: Some(child), ..Request::default() })
        }
    }
}
