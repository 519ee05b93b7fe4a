//! `bhlp entry ...`.

use clap::Subcommand;

use super::args::Globals;
use super::report::Listing;
use super::{Done, carry_out, listed};
use crate::domain::{Amount, Code, Day, Pence, Text};
use crate::service::{EntryCorrect, EntryReverse, Said};

/// Entries.
#[derive(Debug, Subcommand)]
pub(super) enum EntryCommand {
    /// Undo an entry
    Reverse {
        /// The entry's number, as its receipt and `bhlp entry list` give it
        entry: i64,
        /// Why
        #[arg(short, long, value_name = "TEXT")]
        reason: Said<Text>,
    },
    /// Undo an entry and record it anew with what should be different
    Correct {
        /// The entry's number, as its receipt and `bhlp entry list` give it
        entry: i64,
        /// Why
        #[arg(short, long, value_name = "TEXT")]
        reason: Said<Text>,
        /// The right amount
        #[arg(short, long, allow_negative_numbers = true)]
        amount: Option<Said<Amount>>,
        /// The right recoverable VAT
        #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
        vat: Option<Said<Pence>>,
        /// The right category
        #[arg(long)]
        category: Option<Said<Code>>,
        /// The right provider
        #[arg(long = "from", value_name = "PROVIDER")]
        provider: Option<Said<Text>>,
    },
    /// List entries
    List {
        /// Only this child's
        #[arg(long, value_name = "REF")]
        child: Option<Said<Code>>,
        /// From this day
        #[arg(long, value_name = "DATE")]
        since: Option<Said<Day>>,
        /// Up to this day
        #[arg(long, value_name = "DATE")]
        until: Option<Said<Day>>,
    },
    /// Show one entry
    Show {
        /// The entry's number
        entry: i64,
    },
}

pub(super) fn run(globals: &Globals, command: EntryCommand) -> Done {
    match command {
        EntryCommand::Reverse { entry, reason } => {
            carry_out(globals, &EntryReverse { entry, reason, on: globals.on })
        }
        EntryCommand::Correct { entry, reason, amount, vat, category, provider } => carry_out(
            globals,
            &EntryCorrect {
                entry,
                reason,
                amount,
                vat,
                category,
                provider: provider.map(|provider| provider.to_string()),
                on: globals.on,
            },
        ),
        EntryCommand::List { child, since, until } => listed(
            globals,
            Listing::Entries {
                child: child.map(|child| child.0),
                since: since.map(|day| day.0),
                until: until.map(|day| day.0),
            },
        ),
        EntryCommand::Show { entry } => listed(globals, Listing::Entry(entry)),
    }
}
