//! `bhlp budget ...`.

use super::args::{BudgetCommand, Globals};
use super::report::Listing;
use super::{Done, carry_out, listed};
use crate::service::{BudgetClose, BudgetMove, BudgetOpen, BudgetReturn, BudgetTopUp};

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
        BudgetCommand::List => listed(globals, Listing::Budgets),
        BudgetCommand::Show { child } => listed(globals, Listing::Budget(child.0)),
    }
}
