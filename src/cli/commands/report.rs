//! `bhlp report`.

use std::io::{self, Write};

use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::failure::Result;
use crate::globals::Globals;
use crate::listing::give;
use domain::{AccountName, Code, Day, Month};
use export::{extract, pack};
use report::{self, Request};
use store::Scope;

/// Show a report.
#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    /// Which report; without one, they are listed with what each shows
    #[arg(value_parser = names())]
    pub name: Option<String>,
    /// Describe every column of the reports, the month pack and extracts, in Markdown
    #[arg(long, conflicts_with = "name")]
    pub describe: bool,
    /// Only what happened up to this day, whenever it was recorded
    #[arg(long, value_name = "DATE")]
    pub as_at: Option<Day>,
    /// Only what had been recorded by the end of this day
    #[arg(long, value_name = "DATE")]
    pub known_at: Option<Day>,
    /// As a month was signed off: at its last day, as it was known then
    #[arg(long, value_name = "MONTH", conflicts_with_all = ["as_at", "known_at"])]
    pub signed_off: Option<Month>,
    /// Only this child
    #[arg(long, value_name = "REF")]
    pub child: Option<Code>,
    /// Only the children of this family
    #[arg(long, value_name = "REF")]
    pub family: Option<Code>,
    /// Only this practitioner's
    #[arg(long, value_name = "CODE")]
    pub practitioner: Option<Code>,
    /// Only this provider
    #[arg(long, value_name = "CODE")]
    pub provider: Option<Code>,
    /// Only this fund
    #[arg(long, value_name = "CODE")]
    pub fund: Option<Code>,
    /// Only this category
    #[arg(long, value_name = "CODE")]
    pub category: Option<Code>,
    /// Only this account of the pilot's own
    #[arg(long, value_name = "NAME")]
    pub account: Option<AccountName>,
    /// Which month
    #[arg(long, value_name = "YYYY-MM")]
    pub month: Option<Month>,
    /// From this day
    #[arg(long, value_name = "DATE")]
    pub since: Option<Day>,
    /// Up to this day
    #[arg(long, value_name = "DATE")]
    pub until: Option<Day>,
    /// How many days without a purchase make a budget idle [default: 60]
    #[arg(long, value_name = "N")]
    pub days: Option<u32>,
    /// What share of a budget, in percent, is nearly nothing [default: 10]
    #[arg(long, value_name = "N")]
    pub percent: Option<u32>,
    /// Only what is still open
    #[arg(long)]
    pub open: bool,
    /// Which commission or entry
    #[arg(long, value_name = "N")]
    pub number: Option<i64>,
}

/// The names of the reports, for help and "did you mean".
fn names() -> PossibleValuesParser {
    PossibleValuesParser::new(report::ALL.iter().map(|report| report.name))
}

pub(super) fn run(globals: &Globals, args: ReportArgs) -> Result {
    if args.describe {
        let parts = [report::dictionary(), pack::columns::dictionary(), extract::columns::dictionary()];
        return Ok(io::stdout().write_all(parts.join("\n").as_bytes())?);
    }
    let Some(name) = &args.name else { return Ok(list_reports()?) };
    let report = report::named(name).expect("the command line admits only names of reports");
    let request = Request {
        scope: Scope { as_at: args.as_at, known_at: args.known_at, known_event: None },
        signed_off: args.signed_off,
        child: args.child,
        family: args.family,
        practitioner: args.practitioner,
        provider: args.provider,
        fund: args.fund,
        category: args.category,
        account: args.account,
        month: args.month,
        since: args.since,
        until: args.until,
        days: args.days,
        percent: args.percent,
        open: args.open,
        number: args.number,
        ..Request::default()
    };
    give(globals, report, &request)
}

fn list_reports() -> io::Result<()> {
    let mut out = io::stdout().lock();
    let width = report::ALL.iter().map(|report| report.name.len()).max().unwrap_or(0);
    for report in report::ALL {
        writeln!(out, "{:<width$}  {}", report.name, report.purpose)?;
    }
    Ok(())
}
