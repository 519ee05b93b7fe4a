//! `bhlp fund ...`.

use clap::Subcommand;

use crate::carry_out::{Done, carry_out};
use crate::globals::Globals;
use crate::listing::listed;
use domain::{AccountName, Amount, ClaimBasis, Code, Cohort, Day, Nature, Stream, Text};
use report::{Request, catalogue};
use service::{FundAdd, FundReceive, FundRepay};

/// Funds.
#[derive(Debug, Subcommand)]
pub(super) enum FundCommand {
    /// Register a fund and what it is kept for
    Add {
        /// Its code
        fund: Code,
        /// Its name
        #[arg(long)]
        name: Text,
        /// Who gives the money
        #[arg(long)]
        contributor: Text,
        /// pump_priming or mainstream
        #[arg(long, default_value = "pump_priming")]
        stream: Stream,
        /// cash, or notional for services given in kind
        #[arg(long, default_value = "cash")]
        nature: Nature,
        /// Keep it for one cohort: additional_needs or looked_after
        #[arg(long, help_heading = "Ring-fenced to")]
        cohort: Option<Cohort>,
        /// Keep it for a category; may be given several times
        #[arg(long = "category", value_name = "CATEGORY", help_heading = "Ring-fenced to")]
        categories: Vec<Code>,
        /// Not before this day
        #[arg(long, value_name = "DATE", help_heading = "Ring-fenced to")]
        from: Option<Day>,
        /// Not after this day
        #[arg(long, value_name = "DATE", help_heading = "Ring-fenced to")]
        until: Option<Day>,
        /// What its grant is claimed for: incurred by its last day, or only what is paid (defrayed) by then
        #[arg(long, default_value = "incurred", value_name = "BASIS", help_heading = "Its grant")]
        claim_basis: ClaimBasis,
        /// The day its grant is claimed by [default: the end of the pilot's settling up]
        #[arg(long, value_name = "DATE", help_heading = "Its grant")]
        claim_by: Option<Day>,
    },
    /// Receive a contributor's money
    Receive {
        /// The fund
        fund: Code,
        /// How much
        #[arg(allow_negative_numbers = true)]
        amount: Amount,
        /// Into which account [default: bank:main; what is given in kind has its own]
        #[arg(long, value_name = "KIND:NAME")]
        account: Option<AccountName>,
        /// Of a pool: which partner's it is
        #[arg(long, value_name = "NAME")]
        partner: Option<Text>,
    },
    /// Repay unused money
    Repay {
        /// The fund
        fund: Code,
        /// How much
        #[arg(allow_negative_numbers = true)]
        amount: Amount,
        /// From which account
        #[arg(long, value_name = "KIND:NAME")]
        account: Option<AccountName>,
        /// Of a pool: which partner's it is
        #[arg(long, value_name = "NAME")]
        partner: Option<Text>,
    },
    /// List funds with what they have and what they are kept for
    List,
}

pub(super) fn run(globals: &Globals, command: FundCommand) -> Done {
    let (on, note) = (globals.on, globals.note.clone());
    match command {
        FundCommand::Add {
            fund,
            name,
            contributor,
            stream,
            nature,
            cohort,
            categories,
            from,
            until,
            claim_basis,
            claim_by,
        } => carry_out(
            globals,
            &FundAdd {
                fund,
                name,
                contributor,
                stream,
                nature,
                cohort,
                from,
                until,
                claim_basis,
                claim_by,
                categories,
            },
        ),
        FundCommand::Receive { fund, amount, account, partner } => {
            carry_out(globals, &FundReceive { fund, amount, account, partner, on, note })
        }
        FundCommand::Repay { fund, amount, account, partner } => {
            carry_out(globals, &FundRepay { fund, amount, account, partner, on, note })
        }
        FundCommand::List => listed(globals, &catalogue::FUNDS, &Request::default()),
    }
}
