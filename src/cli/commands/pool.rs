//! `bhlp pool ...`.

use clap::Subcommand;

use crate::carry_out::{Done, carry_out};
use crate::globals::Globals;
use crate::listing::listed;
use domain::plan::Share;
use domain::{Amount, Code, Day, PoolReportKind, Remainder, Rest, Text};
use report::{Request, catalogue};
use service::{PoolAgree, PoolDecide, PoolReportSend};
use store::Scope;

/// Funds that several partners give to.
#[derive(Debug, Subcommand)]
pub(super) enum PoolCommand {
    /// Record what partners agreed: who gives how much of the whole, when, and where a rest goes
    Agree {
        /// The fund of their cash
        fund: Code,
        /// Who keeps it for all
        #[arg(long)]
        host: Text,
        /// Its first day
        #[arg(long, value_name = "DATE")]
        from: Day,
        /// Its last day
        #[arg(long, value_name = "DATE")]
        until: Day,
        /// What all of them give, in cash and kind
        #[arg(long)]
        total: Amount,
        /// A partner and their share of the whole in percent; in kind, and due on a day: NAME=40,kind,DATE
        #[arg(long = "partner", value_name = "NAME=SHARE", required = true)]
        shares: Vec<Share>,
        /// The fund of what they give in kind
        #[arg(long, value_name = "FUND")]
        kind_fund: Option<Code>,
        /// Where an underspend goes: proportion, board, partner or carried
        #[arg(long, default_value = "proportion", value_name = "RULE")]
        underspend: Remainder,
        /// Where an overspend goes
        #[arg(long, default_value = "proportion", value_name = "RULE")]
        overspend: Remainder,
        /// The partner of the rule `partner`
        #[arg(long, value_name = "NAME")]
        bearer: Option<Text>,
        /// Partners get a report so many days after a quarter ends
        #[arg(long, value_name = "DAYS")]
        quarterly: Option<u32>,
        /// Partners get a report so many days after 31 March
        #[arg(long, value_name = "DAYS")]
        annual: Option<u32>,
    },
    /// Record what the board decided about an underspend or overspend
    Decide {
        /// The pool's fund
        fund: Code,
        /// underspend or overspend
        rest: Rest,
        /// Who decided
        #[arg(long, value_name = "BOARD")]
        by: Text,
        /// Whose it is, a partner and their share of it in percent: NAME=40
        #[arg(long = "partner", value_name = "NAME=SHARE", required_unless_present = "carried")]
        shares: Vec<Share>,
        /// It is carried forward
        #[arg(long, conflicts_with = "shares")]
        carried: bool,
        /// A day of the agreement it is about [default: the one in force, or the last one]
        #[arg(long, value_name = "DATE")]
        agreed: Option<Day>,
    },
    /// Record that partners were sent a report: quarterly or annual
    Report {
        /// The pool's fund
        fund: Code,
        /// quarterly or annual
        kind: PoolReportKind,
        /// The last day it tells of
        #[arg(value_name = "DATE")]
        up_to: Day,
    },
    /// Show the statement for the partners, with a forecast; as at a day with --on
    Statement,
    /// List agreements
    List,
}

pub(super) fn run(globals: &Globals, command: PoolCommand) -> Done {
    match command {
        PoolCommand::Agree {
            fund,
            host,
            from,
            until,
            total,
            shares,
            kind_fund,
            underspend,
            overspend,
            bearer,
            quarterly,
            annual,
        } => carry_out(
            globals,
            &PoolAgree {
                fund,
                kind_fund,
                host,
                from,
                until,
                total,
                shares,
                underspend,
                overspend,
                bearer,
                quarterly,
                annual,
            },
        ),
        PoolCommand::Decide { fund, rest, by, shares, carried: _, agreed } => {
            carry_out(globals, &PoolDecide { fund, rest, by, shares, agreed, on: globals.on })
        }
        PoolCommand::Report { fund, kind, up_to } => {
            carry_out(globals, &PoolReportSend { fund, kind, up_to, on: globals.on })
        }
        PoolCommand::Statement => {
            let scope = Scope { as_at: globals.on, ..Scope::default() };
            listed(globals, &catalogue::POOL, &Request { scope, ..Request::default() })
        }
        PoolCommand::List => listed(globals, &catalogue::POOLS, &Request::default()),
    }
}
