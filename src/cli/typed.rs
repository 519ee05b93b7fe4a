//! A command line made whole: a verb that was left out, fields that are asked for.
//!
//! What is carried out is always a whole command line. So a command means the same however it was
//! typed, every rule is judged in one place, and what is asked for needs no command of its own.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgMatches, Command, CommandFactory, FromArgMatches, Parser};

use super::args::{Cli, Globals};
use super::{Failure, Result, ask, terminal};

/// A command line that was understood.
#[derive(Debug)]
pub(super) struct Typed {
    /// What it means.
    pub cli: Cli,
    /// The whole of it, word by word.
    pub words: Vec<OsString>,
}

impl Typed {
    /// Reads what was typed, and asks for what is missing where somebody is there to be asked.
    pub fn read(mut words: Vec<OsString>) -> Result<Self> {
        if words.len() < 2 {
            words = ["bhlp", "--help"].map(OsString::from).to_vec();
        }
        let error = match Cli::try_parse_from(&words) {
            Ok(cli) => return Ok(Self { cli, words }),
            Err(error) => error,
        };
        if let Some(whole) = with_verb(&words, &error) {
            return Self::read(whole);
        }
        if error.kind() == ErrorKind::MissingRequiredArgument
            && let Some(begun) = Begun::of(&words)
        {
            let missing = begun.missing(&error);
            if !missing.is_empty() {
                return if terminal::somebody_is_there() {
                    Self::read(ask::for_the_rest(&begun, &missing)?)
                } else {
                    Err(begun.incomplete(&missing))
                };
            }
        }
        Err(Failure::of_arguments(error, &words))
    }
}

/// What follows a noun most often: it may be left out before a number or a reference.
const VERBS: [(&str, &str); 11] = [
    ("budget", "show"),
    ("child", "show"),
    ("commission", "show"),
    ("entry", "show"),
    ("delivery", "record"),
    ("invoice", "record"),
    ("credit-note", "record"),
    ("payment", "record"),
    ("refund", "record"),
    ("outcome", "record"),
    ("time", "record"),
];

/// Puts the verb in that was left out: `bhlp budget C-0007` is `bhlp budget show C-0007`. Only what
/// has a digit is a number or a reference; anything else is a verb mistyped.
fn with_verb(words: &[OsString], error: &clap::Error) -> Option<Vec<OsString>> {
    let Some(ContextValue::String(found)) = error.get(ContextKind::InvalidSubcommand) else { return None };
    if !found.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let program = Cli::command();
    let noun = |word: &OsString| program.find_subcommand(word.to_str()?).map(Command::get_name);
    let verb = |word: &OsString| {
        let noun = noun(word)?;
        VERBS.iter().find(|(known, _)| *known == noun).map(|(_, verb)| *verb)
    };
    let place = words.windows(2).position(|pair| verb(&pair[0]).is_some() && pair[1] == found.as_str())?;
    let mut whole = words.to_vec();
    whole.insert(place + 1, verb(&words[place])?.into());
    Some(whole)
}

/// A command line that is not whole.
#[derive(Debug)]
pub(super) struct Begun {
    /// What was typed.
    pub words: Vec<OsString>,
    /// The flags every command takes.
    pub globals: Globals,
    /// The words that name the command: `commission`, `place`.
    pub path: Vec<String>,
    /// The command, laid out.
    pub command: Command,
    matches: ArgMatches,
}

impl Begun {
    /// Reads as much of a command line as is there.
    fn of(words: &[OsString]) -> Option<Self> {
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
    fn missing(&self, error: &clap::Error) -> Vec<Arg> {
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
    fn incomplete(&self, missing: &[Arg]) -> Failure {
        let names: Vec<String> = missing.iter().map(called).collect();
        let mut message = format!("`bhlp {}` also needs {}", self.path.join(" "), names.join(", "));
        for (arg, name) in missing.iter().zip(&names) {
            let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
            message.push_str(&format!("\n  {name}: {help}"));
        }
        let filled: Vec<(Arg, String)> = missing.iter().map(|arg| (arg.clone(), example(arg))).collect();
        let whole = with_values(&self.words, &filled);
        Failure::missing(message, &spoken(&whole), &self.words)
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

/// A flag and its value, as two words where the value cannot be taken for a flag itself.
pub(super) fn flag(long: &str, value: Option<&str>) -> Vec<OsString> {
    match value {
        Some(value) if value.starts_with('-') => vec![format!("--{long}={value}").into()],
        Some(value) => vec![format!("--{long}").into(), value.into()],
        None => vec![format!("--{long}").into()],
    }
}

/// A command line as it can be typed again.
pub(super) fn spoken(words: &[OsString]) -> String {
    let words: Vec<_> = words.iter().skip(1).map(|word| word.to_string_lossy()).collect();
    let words = words.iter().map(AsRef::as_ref);
    format!("bhlp {}", shlex::try_join(words).expect("an argument holds no NUL"))
}
