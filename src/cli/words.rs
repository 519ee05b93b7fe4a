//! `bhlp category ...` and `bhlp measure ...`.

use super::args::{CategoryCommand, Globals, MeasureCommand};
use super::report::Listing;
use super::{Done, carry_out, listed};
use crate::service::{CategoryAdd, MeasureAdd};

pub(super) fn category(globals: &Globals, command: CategoryCommand) -> Done {
    match command {
        CategoryCommand::Add { category, label } => carry_out(globals, &CategoryAdd { category, label }),
        CategoryCommand::List => listed(globals, Listing::Categories),
    }
}

pub(super) fn measure(globals: &Globals, command: MeasureCommand) -> Done {
    match command {
        MeasureCommand::Add { measure, label, lowest, highest, better } => {
            carry_out(globals, &MeasureAdd { measure, label, lowest, highest, better })
        }
        MeasureCommand::List => listed(globals, Listing::Measures),
    }
}
