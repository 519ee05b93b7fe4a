//! `bhlp category ...` and `bhlp measure ...`.

use clap::Subcommand;

use super::args::Globals;
use super::report::Listing;
use super::{Done, carry_out, listed};
use crate::domain::{Better, Code, Score, Text};
use crate::service::{CategoryAdd, MeasureAdd, Said};

/// Categories.
#[derive(Debug, Subcommand)]
pub(super) enum CategoryCommand {
    /// Add a category
    Add {
        /// Its code
        category: Said<Code>,
        /// What it is for
        #[arg(long)]
        label: Said<Text>,
    },
    /// List categories
    List,
}

/// Measures.
#[derive(Debug, Subcommand)]
pub(super) enum MeasureCommand {
    /// Add a measure
    Add {
        /// Its code
        measure: Said<Code>,
        /// Its name
        #[arg(long)]
        label: Said<Text>,
        /// Lowest score
        #[arg(long, allow_negative_numbers = true)]
        lowest: Said<Score>,
        /// Highest score
        #[arg(long, allow_negative_numbers = true)]
        highest: Said<Score>,
        /// Which way is better: higher or lower
        #[arg(long)]
        better: Said<Better>,
    },
    /// List measures
    List,
}

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
