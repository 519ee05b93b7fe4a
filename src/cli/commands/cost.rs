//! `bhlp cost ...`.

use clap::Subcommand;

use crate::carry_out::{Done, carry_out};
use crate::globals::Globals;
use crate::listing::listed;
use domain::{AccountName, Amount, Code, Pence, Text};
use report::{Request, catalogue};
use service::CostRecord;

/// What the pilot itself cost.
#[derive(Debug, Subcommand)]
pub(super) enum CostCommand {
    /// Record what the pilot itself cost: set-up, training, coordination, management, evaluation
    Record {
        /// The fund that bears it
        fund: Code,
        /// Its category: one for the pilot itself, see category list
        category: Code,
        /// How much, with VAT
        #[arg(allow_negative_numbers = true)]
        amount: Amount,
        /// Who was paid: code or name; left out for pay and other costs of the authority's own
        #[arg(long, value_name = "PROVIDER")]
        provider: Option<String>,
        /// The VAT in it that the council recovers
        #[arg(long, default_value = "0.00", allow_negative_numbers = true)]
        vat: Pence,
        /// The number of the invoice
        #[arg(long, value_name = "NUMBER")]
        number: Option<Text>,
        /// Why it is another bill, where its number was recorded before
        #[arg(long, value_name = "REASON", requires = "number")]
        again: Option<Text>,
        /// Paid from which account [default: bank:main; what is given in kind has its own]
        #[arg(long, value_name = "KIND:NAME")]
        account: Option<AccountName>,
    },
    /// List what the pilot itself cost
    List,
}

pub(super) fn run(globals: &Globals, command: CostCommand) -> Done {
    match command {
        CostCommand::Record { fund, category, amount, provider, vat, number, again, account } => {
            let (on, note) = (globals.on, globals.note.clone());
            let cost = CostRecord { fund, category, amount, vat, provider, number, again, account, on, note };
            carry_out(globals, &cost)
        }
        CostCommand::List => listed(globals, &catalogue::COSTS, &Request::default()),
    }
}
