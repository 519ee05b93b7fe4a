//! The command line: what was typed, what it means, and what is said back.
//!
//! [`args`] is what was typed; each noun's file turns it into a use case of `service` or a report.
//! Answers go to stdout, everything else to stderr. Nothing here knows SQL.

mod account;
pub mod args;
mod bill;
mod budget;
mod buy;
mod check;
mod child;
mod clock;
mod commission;
mod demo;
mod entry;
mod export;
mod failure;
mod fund;
mod import;
mod init;
mod month;
mod observe;
mod people;
mod receipt;
mod report;
mod words;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use crate::service::{Context, Run, UseCase, record};
use crate::store::Ledger;
use args::{Cli, Command, Globals};
pub use failure::Failure;

/// What a command answers with.
pub type Result<T = (), E = Failure> = std::result::Result<T, E>;

/// Runs the program: reads the arguments, does what they say, returns the exit code.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    failure::speak_of_panics();
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let args: Vec<OsString> = args.into_iter().collect();
        match Cli::try_parse_from(&args) {
            Ok(cli) => dispatch(cli),
            Err(error) => Err(Failure::from(error)),
        }
    }));
    match outcome {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(failure)) => failure.report(),
        Err(_) => ExitCode::from(failure::FAULT),
    }
}

/// Carries out one parsed command.
fn dispatch(cli: Cli) -> Result {
    let Cli { globals, command } = cli;
    match command {
        Command::Init(args) => init::run(&globals, args),
        Command::Demo(args) => demo::run(&globals, args),
        Command::Buy(args) => buy::run(&globals, *args),
        Command::Practitioner(command) => people::practitioner(&globals, command),
        Command::Provider(command) => people::provider(&globals, command),
        Command::Child(command) => child::run(&globals, command),
        Command::Category(command) => words::category(&globals, command),
        Command::Measure(command) => words::measure(&globals, command),
        Command::Account(command) => account::run(&globals, command),
        Command::Fund(command) => fund::run(&globals, command),
        Command::Budget(command) => budget::run(&globals, command),
        Command::Commission(command) => commission::run(&globals, command),
        Command::Invoice(command) => bill::invoice(&globals, command),
        Command::CreditNote(command) => bill::credit_note(&globals, command),
        Command::Payment(command) => bill::payment(&globals, command),
        Command::Refund(command) => bill::refund(&globals, command),
        Command::Entry(command) => entry::run(&globals, command),
        Command::Outcome(command) => observe::outcome(&globals, command),
        Command::Time(command) => observe::time(&globals, command),
        Command::Month(command) => month::run(&globals, command),
        Command::Report(args) => report::run(&globals, args),
        Command::Import(args) => import::run(&globals, args),
        Command::Export(args) => export::run(&globals, args),
        Command::Check(args) => check::check(&globals, args),
        Command::Backup(args) => check::backup(&globals, args),
        Command::Restore(args) => check::restore(&globals, args),
    }
}

/// Carries out one use case and says what was done and what is left.
fn carry_out<U: UseCase>(globals: &Globals, request: &U) -> Result {
    let context = context(globals)?;
    let mut ledger = Ledger::open(&globals.ledger()?).map_err(Failure::while_writing)?;
    let receipt = record(&mut ledger, &context, request).map_err(Failure::while_writing)?;
    receipt::print(globals, &receipt)
}

/// Says who asks, when, and whether it is kept.
fn context(globals: &Globals) -> Result<Context> {
    let run = if globals.dry_run { Run::Dry } else { Run::Real };
    Ok(Context {
        user: globals.user()?,
        now: clock::now()?,
        run,
        key: globals.key.as_ref().map(|key| key.0.clone()),
    })
}
