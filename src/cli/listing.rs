//! Reports given in the format that was asked for, and the listings of every noun.

use std::io;

use crate::carry_out::{Done, shown};
use crate::failure::{Failure, Result};
use crate::globals::Globals;
use crate::{shelf, view};
use domain::{AccountName, Code, Day, Month};
use report::{self, Report, Request, Subject};
use store::{Ledger, Scope};
use table::Writer;

/// What a noun's `list` or `show` asks for.
#[derive(Clone, Debug)]
pub(super) enum Listing {
    Accounts,
    Budget(Code),
    Budgets,
    Categories,
    Certificate { account: AccountName, on: Option<Day> },
    Child(Code),
    Children,
    Commission(i64),
    Commissions { child: Option<Code>, open: bool },
    Compacts(Option<Code>),
    Conflicts,
    Deliveries { child: Option<Code>, open: bool },
    Entries { child: Option<Code>, since: Option<Day>, until: Option<Day> },
    Entry(i64),
    Funds,
    Measures,
    Months,
    MonthEnd(Month),
    Needs(Code),
    Outcomes(Code),
    Policies,
    Practitioners,
    Providers,
    ProviderSteps(Option<Code>),
    Recent(Code),
    Splits(Day),
    Today(Code),
    Waiting,
    Tariffs(Option<Code>),
    Receipts { child: Option<Code>, missing: bool },
    Reconcile { account: Option<AccountName>, month: Option<Month>, open: bool },
    Suspense(Option<AccountName>),
    Merchants,
    StatementFiles(Option<AccountName>),
    StatementLines { account: Option<AccountName>, since: Option<Day>, until: Option<Day>, open: bool },
    StatementShown(i64),
}

/// Shows the listing of a noun.
pub(super) fn listed(globals: &Globals, listing: Listing) -> Done {
    list(globals, listing).map(shown)
}

pub(super) fn list(globals: &Globals, listing: Listing) -> Result {
    let (name, request) = meant(listing);
    let report = report::named(name).expect("every listing is a report");
    give(globals, report, &request)
}

/// Says which report a listing is.
fn meant(listing: Listing) -> (&'static str, Request) {
    let none = Request::default();
    match listing {
        Listing::Accounts => ("accounts", none),
        Listing::Budget(child) => ("budget", Request { child: Some(child), ..none }),
        Listing::Budgets => ("budgets", none),
        Listing::Categories => ("categories", none),
        Listing::Certificate { account, on } => {
            let scope = Scope { as_at: on, ..none.scope };
            ("certificate", Request { account: Some(account), scope, ..none })
        }
        Listing::Child(child) => ("child", Request { child: Some(child), ..none }),
        Listing::Children => ("children", none),
        Listing::Commission(number) => ("commission", Request { number: Some(number), ..none }),
        Listing::Commissions { child, open } => ("commissions", Request { child, open, ..none }),
        Listing::Compacts(child) => ("compacts", Request { child, ..none }),
        Listing::Conflicts => ("conflicts", none),
        Listing::Needs(child) => ("needs", Request { child: Some(child), ..none }),
        Listing::Deliveries { child, open } => {
            (if open { "deliveries-open" } else { "deliveries-made" }, Request { child, ..none })
        }
        Listing::Entries { child, since, until } => ("entries", Request { child, since, until, ..none }),
        Listing::Entry(number) => ("entry", Request { number: Some(number), ..none }),
        Listing::Funds => ("funds", none),
        Listing::Measures => ("measures", none),
        Listing::Months => ("month-status", none),
        Listing::MonthEnd(month) => ("month-end", Request { month: Some(month), ..none }),
        Listing::Outcomes(child) => ("scores", Request { child: Some(child), ..none }),
        Listing::Policies => ("policies", none),
        Listing::Practitioners => ("practitioners", none),
        Listing::Providers => ("providers", none),
        Listing::ProviderSteps(provider) => ("provider-steps", Request { provider, ..none }),
        Listing::Today(user) => ("today", Request { practitioner: Some(user), ..none }),
        Listing::Recent(child) => ("recent", Request { child: Some(child), ..none }),
        Listing::Splits(since) => ("splits", Request { since: Some(since), ..none }),
        Listing::Waiting => ("waiting", none),
        Listing::Tariffs(child) => ("tariffs", Request { child, ..none }),
        Listing::Receipts { child, missing } => {
            (if missing { "receipts-missing" } else { "receipts" }, Request { child, ..none })
        }
        Listing::Reconcile { account, month, open } => {
            ("reconcile", Request { account, month, open, ..none })
        }
        Listing::Suspense(account) => ("suspense", Request { account, ..none }),
        Listing::Merchants => ("merchants", none),
        Listing::StatementFiles(account) => ("statement-files", Request { account, ..none }),
        Listing::StatementLines { account, since, until, open } => {
            ("statement-lines", Request { account, since, until, open, ..none })
        }
        Listing::StatementShown(number) => ("statement-lines", Request { number: Some(number), ..none }),
    }
}

/// Gives one report in the format asked for.
pub(super) fn give(globals: &Globals, report: &'static Report, request: &Request) -> Result {
    let view = view::of(globals.format, report, io::stdout().lock());
    give_to(globals, report, request, view)
}

/// Gives a listing after an empty line, or nothing where it has no rows.
pub(super) fn list_if_any(globals: &Globals, listing: Listing) -> Result {
    let (name, request) = meant(listing);
    let report = report::named(name).expect("every listing is a report");
    let sheet = view::of(globals.format, report, io::stdout().lock());
    give_to(globals, report, &request, Box::new(view::IfAny::new(sheet)))
}

fn give_to<'w>(
    globals: &Globals,
    report: &'static Report,
    request: &Request,
    mut writer: Box<dyn Writer + 'w>,
) -> Result {
    fits(report, request)?;
    let mut ledger = Ledger::open_to_read(&globals.ledger()?)?;
    let reading = ledger.read()?;
    let today = shelf::today(&reading)?;
    Ok(report::run(reading.look(), report, request, today, writer.as_mut())?)
}

/// Refuses a filter the report does not know, and asks for the one it needs.
fn fits(report: &Report, request: &Request) -> Result {
    let name = report.name();
    if let Some(param) = request.missing(report) {
        let what = match report.subject {
            Subject::Commission | Subject::Entry => "which one was not said",
            Subject::Practitioner => "whose was not said",
            Subject::Month => "which month was not said",
            Subject::Float => "which float was not said",
            _ => "which child was not said",
        };
        let hint = format!("bhlp report {name} --{} ...", param.word());
        return Err(Failure::usage("REPORT_NEEDS_FILTER", format!("{name}: {what}"), Some(&hint)));
    }
    let Some(param) = request.unfit(report) else { return Ok(()) };
    let flags: Vec<String> = report.filters.iter().map(|param| format!("--{}", param.word())).collect();
    let hint = match flags.as_slice() {
        [] => "nothing narrows it but --as-at and --known-at".to_owned(),
        flags => format!("it is narrowed by {}", flags.join(", ")),
    };
    let message = format!("--{} does not narrow the report {name}", param.word());
    Err(Failure::usage("FILTER_DOES_NOT_APPLY", message, Some(&hint)))
}

impl From<report::Error> for Failure {
    fn from(error: report::Error) -> Self {
        match error {
            report::Error::Refused(refusal) => refusal.into(),
            report::Error::Store(error) => error.into(),
            report::Error::Output(error) => error.into(),
        }
    }
}
