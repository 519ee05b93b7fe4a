//! `bhlp commission ...`.

use super::args::{CommissionCommand, Globals};
use super::report::Listing;
use super::{Done, buy, carry_out, listed};
use crate::service::{CommissionAmend, CommissionCancel, CommissionPlace};

pub(super) fn run(globals: &Globals, command: CommissionCommand) -> Done {
    let (on, note) = (globals.on, globals.note.clone());
    match command {
        CommissionCommand::Place { wanted, every } => {
            carry_out(globals, &CommissionPlace { wanted: buy::wanted(*wanted, every)?, on, note })
        }
        CommissionCommand::Amend { commission, amount, vat } => {
            carry_out(globals, &CommissionAmend { commission, amount, vat, on, note })
        }
        CommissionCommand::Cancel { commission } => {
            carry_out(globals, &CommissionCancel { commission, on, note })
        }
        CommissionCommand::List { child, open } => {
            listed(globals, Listing::Commissions { child: child.map(|child| child.0), open })
        }
        CommissionCommand::Show { commission } => listed(globals, Listing::Commission(commission)),
    }
}
