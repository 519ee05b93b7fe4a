//! `bhlp family ...`.

use clap::{Args, Subcommand};

use super::pilot_account::PaidWithArgs;
use crate::carry_out::{Done, carry_out};
use crate::globals::Globals;
use crate::listing::listed;
use domain::family::ChildShare;
use domain::plan::Shared;
use domain::{Amount, Code, Day, Membership, Pence, Text, VatForm};
use report::{Request, catalogue};
use service::{FamilyAdd, FamilyBuy, FamilyJoin, FamilyLeave, FamilyWithdraw};
use store::Scope;

/// What children of a family share.
#[derive(Debug, Args)]
pub(super) struct FamilyBuyArgs {
    /// The family's reference
    family: Code,
    /// What kind of thing: furniture, travel... (bhlp category list)
    category: Code,
    /// The price in all, VAT included
    #[arg(allow_negative_numbers = true)]
    amount: Amount,
    /// From whom: a provider's code or exact name (bhlp provider list)
    #[arg(short = 'f', long = "from", value_name = "PROVIDER")]
    provider: Text,
    /// What it is, in a few words
    #[arg(short, long, value_name = "TEXT")]
    what: Option<Text>,
    /// A child's share, and the need it falls under; repeated: C-0007=120.00,need=41. Without amounts they
    /// share equally, and without any all the family's children do
    #[arg(long = "share", value_name = "CHILD[=AMOUNT][,need=N]")]
    shares: Vec<ChildShare>,
    /// Share it in proportion to what the needs named are likely to cost
    #[arg(long, requires = "shares")]
    by_need: bool,
    /// The part of the price that is VAT the council recovers, if any
    #[arg(
        long,
        value_name = "AMOUNT",
        default_value = "0",
        hide_default_value = true,
        allow_negative_numbers = true
    )]
    vat: Pence,
    /// Who buys, if not you
    #[arg(long = "for", value_name = "PRACTITIONER")]
    practitioner: Option<Code>,
    #[command(flatten)]
    paid: PaidWithArgs,
    /// The invoice or receipt number
    #[arg(long, value_name = "NUMBER", help_heading = "More about it")]
    invoice: Option<Text>,
    /// Why it is another invoice, where its number was recorded before
    #[arg(long, value_name = "REASON", requires = "invoice", help_heading = "More about it")]
    again: Option<Text>,
    /// What shows its VAT: vat_invoice, simplified, till_receipt or none
    #[arg(long, value_name = "FORM", help_heading = "More about it")]
    evidence: Option<VatForm>,
}

impl FamilyBuyArgs {
    fn request(self, globals: &Globals) -> FamilyBuy {
        FamilyBuy {
            family: self.family,
            amount: self.amount,
            category: self.category,
            provider: self.provider.to_string(),
            vat: self.vat,
            what: self.what,
            practitioner: self.practitioner,
            shares: self.shares,
            how: if self.by_need { Shared::ByNeed } else { Shared::AsSaid },
            paid: self.paid.paid(),
            invoice: self.invoice,
            again: self.again,
            evidence: self.evidence,
            on: globals.on,
            note: globals.note.clone(),
        }
    }
}

/// Families.
#[derive(Debug, Subcommand)]
pub(super) enum FamilyCommand {
    /// Register a family by its children, from --on
    Add {
        /// The authority's own reference of the family, never a name
        family: Code,
        /// Its children
        children: Vec<Code>,
        /// How they belong to it: main, shared_care, foster or kinship
        #[arg(long, value_name = "KIND", default_value = "main")]
        kind: Membership,
    },
    /// Add a child to a family, from --on
    Join {
        /// The family's reference
        family: Code,
        /// The child's reference
        child: Code,
        /// How it belongs to it: main, shared_care, foster or kinship
        #[arg(long, value_name = "KIND", default_value = "main")]
        kind: Membership,
        /// The last day, where it is known
        #[arg(long, value_name = "DATE")]
        until: Option<Day>,
    },
    /// End a child's place in a family; --on is its last day
    Leave {
        /// The family's reference
        family: Code,
        /// The child's reference
        child: Code,
    },
    /// Buy something that several children of a family share, each from their own budget
    Buy(Box<FamilyBuyArgs>),
    /// Withdraw a place in a family that was recorded wrongly
    Withdraw {
        /// Its number, as `bhlp family list` shows it
        number: i64,
        /// Why
        #[arg(short, long, value_name = "TEXT")]
        reason: Text,
    },
    /// Show what a family's children were given, used and have left; as at a day with --on
    Show {
        /// The family's reference
        family: Code,
    },
    /// List families with their children
    List {
        /// Only this family
        #[arg(long, value_name = "REF")]
        family: Option<Code>,
        /// Only this child's families
        #[arg(long, value_name = "REF")]
        child: Option<Code>,
    },
}

pub(super) fn run(globals: &Globals, command: FamilyCommand) -> Done {
    let on = globals.on;
    match command {
        FamilyCommand::Add { family, children, kind } => {
            carry_out(globals, &FamilyAdd { family, children, kind, on })
        }
        FamilyCommand::Join { family, child, kind, until } => {
            carry_out(globals, &FamilyJoin { family, child, kind, on, until })
        }
        FamilyCommand::Leave { family, child } => carry_out(globals, &FamilyLeave { family, child, on }),
        FamilyCommand::Buy(args) => carry_out(globals, &args.request(globals)),
        FamilyCommand::Withdraw { number, reason } => carry_out(globals, &FamilyWithdraw { number, reason }),
        FamilyCommand::Show { family } => {
            let scope = Scope { as_at: globals.on, ..Scope::default() };
            let request = Request { family: Some(family), scope, ..Request::default() };
            listed(globals, &catalogue::FAMILY_STATEMENT, &request)
        }
        FamilyCommand::List { family, child } => {
            listed(globals, &catalogue::FAMILIES, &Request { family, child, ..Request::default() })
        }
    }
}
