//! A command line that is not whole: what is there, what is missing, and the whole of it once that is said.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue};
use clap::{Arg, ArgMatches, Command, CommandFactory, FromArgMatches};

use super::commands::command::Cli;
use super::failure::{Failure, NothingRecorded};
use super::globals::Globals;
use super::line::{flag, records, shell_line};

/// A command line that is not whole.
#[derive(Debug)]
pub(super) struct PartialCommand {
    pub words: Vec<OsString>,
    pub globals: Globals,
    /// The words that name the command: `commission`, `place`.
    pub path: Vec<String>,
    pub command: Command,
    matches: ArgMatches,
}

impl PartialCommand {
    /// Reads as much of a command line as is there.
    pub fn of(words: &[OsString]) -> Option<Self> {
        let mut matches = Cli::command().ignore_errors(true).try_get_matches_from(words).ok()?;
        let globals = Globals::from_arg_matches(&matches).ok()?;
        let mut command = Cli::command();
        command.build();
        let mut path = Vec::new();
        while let Some((name, inner)) = matches.remove_subcommand() {
            command = command.find_subcommand(&name)?.clone();
            path.push(name);
            matches = inner;
        }
        Some(Self { words: words.to_vec(), globals, path, command, matches })
    }

    /// Finds the arguments clap misses.
    pub fn missing(&self, error: &clap::Error) -> Vec<Arg> {
        let Some(ContextValue::Strings(shown)) = error.get(ContextKind::InvalidArg) else {
            return Vec::new();
        };
        let named = |arg: &&Arg| shown.iter().any(|shown| names(arg, shown));
        self.command.get_arguments().filter(named).cloned().collect()
    }

    /// Returns what was given for an argument.
    pub fn given(&self, id: &str) -> Option<String> {
        let mut raw = self.matches.try_get_raw(id).ok()??;
        (self.matches.value_source(id) == Some(clap::parser::ValueSource::CommandLine))
            .then(|| raw.next().map(|word| word.to_string_lossy().into_owned()))
            .flatten()
    }

    /// Says what is missing, with a whole command line as an example.
    pub(crate) fn incomplete(&self, missing: &[Arg]) -> anyhow::Error {
        let names: Vec<String> = missing.iter().map(called).collect();
        let mut message = format!("`bhlp {}` also needs {}", self.path.join(" "), names.join(", "));
        for (arg, name) in missing.iter().zip(&names) {
            let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
            message.push_str(&format!("\n  {name}: {help}"));
        }
        let filled: Vec<(Arg, String)> = missing.iter().map(|arg| (arg.clone(), example(arg))).collect();
        let whole = with_values(&self.words, &filled);
        let example = format!("for example: {}", shell_line(&whole));
        let error = anyhow::Error::new(Failure::usage("ARGUMENT_MISSING", message, Some(&example)));
        if records(&self.words) { error.context(NothingRecorded) } else { error }
    }
}

/// Tells whether clap shows an argument as `<AMOUNT>` or `--from <PROVIDER>`.
fn names(arg: &Arg, shown: &str) -> bool {
    match shown.strip_prefix("--") {
        Some(flag) => arg.get_long() == flag.split_whitespace().next(),
        None => arg.is_positional() && shown.trim_matches(['<', '>', '[', ']', '.']) == value_name(arg),
    }
}

fn value_name(arg: &Arg) -> String {
    let name = arg.get_value_names().and_then(<[_]>::first).map(ToString::to_string);
    name.unwrap_or_else(|| arg.get_id().as_str().to_uppercase())
}

/// An argument as people call it: `AMOUNT`, `--from PROVIDER`.
fn called(arg: &Arg) -> String {
    match arg.get_long() {
        Some(long) => format!("--{long} {}", value_name(arg)),
        None => value_name(arg),
    }
}

/// A value to show what an argument looks like.
fn example(arg: &Arg) -> String {
    let example = match (arg.get_id().as_str(), value_name(arg).as_str()) {
        ("child", _) => "C-0007",
        ("category", _) => "clothing",
        ("amount", _) | (_, "AMOUNT") => "34.99",
        (_, "PROVIDER") => "SHOES",
        (_, "PRACTITIONER") => "LP-AMES",
        ("commission" | "entry", _) => "15",
        ("measure", _) => "gbo",
        ("value", _) => "7",
        ("informant", _) => "child",
        ("minutes", _) => "30",
        ("activity", _) => "visit",
        (_, "DATE") => "2006-09-01",
        (_, "TEXT") => "WORDS",
        _ => return value_name(arg),
    };
    example.to_owned()
}

/// Completes a command line: what has no flag in its order at the end, what has one before it.
pub(super) fn with_values(words: &[OsString], values: &[(Arg, String)]) -> Vec<OsString> {
    let mut whole = words.to_vec();
    let mut bare: Vec<&(Arg, String)> = values.iter().filter(|(arg, _)| arg.is_positional()).collect();
    bare.sort_by_key(|(arg, _)| arg.get_index());
    let escape = whole.iter().position(|word| word == "--");
    let flags = values.iter().filter_map(|(arg, value)| {
        let takes_value = arg.get_num_args().is_none_or(|count| count.takes_values());
        Some(flag(arg.get_long()?, takes_value.then_some(value.as_str())))
    });
    let flags: Vec<OsString> = flags.flatten().collect();
    let bare = bare.into_iter().map(|(_, value)| OsString::from(value));
    match escape {
        Some(place) => {
            whole.splice(place..place, flags);
            whole.extend(bare);
        }
        None => {
            whole.extend(bare);
            whole.extend(flags);
        }
    }
    whole
}
