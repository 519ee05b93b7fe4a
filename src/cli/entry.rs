//! `bhlp entry ...`.

use super::args::{EntryCommand, Globals};
use super::report::Listing;
use super::{Done, carry_out, listed};
use crate::service::{EntryCorrect, EntryReverse};

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
