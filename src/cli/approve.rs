//! `bhlp approve` and `bhlp refuse`: the approver's queue, and deciding on what is in it.

use std::io::{self, IsTerminal, Write};

use chrono::Days;
use clap::Args;
use console::Term;

use super::args::{Format, Globals};
use super::report::Listing;
use super::shelf::Shelf;
use super::{Done, Result, carry_out, receipt, report, shown};
use crate::domain::{Code, Day, Text};
use crate::report::Request;
use crate::service::{Approve, Refuse, Said};

/// Approve what waits.
#[derive(Debug, Args)]
pub(super) struct ApproveArgs {
    /// The order's number; without one, the queue: oldest first, and on a terminal one key decides
    pub commission: Option<i64>,
}

/// Refuse what waits.
#[derive(Debug, Args)]
pub(super) struct RefuseArgs {
    /// The order's number
    pub commission: i64,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub reason: Said<Text>,
}

pub(super) fn approve(globals: &Globals, args: &ApproveArgs) -> Done {
    match args.commission {
        Some(commission) => decide(globals, commission),
        None if io::stdin().is_terminal() && io::stderr().is_terminal() => queue(globals).map(shown),
        None => report::list(globals, Listing::Waiting(None)).and_then(|()| in_parts(globals)).map(shown),
    }
}

pub(super) fn refuse(globals: &Globals, args: RefuseArgs) -> Done {
    let RefuseArgs { commission, reason } = args;
    carry_out(globals, &Refuse { commission, reason, on: globals.on })
}

fn decide(globals: &Globals, commission: i64) -> Done {
    carry_out(globals, &Approve { commission, on: globals.on, note: globals.note.clone() })
}

/// What a key means.
enum Answer {
    Approve,
    Refuse(Said<Text>),
    Skip,
    Quit,
}

/// Goes through what waits, one at a time: what is asked, what else the child has had, one key.
fn queue(globals: &Globals) -> Result {
    let mut shelf = Shelf::open(&globals.ledger()?, Some(globals.user()?))?;
    let waiting = shelf.rows("waiting", &Request::default())?;
    let (order, child) = (waiting.place("commission"), waiting.place("child_ref"));
    if waiting.rows.is_empty() {
        report::list(globals, Listing::Waiting(None))?;
        return in_parts(globals);
    }
    let terminal = Term::stderr();
    for (place, row) in waiting.rows.iter().enumerate() {
        let number: i64 = row[order].parse().expect("a commission's number is a whole number");
        let child: Code = row[child].parse().expect("a child's reference is a code");
        writeln!(io::stdout(), "\n{} of {}", place + 1, waiting.rows.len())?;
        report::list_plainly(globals, Listing::Waiting(Some(number)))?;
        writeln!(io::stdout())?;
        report::list(globals, Listing::Commissions { child: Some(child), open: false })?;
        match ask(&terminal)? {
            Answer::Approve => tell(globals, decide(globals, number))?,
            Answer::Refuse(reason) => {
                tell(globals, refuse(globals, RefuseArgs { commission: number, reason }))?;
            }
            Answer::Skip => {}
            Answer::Quit => break,
        }
    }
    in_parts(globals)
}

/// How many days back an approver is shown what was bought in parts.
const LATELY: Days = Days::new(90);

/// Shows purchases that passed a limit together and so asked nobody, where there were any lately.
/// A data file is of one report.
fn in_parts(globals: &Globals) -> Result {
    if matches!(globals.format, Format::Csv | Format::Json) {
        return Ok(());
    }
    let mut shelf = Shelf::open(&globals.ledger()?, None)?;
    let since = Day::new(shelf.day()?.date() - LATELY);
    if shelf.rows("splits", &Request { since: Some(since), ..Request::default() })?.rows.is_empty() {
        return Ok(());
    }
    writeln!(io::stdout())?;
    report::list(globals, Listing::Splits(since))
}

/// Says what came of it; a refusal by a rule is said, and the queue goes on.
fn tell(globals: &Globals, done: Done) -> Result {
    match done {
        Ok(Some(done)) => receipt::print(globals, &done),
        Ok(None) => Ok(()),
        Err(failure) => {
            write!(io::stderr(), "{failure}")?;
            Ok(())
        }
    }
}

/// Asks until a key is one of the four.
fn ask(terminal: &Term) -> Result<Answer> {
    loop {
        write!(io::stderr(), "\napprove (a), refuse (r), skip (s) or quit (q)? ")?;
        let key = terminal.read_char()?;
        writeln!(io::stderr(), "{key}")?;
        match key.to_ascii_lowercase() {
            'a' => return Ok(Answer::Approve),
            's' => return Ok(Answer::Skip),
            'q' | '\u{3}' | '\u{4}' => return Ok(Answer::Quit),
            'r' => match reason(terminal)? {
                Some(reason) => return Ok(Answer::Refuse(reason)),
                None => continue,
            },
            _ => {}
        }
    }
}

/// Asks why; an empty line goes back.
fn reason(terminal: &Term) -> Result<Option<Said<Text>>> {
    write!(io::stderr(), "why (empty to go back)? ")?;
    let line = terminal.read_line()?;
    Ok(line.trim().parse().ok())
}
