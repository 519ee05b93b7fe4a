//! `bhlp category ...`.

use clap::Subcommand;

use crate::carry_out::{Done, carry_out};
use crate::globals::Globals;
use crate::listing::listed;
use domain::{Code, Text};
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
    },
    /// List categories
    List,
}

pub(super) fn run(globals: &Globals, command: CategoryCommand) -> Done {
    match command {
        CategoryCommand::Add { category, label } => carry_out(globals, &CategoryAdd { category, label }),
        CategoryCommand::List => listed(globals, &catalogue::CATEGORIES, &Request::default()),
    }
}
