//! `bhlp reconcile ...`: every line of a statement, and every entry, has its other side or its reason.

use clap::{Args, Subcommand};

use super::record::{self, BuyArgs, RecordArgs};
use super::{show, work};
use crate::carry_out::{Done, Play, carry_out, shown};
use crate::globals::Globals;
use crate::listing::listed;
use domain::{AccountName, Code, Day, Explained, Month, Text};
use report::{Request, catalogue};
use service::{AboutItem, Explain, Match, MerchantSet, Park, QueryReply, ReconcileAuto, Reopen, Unmatch};

/// Reconciling.
#[derive(Debug, Subcommand)]
pub(in crate::commands) enum ReconcileCommand {
    /// Show what is open on each account, on the statement and in the ledger, and how old it is
    Show {
        /// Only this account
        #[arg(long, value_name = "NAME")]
        account: Option<AccountName>,
        /// As at the end of this month
        #[arg(long, value_name = "YYYY-MM")]
        month: Option<Month>,
        /// What is matched, too
        #[arg(long)]
        all: bool,
    },
    /// Match what is certain: by a number, or by amount, days and merchant
    Auto {
        /// Only this account [default: every account with a statement]
        #[arg(long, value_name = "NAME")]
        account: Option<AccountName>,
        /// Only what counts up to this day
        #[arg(long, value_name = "DATE")]
        until: Option<Day>,
    },
    /// Match lines with entries of one account: as many as there are, their sums must be equal
    Match(MatchArgs),
    /// Undo a matching, unless a closed month rests on it
    Unmatch {
        /// The matching's number
        matching: i64,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: Text,
    },
    /// Go through what is open, line by line, at the terminal: one key decides
    Work {
        /// Only this account
        #[arg(long, value_name = "NAME")]
        account: Option<AccountName>,
    },
    /// Record a line as something bought for a child, and match it; asks for what is left out
    Buy(Box<BuyArgs>),
    /// Record what a line is, and match it: a purchase, a payment, a refund, a charge, a move
    Record(Box<RecordArgs>),
    /// Explain why a line has no entry, or an entry no line, and may stay so
    #[command(after_help = BECAUSE)]
    Explain {
        #[command(flatten)]
        about: AboutArgs,
        /// bank_error, charged_twice, disputed, not_ours, in_transit, never_charged or other (see below)
        #[arg(long, value_name = "WHY")]
        because: Explained,
        /// In words, for whoever looks at it later
        said: Text,
    },
    /// Put a line or an entry aside until somebody replies: the suspense list
    Park {
        #[command(flatten)]
        about: AboutArgs,
        /// What you want to know
        said: Text,
        /// Whom you ask: they see it with bhlp today [default: anybody who reconciles]
        #[arg(long, value_name = "PRACTITIONER")]
        ask: Option<Code>,
    },
    /// Reply to a question about a line or an entry
    Reply {
        /// The question's number
        number: i64,
        /// Your answer
        said: Text,
    },
    /// Reopen what was explained or parked
    Reopen {
        #[command(flatten)]
        about: AboutArgs,
        /// Why
        said: Text,
    },
    /// List what is waiting for a reply, and what was replied
    Suspense {
        /// Only this account
        #[arg(long, value_name = "NAME")]
        account: Option<AccountName>,
    },
    /// List merchants' names on statements and the provider each belongs to; `set` adds one
    Merchants {
        #[command(subcommand)]
        command: Option<MerchantsCommand>,
    },
}

/// When each reason applies.
const BECAUSE: &str = "\
Why:
  bank_error     the bank made a mistake and puts it right itself
  charged_twice  the bank took the same money twice; it comes back
  disputed       it is contested with the merchant or the card company
  not_ours       it is somebody else's, and was passed on to them
  in_transit     it is recorded and on its way: a cheque not cashed, a payment not posted yet
  never_charged  it is recorded, and nobody ever took the money
  other          something else, explained in the words";

/// What is matched with what.
#[derive(Debug, Args)]
pub(in crate::commands) struct MatchArgs {
    /// Lines of the statement, by number
    #[arg(long = "line", value_name = "N", num_args = 1..)]
    lines: Vec<i64>,
    /// Entries, by number
    #[arg(long = "entry", value_name = "N", num_args = 1..)]
    entries: Vec<i64>,
    /// On which account, where an entry moves several
    #[arg(long, value_name = "NAME")]
    account: Option<AccountName>,
}

/// A line, or an entry.
#[derive(Debug, Args)]
pub(in crate::commands) struct AboutArgs {
    /// A line of a statement, by number
    #[arg(long, value_name = "N", required_unless_present = "entry", conflicts_with = "entry")]
    line: Option<i64>,
    /// An entry, by number
    #[arg(long, value_name = "N")]
    entry: Option<i64>,
    /// On which account, where the entry moves several
    #[arg(long, value_name = "NAME", conflicts_with = "line")]
    account: Option<AccountName>,
}

impl From<AboutArgs> for AboutItem {
    fn from(AboutArgs { line, entry, account }: AboutArgs) -> Self {
        Self { line, entry, account }
    }
}

/// Merchants' names.
#[derive(Debug, Subcommand)]
pub(in crate::commands) enum MerchantsCommand {
    /// Say which provider a merchant's name belongs to
    Set {
        /// The name as it stands on statements
        name: Text,
        /// The provider's code or exact name
        provider: String,
    },
}

pub(in crate::commands) fn run(globals: &Globals, command: ReconcileCommand, play: Play) -> Done {
    match command {
        ReconcileCommand::Show { account, month, all } => show::run(globals, account, month, !all),
        ReconcileCommand::Auto { account, until } => carry_out(globals, &ReconcileAuto { account, until }),
        ReconcileCommand::Match(MatchArgs { lines, entries, account }) => {
            carry_out(globals, &Match { lines, entries, account })
        }
        ReconcileCommand::Unmatch { matching, reason } => carry_out(globals, &Unmatch { matching, reason }),
        ReconcileCommand::Work { account } => work::run(globals, account, play).map(shown),
        ReconcileCommand::Buy(args) => carry_out(globals, &record::purchase(globals, *args)),
        ReconcileCommand::Record(args) => carry_out(globals, &record::request(globals, *args)?),
        ReconcileCommand::Explain { about, because, said } => {
            carry_out(globals, &Explain { about: about.into(), because, said })
        }
        ReconcileCommand::Park { about, said, ask } => {
            carry_out(globals, &Park { about: about.into(), said, ask })
        }
        ReconcileCommand::Reply { number, said } => carry_out(globals, &QueryReply { number, said }),
        ReconcileCommand::Reopen { about, said } => carry_out(globals, &Reopen { about: about.into(), said }),
        ReconcileCommand::Suspense { account } => {
            listed(globals, &catalogue::SUSPENSE, &Request { account, ..Request::default() })
        }
        ReconcileCommand::Merchants { command: None } => {
            listed(globals, &catalogue::MERCHANTS, &Request::default())
        }
        ReconcileCommand::Merchants { command: Some(MerchantsCommand::Set { name, provider }) } => {
            carry_out(globals, &MerchantSet { name, provider })
        }
    }
}
