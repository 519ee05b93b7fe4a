//! `bhlp entry ...`.

use clap::Subcommand;

use super::pilot_account::PilotAccountArgs;
use crate::carry_out::{Done, carry_out};
use crate::globals::Globals;
use crate::listing::listed;
use domain::{Amount, Code, Day, Pence, Text};
use report::{Request, catalogue};
use service::{EntryCorrect, EntryReverse};

/// Entries.
#[derive(Debug, Subcommand)]
pub(super) enum EntryCommand {
    /// Undo an entry
    Reverse {
        /// The entry's number, given when it was recorded and by `bhlp entry list`
        entry: i64,
        /// Why
        #[arg(short, long, value_name = "TEXT")]
        reason: Text,
        /// With the other lines of its document: all of a bill, a payment or a shared purchase
        #[arg(long)]
        whole: bool,
    },
    /// Undo an entry and record it again with what should be different
    Correct {
        /// The entry's number, given when it was recorded and by `bhlp entry list`
        entry: i64,
        /// Why
        #[arg(short, long, value_name = "TEXT")]
        reason: Text,
        /// The right amount
        #[arg(short, long, allow_negative_numbers = true)]
        amount: Option<Amount>,
        /// The right recoverable VAT
        #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
        vat: Option<Pence>,
        /// The right category
        #[arg(long)]
        category: Option<Code>,
        /// The right provider
        #[arg(long = "from", value_name = "PROVIDER")]
        provider: Option<Text>,
        /// The right child
        #[arg(long, value_name = "REF")]
        child: Option<Code>,
        /// The right buyer
        #[arg(long = "for", value_name = "PRACTITIONER")]
        practitioner: Option<Code>,
        #[command(flatten)]
        pilot_account: Box<PilotAccountArgs>,
        /// The right number of its invoice, also where it had none
        #[arg(long, value_name = "NUMBER")]
        invoice: Option<Text>,
    },
    /// List entries
    List {
        /// Only this child's
        #[arg(long, value_name = "REF")]
        child: Option<Code>,
        /// From this day
        #[arg(long, value_name = "DATE")]
        since: Option<Day>,
        /// Up to this day
        #[arg(long, value_name = "DATE")]
        until: Option<Day>,
    },
    /// Show one entry
    Show {
        /// The entry's number
        entry: i64,
    },
}

pub(super) fn run(globals: &Globals, command: EntryCommand) -> Done {
    match command {
        EntryCommand::Reverse { entry, reason, whole } => {
            carry_out(globals, &EntryReverse { entry, reason, on: globals.on, whole })
        }
        EntryCommand::Correct {
            entry,
            reason,
            amount,
            vat,
            category,
            provider,
            child,
            practitioner,
            pilot_account,
            invoice,
        } => carry_out(
            globals,
            &EntryCorrect {
                entry,
                reason,
                amount,
                vat,
                category,
                provider: provider.map(|provider| provider.to_string()),
                child,
                practitioner,
                account: pilot_account.account(),
                invoice,
                on: globals.on,
            },
        ),
        EntryCommand::List { child, since, until } => {
            listed(globals, &catalogue::ENTRIES, &Request { child, since, until, ..Request::default() })
        }
        EntryCommand::Show { entry } => {
            listed(globals, &catalogue::ENTRY, &Request { number: Some(entry), ..Request::default() })
        }
    }
}
