//! `bhlp agreement ...`: what is agreed with those who are given money for a child.

use clap::{Args, Subcommand};

use super::people::yes_or_no;
use crate::carry_out::{Done, carry_out};
use crate::globals::Globals;
use crate::listing::listed;
use domain::{Amount, Basis, Code, Payee, Text};
use report::{Request, catalogue};
use service::{AgreementRecord, AgreementWithdraw};

/// Agreements with payees.
#[derive(Debug, Subcommand)]
pub(super) enum AgreementCommand {
    /// Record what was agreed with a payee; it holds until something else is agreed
    Record(Box<RecordArgs>),
    /// Withdraw what was recorded wrongly: it was never agreed. What is agreed anew is recorded, from its day
    Withdraw {
        /// Its number, as `bhlp agreement list` shows it
        number: i64,
        /// Why
        #[arg(short, long, value_name = "TEXT")]
        reason: Text,
    },
    /// List what was agreed
    List {
        /// Only for this child
        #[arg(long, value_name = "REF")]
        child: Option<Code>,
        /// Only with this payee
        #[arg(long, value_name = "CODE")]
        provider: Option<Code>,
    },
}

/// Record what was agreed.
#[derive(Debug, Args)]
pub(super) struct RecordArgs {
    /// The child
    child: Code,
    /// The payee's code, as a provider; a family's is registered with it, without a name
    provider: Code,
    /// parent, carer, young_person, agent, broker or voluntary_body
    payee: Payee,
    /// The law under which a family is paid: s17A, s17(6) or other_power
    #[arg(long)]
    basis: Option<Basis>,
    /// What the money is for
    #[arg(long = "for", value_name = "TEXT")]
    purpose: Text,
    /// Where a disability is recorded, if not as the child's need (s17A)
    #[arg(long, value_name = "TEXT")]
    disability: Option<Text>,
    /// How many months after a payment accounts are due
    #[arg(long, value_name = "MONTHS", default_value_t = 3)]
    accounts_after: i64,
    /// A week's money
    #[arg(long, value_name = "AMOUNT")]
    weekly: Option<Amount>,
    /// How many weeks' money may be kept as contingency
    #[arg(long, value_name = "WEEKS", default_value_t = 0)]
    weeks: i64,
    /// Repayment is a condition (section 17(7)); needs --benefit
    #[arg(long)]
    repayable: bool,
    /// Whether the family is on a means-tested benefit: yes or no (section 17(9))
    #[arg(long, value_name = "YES", value_parser = yes_or_no)]
    benefit: Option<bool>,
    /// The payee chose a prepaid card, though these other ways were offered
    #[arg(long, value_name = "WAYS")]
    card_instead_of: Option<Text>,
    /// The payee agreed that the card's statement comes in
    #[arg(long, requires = "card_instead_of")]
    statements: bool,
}

pub(super) fn run(globals: &Globals, command: AgreementCommand) -> Done {
    match command {
        AgreementCommand::Record(args) => carry_out(globals, &args.asked(globals)),
        AgreementCommand::Withdraw { number, reason } => {
            carry_out(globals, &AgreementWithdraw { number, reason })
        }
        AgreementCommand::List { child, provider } => {
            listed(globals, &catalogue::AGREEMENTS, &Request { child, provider, ..Request::default() })
        }
    }
}

impl RecordArgs {
    fn asked(self, globals: &Globals) -> AgreementRecord {
        AgreementRecord {
            child: self.child,
            provider: self.provider,
            payee: self.payee,
            basis: self.basis,
            disability: self.disability,
            purpose: self.purpose,
            accounts_months: self.accounts_after,
            weekly: self.weekly,
            contingency_weeks: self.weeks,
            repayable: self.repayable,
            on_benefit: self.benefit,
            other_ways: self.card_instead_of,
            statements: self.statements,
            on: globals.on,
        }
    }
}
