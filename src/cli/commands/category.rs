//! `bhlp category ...`.

use clap::Subcommand;

use crate::carry_out::{Done, carry_out};
use crate::globals::Globals;
use crate::listing::listed;
use domain::{Code, SpentOn, Text};
use report::{Request, catalogue};
use service::CategoryAdd;

/// Categories.
#[derive(Debug, Subcommand)]
pub(super) enum CategoryCommand {
    /// Add a category
    Add {
        /// Its code
        category: Code,
        /// What it is for
        #[arg(long)]
        label: Text,
        /// What it is spent on: child, or the pilot itself: start_up, once, or running
        #[arg(long = "for", default_value = "child", value_name = "USE")]
        spent_on: SpentOn,
    },
    /// List categories
    List,
}

pub(super) fn run(globals: &Globals, command: CategoryCommand) -> Done {
    match command {
        CategoryCommand::Add { category, label, spent_on } => {
            carry_out(globals, &CategoryAdd { category, label, spent_on })
        }
        CategoryCommand::List => listed(globals, &catalogue::CATEGORIES, &Request::default()),
    }
}
