//! `bhlp consent ...`.

use clap::{Args, Subcommand};

use crate::carry_out::{Done, carry_out};
use crate::globals::Globals;
use crate::listing::listed;
use domain::{Code, ConsentKind, SaidBy, SaidHow, Text};
use report::{Request, catalogue};
use service::{ConsentRecord, ConsentWithdraw};

/// What was said of children's data.
#[derive(Debug, Subcommand)]
pub(super) enum ConsentCommand {
    /// Record what was said: --on says when
    Record(Box<ConsentArgs>),
    /// Withdraw what was recorded wrongly: nothing of it stands any more. Where the family withdraws a
    /// permission, record that: sharing_withdrawn
    Withdraw {
        /// Its number, as `bhlp consent list` shows it
        number: i64,
        /// Why
        #[arg(short, long, value_name = "TEXT")]
        reason: Text,
    },
    /// List what was said
    List {
        /// Only of this child's data
        child: Option<Code>,
    },
}

/// Record what was said of a child's data.
#[derive(Debug, Args)]
pub(super) struct ConsentArgs {
    /// The child's reference
    pub child: Code,
    /// sharing, sharing_withdrawn, sharing_for_safety; objection, objection_withdrawn; shield,
    /// shield_withdrawn; basis; agreement_withdrawn (to the service; given: bhlp child amend --consent-on)
    pub kind: ConsentKind,
    /// With whom, or whose use: a code, such as camhs; evaluation for the evaluators
    #[arg(long, value_name = "PARTY")]
    pub with: Option<Code>,
    /// For what; of a basis which law: public_task, legal_obligation, vital_interests, explicit_consent
    #[arg(long = "purpose", value_name = "TEXT")]
    pub purpose: Option<Text>,
    /// The parts that are not to be shared
    #[arg(long, value_name = "TEXT")]
    pub refused: Option<Text>,
    /// Who gave it: parent or young_person
    #[arg(long, value_name = "WHO")]
    pub by: Option<SaidBy>,
    /// written or spoken
    #[arg(long)]
    pub how: Option<SaidHow>,
    /// Why it is shared for safety, shielded, or shielded no more
    #[arg(short, long, value_name = "TEXT")]
    pub reason: Option<Text>,
}

pub(super) fn run(globals: &Globals, command: ConsentCommand) -> Done {
    match command {
        ConsentCommand::Record(args) => {
            let ConsentArgs { child, kind, with: party, purpose, refused, by, how, reason } = *args;
            let on = globals.on;
            carry_out(globals, &ConsentRecord { child, kind, party, purpose, refused, by, how, reason, on })
        }
        ConsentCommand::Withdraw { number, reason } => {
            carry_out(globals, &ConsentWithdraw { number, reason })
        }
        ConsentCommand::List { child } => {
            listed(globals, &catalogue::CONSENTS, &Request { child, ..Request::default() })
        }
    }
}
