//! The program: what was typed is read and done, and the answer printed.

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{CommandFactory as _, Parser as _};

use super::carry_out::Done;
use super::commands::command::Cli;
use super::commands::completions;
use super::failure::{self, Hint, Result};
use super::globals::Globals;
use super::line::shell_line;
use super::parse::ParsedCommand;
use super::{abbreviations, errors, help, reply};

/// Runs the program: reads the arguments, does what they say, returns the exit code.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    failure::end_at_panic();
    let args: Vec<OsString> = args.into_iter().collect();
    if completions::answered(&args, Cli::command) {
        return ExitCode::SUCCESS;
    }
    match version_answered(&args).or_else(|| errors::answered(&args)).unwrap_or_else(|| obey(args)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.downcast_ref().is_some_and(help::is_asked) => {
            let _ = help::print(&Cli::command());
            ExitCode::SUCCESS
        }
        Err(error) => failure::report(&error),
    }
}

/// Answers a question for the version alone before the commands are laid out, which takes longer than all
/// the rest.
fn version_answered(args: &[OsString]) -> Option<Result> {
    let [_, word] = args else { return None };
    let version = concat!("bhlp ", env!("CARGO_PKG_VERSION"), "\n");
    (word == "--version" || word == "-V")
        .then(|| io::stdout().lock().write_all(version.as_bytes()).map_err(Into::into))
}

/// Does what a command line says and shows the answer. One that fails on a short form of a code is
/// tried again with the code in full; a failed command has recorded nothing.
fn obey(words: Vec<OsString>) -> Result {
    let ParsedCommand { cli, words } = ParsedCommand::read(words, play)?;
    let globals = cli.globals.clone();
    match cli.carry_out(play) {
        Ok(Some(done)) if done.dry => reply::print(&globals, &done),
        Ok(Some(done)) => reply::print(&globals, &done).context(Hint::recorded_as(done.number)),
        Ok(None) => Ok(()),
        Err(error) => obey(abbreviations::expand(said_again(error, &words), &globals, &words)?),
    }
}

/// Has the hint print the whole command line with the flag that a refusal asks for, where it takes that flag.
fn said_again(error: anyhow::Error, words: &[OsString]) -> anyhow::Error {
    let Some(refusal) = failure::refusal(&error) else { return error };
    let Some(again) = refusal.said_again() else { return error };
    let mut whole = without(words, again.without);
    let kept = shell_line(&whole);
    whole.extend(again.with.iter().map(OsString::from));
    if Cli::try_parse_from(&whole).is_err() {
        return error;
    }
    let mut hint = format!("{}: {kept} {}", again.when, again.with.join(" "));
    if let Some(first) = refusal.hint().filter(|_| again.besides) {
        hint = format!("{first}; {hint}");
    }
    error.context(Hint(hint))
}

/// Leaves out flags, each with its value.
fn without(words: &[OsString], flags: &[&str]) -> Vec<OsString> {
    let mut kept = Vec::with_capacity(words.len());
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let said = word.to_string_lossy();
        let (flag, value) = said.split_once('=').map_or((&*said, None), |(flag, value)| (flag, Some(value)));
        if !flags.contains(&flag) {
            kept.push(word.clone());
        } else if value.is_none() {
            words.next();
        }
    }
    kept
}

/// Does what a command line says for the command that gives it, with the flags every command takes set
/// as that one wants.
fn play(words: Vec<OsString>, set: &dyn Fn(&mut Globals)) -> Done {
    let mut cli = ParsedCommand::read(words, play)?.cli;
    set(&mut cli.globals);
    cli.carry_out(play)
}
