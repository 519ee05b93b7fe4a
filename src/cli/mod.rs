//! The command line: what was typed, what it means, and what is said back.
//!
//! [`args`] is what was typed; each noun's file turns it into a use case of `service` or a report.
//! Answers go to stdout, everything else to stderr. Nothing here knows SQL.

mod account;
mod again;
mod approve;
pub mod args;
mod ask;
mod audit;
mod bill;
mod budget;
mod buy;
mod check;
mod child;
mod commission;
mod compact;
mod completions;
mod conflict;
mod delivery;
mod demo;
mod details;
mod entry;
mod evaluate;
mod evidence;
mod export;
mod extract;
mod failure;
mod fund;
mod help;
mod import;
mod imprest;
mod init;
mod later;
mod man;
mod month;
mod need;
mod observe;
mod origin;
mod pack;
mod paying;
mod people;
mod policy;
mod publish;
mod receipt;
mod reconcile;
mod report;
mod shelf;
mod short;
mod statement;
mod tariff;
mod terminal;
mod today;
mod typed;
mod verify;
mod view;
mod words;

use std::ffi::OsString;
use std::process::ExitCode;

use chrono::{DateTime, Utc};

use crate::domain::Day;
use crate::service::{Context, Receipt, Run, UseCase, clock, record};
use crate::store::Ledger;
use args::{Command, Globals};
pub use failure::Failure;
use typed::Typed;

/// What a command answers with.
pub type Result<T = (), E = Failure> = std::result::Result<T, E>;
/// What a command that may record answers with.
type Done = Result<Option<Receipt>>;

/// Runs the program: reads the arguments, does what they say, returns the exit code.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    failure::speak_of_panics();
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let args: Vec<OsString> = args.into_iter().collect();
        if completions::answered(&args) {
            return Ok(());
        }
        obey(args)
    }));
    match outcome {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(failure)) => failure.report(),
        Err(_) => ExitCode::from(failure::FAULT),
    }
}

/// Does what a command line says and shows the answer. One that fails on a short form of a code is
/// tried again with the code in full; a failed command has recorded nothing.
fn obey(words: Vec<OsString>) -> Result {
    let Typed { cli, words } = Typed::read(words)?;
    match dispatch(&cli.globals, cli.command) {
        Ok(Some(done)) => receipt::print(&cli.globals, &done).map_err(|failure| failure.after(&done)),
        Ok(None) => Ok(()),
        Err(failure) => match short::in_full(&failure, &cli.globals, &words) {
            Some(whole) => obey(whole),
            None => Err(failure),
        },
    }
}

/// Carries out one parsed command. A command that records something answers with its receipt; one
/// that shows something has shown it.
fn dispatch(globals: &Globals, command: Command) -> Done {
    let makes_a_file = matches!(command, Command::Demo(_) | Command::Backup(_) | Command::Restore(_));
    if globals.dry_run && makes_a_file {
        let message = "this command makes a file and records nothing: there is no dry run of it";
        return Err(Failure::usage("DRY_RUN_DOES_NOT_APPLY", message, Some("leave out --dry-run")));
    }
    match command {
        Command::Init(args) => init::run(globals, args.0),
        Command::Approve(args) => approve::approve(globals, &args.0),
        Command::Refuse(args) => approve::refuse(globals, args.0),
        Command::Buy(args) => buy::run(globals, *args.0),
        Command::Today => today::run(globals),
        Command::Again(args) => again::run(globals, args.0),
        Command::Practitioner(command) => people::practitioner(globals, command.0),
        Command::Provider(command) => people::provider(globals, command.0),
        Command::Child(command) => child::run(globals, command.0),
        Command::Category(command) => words::category(globals, command.0),
        Command::Measure(command) => words::measure(globals, command.0),
        Command::Account(command) => account::run(globals, command.0),
        Command::Fund(command) => fund::run(globals, command.0),
        Command::Budget(command) => budget::run(globals, command.0),
        Command::Commission(command) => commission::run(globals, command.0),
        Command::Compact(command) => compact::run(globals, command.0),
        Command::Need(command) => need::run(globals, command.0),
        Command::Conflict(command) => conflict::run(globals, command.0),
        Command::Invoice(command) => bill::invoice(globals, command.0),
        Command::CreditNote(command) => bill::credit_note(globals, command.0),
        Command::Payment(command) => bill::payment(globals, command.0),
        Command::Refund(command) => bill::refund(globals, command.0),
        Command::Tariff(command) => tariff::run(globals, command.0),
        Command::Delivery(command) => delivery::run(globals, command.0),
        Command::Receipt(command) => evidence::run(globals, command.0),
        Command::Entry(command) => entry::run(globals, command.0),
        Command::Outcome(command) => observe::outcome(globals, command.0),
        Command::Time(command) => observe::time(globals, command.0),
        Command::Reconcile(command) => reconcile::run(globals, command.0),
        Command::Statement(command) => statement::run(globals, command.0),
        Command::Imprest(command) => imprest::run(globals, command.0),
        Command::Month(command) => month::run(globals, command.0),
        Command::Policy(command) => policy::run(globals, command.0),
        Command::Demo(args) => demo::run(globals, args.0).map(shown),
        Command::Report(args) => report::run(globals, args.0).map(shown),
        Command::Import(args) => import::run(globals, args.0).map(shown),
        Command::Export(args) => export::run(globals, args.0),
        Command::Audit(args) => audit::run(globals, args.0),
        Command::Evaluate(command) => evaluate::run(globals, command.0),
        Command::Verify(args) => verify::run(globals, &args.0).map(shown),
        Command::Check(args) => check::check(globals, args.0).map(shown),
        Command::Backup(args) => check::backup(globals, args.0).map(shown),
        Command::Restore(args) => check::restore(globals, args.0).map(shown),
        Command::Completions(args) => completions::run(&args.0).map(shown),
        Command::Man(args) => man::run(&args.0).map(shown),
    }
}

/// A command that has shown its answer has no receipt.
fn shown((): ()) -> Option<Receipt> {
    None
}

/// Shows the listing of a noun.
fn listed(globals: &Globals, listing: report::Listing) -> Done {
    report::list(globals, listing).map(shown)
}

/// Carries out one use case.
fn carry_out<U: UseCase>(globals: &Globals, request: &U) -> Done {
    let recorded = || -> Result<Receipt> {
        let context = context(globals)?;
        let mut ledger = Ledger::open(&globals.ledger()?)?;
        Ok(record(&mut ledger, &context, request)?)
    };
    recorded().map(Some).map_err(Failure::while_writing)
}

/// Reads the clock: once in a command.
fn instant(globals: &Globals) -> Result<DateTime<Utc>> {
    match globals.clock {
        Some(now) => Ok(now),
        None => Ok(clock::now()?),
    }
}

/// Says which day it is, to a command that has no use for more.
fn today(globals: &Globals) -> Result<Day> {
    Ok(Day::in_london(instant(globals)?.naive_utc()))
}

/// Says who asks, when, and whether it is kept.
fn context(globals: &Globals) -> Result<Context> {
    let run = if globals.dry_run { Run::Dry } else { Run::Real };
    let (user, now) = (globals.user()?, instant(globals)?);
    let key = globals.key.clone();
    let (belongs_to, origin) = (globals.belongs_to, origin::origin());
    Ok(Context { user, now, run, key, belongs_to, origin })
}
