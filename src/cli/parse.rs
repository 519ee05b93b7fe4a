//! A command line made whole: a verb that was left out, fields that are asked for.
//!
//! What is carried out is always a whole command line. So a command means the same however it was
//! typed, every rule is judged in one place, and what is asked for needs no command of its own.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory, Parser};

use super::carry_out::Play;
use super::commands::command::Cli;
use super::failure::{NothingRecorded, Result};
use super::line::records;
use super::partial_command::PartialCommand;
use super::{arguments, ask, terminal};

/// A command line that was understood.
#[derive(Debug)]
pub(super) struct ParsedCommand {
    pub cli: Cli,
    /// The whole of it, word by word.
    pub words: Vec<OsString>,
}

impl ParsedCommand {
    /// Reads what was typed, and asks for what is missing where somebody is there to be asked.
    pub fn read(mut words: Vec<OsString>, play: Play) -> Result<Self> {
        if words.len() < 2 {
            words = ["bhlp", "--help"].map(OsString::from).to_vec();
        }
        let error = match Cli::try_parse_from(&words) {
            Ok(cli) => return Ok(Self { cli, words }),
            Err(error) => error,
        };
        if let Some(whole) = with_verb(&words, &error) {
            return Self::read(whole, play);
        }
        if error.kind() == ErrorKind::MissingRequiredArgument
            && let Some(partial) = PartialCommand::of(&words)
        {
            let missing = partial.missing(&error);
            if !missing.is_empty() {
                return if terminal::somebody_is_there() {
                    let mut asked = Self::read(ask::for_the_rest(&partial, &missing, play)?, play)?;
                    asked.cli.globals.confirmed = true;
                    Ok(asked)
                } else {
                    Err(partial.incomplete(&missing))
                };
            }
        }
        let error = arguments::refused(error);
        Err(if records(&words) { error.context(NothingRecorded) } else { error })
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
