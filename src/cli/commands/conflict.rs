//! `bhlp conflict ...`.

use clap::Subcommand;

use crate::carry_out::{Done, carry_out};
use crate::globals::Globals;
use crate::listing::listed;
use domain::{Code, Text};
use report::{Request, catalogue};
use service::{ConflictDeclare, ConflictEnd};

/// Conflicts of interest.
#[derive(Debug, Subcommand)]
pub(super) enum ConflictCommand {
    /// Declare a conflict of interest: commissions it touches need another's approval
    Declare {
        /// The child it is with
        #[arg(long, value_name = "REF", required_unless_present = "provider", conflicts_with = "provider")]
        child: Option<Code>,
        /// The provider it is with
        #[arg(long, value_name = "PROVIDER")]
        provider: Option<Text>,
        /// What it is
        #[arg(long, value_name = "TEXT")]
        what: Text,
        /// Whose it is, if not yours
        #[arg(long = "for", value_name = "PRACTITIONER")]
        practitioner: Option<Code>,
    },
    /// End somebody else's conflict of interest; --on is its last day
    End {
        /// The conflict's number
        conflict: i64,
    },
    /// List conflicts of interest
    List,
}

pub(super) fn run(globals: &Globals, command: ConflictCommand) -> Done {
    let on = globals.on;
    match command {
        ConflictCommand::Declare { child, provider, what, practitioner } => {
            carry_out(globals, &ConflictDeclare { child, provider, what, practitioner, on })
        }
        ConflictCommand::End { conflict } => carry_out(globals, &ConflictEnd { conflict, on }),
        ConflictCommand::List => listed(globals, &catalogue::CONFLICTS, &Request::default()),
    }
}
