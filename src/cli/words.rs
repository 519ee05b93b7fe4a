//! `bhlp category ...` and `bhlp measure ...`.

use super::args::{CategoryCommand, Globals, MeasureCommand};
use super::report::{Listing, list};
use super::{Result, carry_out};
use crate::service::{CategoryAdd, MeasureAdd};

pub(super) fn category(globals: &Globals, command: CategoryCommand) -> Result {
    match command {
        CategoryCommand::Add { category, label } => carry_out(globals, &CategoryAdd { category, label }),
        CategoryCommand::List => list(globals, Listing::Categories),
    }
}

pub(super) fn measure(globals: &Globals, command: MeasureCommand) -> Result {
    match command {
        MeasureCommand::Add { measure, label, lowest, highest, better } => {
            carry_out(globals, &MeasureAdd { measure, label, lowest, highest, better })
        }
        MeasureCommand::List => list(globals, Listing::Measures),
    }
}
