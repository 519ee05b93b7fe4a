//! `bhlp need ...`.

use clap::{Args, Subcommand};

use crate::carry_out::{Done, carry_out};
use crate::globals::Globals;
use crate::listing::listed;
use domain::{Amount, Brought, Code, Day, Domain, NeedId, Target, Text, Unmet};
use report::{Request, catalogue};
use service::{NeedAdd, NeedCorrect, NeedMeet, NeedUnmet, NeedWithdraw};

/// Needs.
#[derive(Debug, Subcommand)]
pub(super) enum NeedCommand {
    /// Plan for something a child needs
    Add(Box<NeedAddArgs>),
    /// Record that something was done about a need, and the result
    Meet {
        /// The need's number
        need: NeedId,
        /// Whether the expected outcome was achieved: achieved, partly or not
        #[arg(long, value_name = "RESULT")]
        result: Option<Brought>,
    },
    /// Record that nothing can be done about a need, and why
    Unmet {
        /// The need's number
        need: NeedId,
        /// no_provider, waiting_list, not_allowed, no_money, family_declined or other
        #[arg(long, value_name = "WORD")]
        why: Unmet,
        /// What it would likely cost
        #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
        cost: Option<Amount>,
    },
    /// Correct what is said of a need: it keeps its number, and what was bought under it
    Correct(Box<NeedCorrectArgs>),
    /// Withdraw a need, or what is said to have become of one: nothing of it stands any more
    Withdraw {
        /// Its number, as `bhlp need list` shows it
        number: i64,
        /// Why
        #[arg(short, long, value_name = "TEXT")]
        reason: Text,
    },
    /// List a child's needs and what became of them
    List {
        /// The child's reference
        child: Code,
    },
}

/// Plan for a need.
#[derive(Debug, Args)]
pub(super) struct NeedAddArgs {
    /// The child's reference
    pub child: Code,
    /// What is needed, in a few words
    #[arg(long, value_name = "TEXT")]
    pub what: Text,
    /// Part of the common assessment: child, carers or environment
    #[arg(long)]
    pub domain: Domain,
    /// The Every Child Matters aim, 1.1 to 5.6
    #[arg(long)]
    pub aim: Code,
    /// What is likely to be spent on it
    #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
    pub likely: Option<Amount>,
    /// The score expected, in quotes: 'gbo:goal-1>=7', 'sdq_total<=13'
    #[arg(long = "expect", value_name = "MEASURE[:ITEM]>=SCORE")]
    pub target: Option<Target>,
    /// The outcome expected, in words
    #[arg(long, value_name = "TEXT")]
    pub outcome: Option<Text>,
    /// By when
    #[arg(long = "by", value_name = "DATE")]
    pub due_on: Option<Day>,
}

/// Correct a need.
#[derive(Debug, Args)]
pub(super) struct NeedCorrectArgs {
    /// Its number, as `bhlp need list` shows it
    pub number: i64,
    /// What is needed, in a few words
    #[arg(long, value_name = "TEXT")]
    pub what: Option<Text>,
    /// Part of the common assessment: child, carers or environment
    #[arg(long)]
    pub domain: Option<Domain>,
    /// The Every Child Matters aim, 1.1 to 5.6
    #[arg(long)]
    pub aim: Option<Code>,
    /// What is likely to be spent on it
    #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
    pub likely: Option<Amount>,
    /// The score expected, in quotes: 'gbo:goal-1>=7', 'sdq_total<=13'
    #[arg(long = "expect", value_name = "MEASURE[:ITEM]>=SCORE")]
    pub target: Option<Target>,
    /// The outcome expected, in words
    #[arg(long, value_name = "TEXT")]
    pub outcome: Option<Text>,
    /// By when
    #[arg(long = "by", value_name = "DATE")]
    pub due_on: Option<Day>,
    /// Why
    #[arg(short, long, value_name = "TEXT")]
    pub reason: Text,
}

pub(super) fn run(globals: &Globals, command: NeedCommand) -> Done {
    let on = globals.on;
    match command {
        NeedCommand::Add(args) => carry_out(
            globals,
            &NeedAdd {
                child: args.child,
                what: args.what,
                domain: args.domain,
                aim: args.aim,
                likely: args.likely,
                outcome: args.outcome,
                target: args.target,
                due_on: args.due_on,
            },
        ),
        NeedCommand::Meet { need, result } => carry_out(globals, &NeedMeet { need, result, on }),
        NeedCommand::Unmet { need, why, cost } => carry_out(globals, &NeedUnmet { need, why, cost, on }),
        NeedCommand::Correct(args) => carry_out(
            globals,
            &NeedCorrect {
                number: args.number,
                what: args.what,
                domain: args.domain,
                aim: args.aim,
                likely: args.likely,
                outcome: args.outcome,
                target: args.target,
                due_on: args.due_on,
                reason: args.reason,
            },
        ),
        NeedCommand::Withdraw { number, reason } => carry_out(globals, &NeedWithdraw { number, reason }),
        NeedCommand::List { child } => {
            listed(globals, &catalogue::NEEDS, &Request { child: Some(child), ..Request::default() })
        }
    }
}
