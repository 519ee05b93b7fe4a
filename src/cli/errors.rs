//! `bhlp help errors [CODE]`: what each code of a message means.

use std::ffi::OsString;
use std::io::{self, Write};

use anyhow::bail;

use super::failure::{Failure, Result};
use domain::errors::{self, Explained, Message};
use domain::similar;

const EXITS: &str = "\
Every message has a code. Scripts can rely on the code and on the exit code; the words may change.

Exit codes:
  0   done, or recorded already
  1   a rule said no; nothing was recorded
  2   the command line could not be understood
  3   a check, an audit test or a reconciliation found something
  4   a file could not be used
  70  a fault of the program: please report it
";

/// Answers `bhlp help errors [CODE]`; any other help is clap's.
pub(super) fn answered(args: &[OsString]) -> Option<Result> {
    let words: Vec<&str> = args.iter().skip(1).map(|word| word.to_str()).collect::<Option<_>>()?;
    let text = match *words.as_slice() {
        ["help", "errors"] => every_error(),
        ["help", "errors", code] => match one_error(code) {
            Ok(text) => text,
            Err(failure) => return Some(Err(failure)),
        },
        _ => return None,
    };
    Some(io::stdout().lock().write_all(text.as_bytes()).map_err(Into::into))
}

fn every_error() -> String {
    let mut page = EXITS.to_owned();
    for group in errors::groups() {
        page.push_str(&format!("\n{}:\n", group.title));
        page.extend(group.codes.iter().map(explain));
    }
    page
}

fn one_error(code: &str) -> Result<String> {
    let name = code.to_uppercase();
    if let Some(code) = errors::explained(&name) {
        return Ok(explain(&code));
    }
    let all = errors::groups().into_iter().flat_map(|group| group.codes).map(|code| code.name.to_owned());
    let near = similar(&name, all).join(", ");
    let hint = if near.is_empty() {
        "see every code: bhlp help errors".into()
    } else {
        format!("did you mean {near}?")
    };
    bail!(Failure::usage("ERROR_CODE_UNKNOWN", format!("no message has the code `{code}`"), Some(&hint)))
}

fn explain(Explained { name, when, message }: &Explained) -> String {
    match message {
        Some(Message { exit, instead }) => {
            format!("  {name} (exit code {exit})\n    {when}\n    what to do: {instead}\n")
        }
        None => format!("  {name}\n    {when}\n"),
    }
}
