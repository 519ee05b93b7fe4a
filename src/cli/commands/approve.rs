//! `bhlp approve` and `bhlp refuse`: the approver's queue, and deciding on what is in it.

use std::io::{self, IsTerminal, Write};

use chrono::Days;
use clap::Args;
use console::Term;

use crate::carry_out::{Done, carry_out, shown};
use crate::code_lookup::{CodeLookup, Rows};
use crate::failure::{self, Result};
use crate::globals::{Format, Globals};
use crate::listing;
use crate::reply;
use domain::{Code, Day, Pence, Text};
use report::{Request, catalogue};
use service::{Approve, Refuse};

/// Approve what is waiting.
#[derive(Debug, Args)]
pub(super) struct ApproveArgs {
    /// The commission's number; without one, the queue: oldest first, and on a terminal one key decides
    pub commission: Option<i64>,
}

/// Refuse what is waiting.
#[derive(Debug, Args)]
pub(super) struct RefuseArgs {
    /// The commission's number
    pub commission: i64,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub reason: Text,
}

pub(super) fn approve(globals: &Globals, args: &ApproveArgs) -> Done {
    match args.commission {
        Some(commission) => decide(globals, commission),
        None if is_for_a_person(globals) => queue(globals).map(shown),
        None => listing::give(globals, &catalogue::WAITING, &Request::default())
            .and_then(|()| in_parts(globals))
            .map(shown),
    }
}

pub(super) fn refuse(globals: &Globals, args: RefuseArgs) -> Done {
    let RefuseArgs { commission, reason } = args;
    carry_out(globals, &Refuse { commission, reason, on: globals.on })
}

/// Tells whether somebody is there to press keys, and has not asked for a listing in a format.
fn is_for_a_person(globals: &Globals) -> bool {
    globals.format == Format::Table && io::stdin().is_terminal() && io::stderr().is_terminal()
}

fn decide(globals: &Globals, commission: i64) -> Done {
    carry_out(globals, &Approve { commission, on: globals.on, note: globals.note.clone() })
}

/// What a key means.
enum Answer {
    Approve,
    Refuse(Text),
    Skip,
    Quit,
}

/// Goes through what is waiting for others, one at a time: what is asked, what else the child has had, one
/// key. What somebody asked for themselves is named, and left to a colleague.
fn queue(globals: &Globals) -> Result {
    let user = globals.user()?;
    let waiting = rows(globals, None)?;
    if waiting.rows.is_empty() {
        listing::give(globals, &catalogue::WAITING, &Request::default())?;
        return in_parts(globals);
    }
    let asked_by = [waiting.place("practitioner"), waiting.place("asked_by")];
    let (own, others): (Vec<_>, Vec<_>) =
        waiting.rows.iter().partition(|row| asked_by.iter().any(|place| row[*place] == user.as_str()));
    let terminal = Term::stderr();
    for (place, row) in others.iter().enumerate() {
        let number = number(&waiting, row);
        // Read anew: what was decided a moment ago changes what is left, and a colleague may be faster.
        let now = rows(globals, Some(number))?;
        let Some(row) = now.rows.first() else { continue };
        let child: Code = row[now.place("child_ref")].parse().expect("a child's reference is a code");
        writeln!(io::stdout(), "\n{} of {}: {}\n", place + 1, others.len(), asked(&now, row))?;
        listing::give(
            globals,
            &catalogue::COMMISSIONS,
            &Request { child: Some(child), ..Request::default() },
        )?;
        match ask(&terminal)? {
            Answer::Approve => tell(globals, decide(globals, number))?,
            Answer::Refuse(reason) => {
                tell(globals, refuse(globals, RefuseArgs { commission: number, reason }))?;
            }
            Answer::Skip => {}
            Answer::Quit => break,
        }
    }
    for row in own {
        let now = rows(globals, Some(number(&waiting, row)))?;
        for row in &now.rows {
            writeln!(io::stdout(), "\nyour own, for somebody else to decide on: {}", asked(&now, row))?;
        }
    }
    in_parts(globals)
}

/// The number of what is waiting in a row.
fn number(waiting: &Rows, row: &[String]) -> i64 {
    row[waiting.place("commission")].parse().expect("a commission's number is a whole number")
}

/// Reads what is waiting: all of it, or one commission.
fn rows(globals: &Globals, number: Option<i64>) -> Result<Rows> {
    let mut codes = CodeLookup::open(&globals.ledger()?, globals.user.clone())?;
    codes.rows("waiting", &Request { number, ..Request::default() })
}

/// What is asked, by whom and why, and what that comes to: a sentence a line.
fn asked(waiting: &Rows, row: &[String]) -> String {
    let cell = |column: &str| row[waiting.place(column)].as_str();
    let pounds = |column: &str| match cell(column).parse::<Pence>() {
        Ok(pence) => pence.format_pounds(),
        Err(_) => cell(column).to_owned(),
    };
    let because = match cell("because") {
        "conflict" => "declared a conflict of interest",
        "both" => "above their limit, and a conflict of interest",
        _ => "above their limit",
    };
    let ago = match cell("days") {
        "0" => "today".to_owned(),
        "1" => "yesterday".to_owned(),
        days => format!("{days} days ago"),
    };
    let mut said = format!(
        "commission {}, {} ({}) for {}, {} from {}\n  {} asked {ago}: {because}\n  \
         with this {} will have used or been promised {}; {} would be left",
        cell("commission"),
        cell("item"),
        cell("category"),
        cell("child_ref"),
        pounds("asked"),
        cell("provider_name"),
        cell("asked_by"),
        cell("child_ref"),
        pounds("had"),
        pounds("left"),
    );
    let buyer = cell("practitioner");
    if !cell("nearby").is_empty() {
        let (nearby, cost) = (cell("nearby"), pounds("nearby_amount"));
        said += &format!("\n  other recent purchases for the child by {buyer}: {nearby}, {cost} in all");
    }
    let told = [
        ("needed_on", "needed on"),
        ("wish", "the family asks for"),
        ("note", "note"),
        ("provider_step", "step with the provider"),
    ];
    for (column, words) in told.iter().filter(|(column, _)| !cell(column).is_empty()) {
        said += &format!("\n  {words}: {}", cell(column));
    }
    said
}

/// How many days back an approver is shown what was bought in parts.
const LATELY: Days = Days::new(90);

/// Shows purchases that passed a limit together and so asked nobody, where there were any lately.
/// A data file is of one report.
fn in_parts(globals: &Globals) -> Result {
    if matches!(globals.format, Format::Csv | Format::Json) {
        return Ok(());
    }
    let since = Day::new(CodeLookup::open(&globals.ledger()?, None)?.day()?.date() - LATELY);
    listing::give_nonempty(globals, &catalogue::SPLITS, &Request { since: Some(since), ..Request::default() })
}

/// Says what became of it; a refusal by a rule is said, and the queue goes on.
fn tell(globals: &Globals, done: Done) -> Result {
    match done {
        Ok(Some(done)) => reply::print(globals, &done),
        Ok(None) => Ok(()),
        Err(error) => Ok(failure::tell(&error)?),
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
fn reason(terminal: &Term) -> Result<Option<Text>> {
    write!(io::stderr(), "why (empty to go back)? ")?;
    let line = terminal.read_line()?;
    Ok(line.trim().parse().ok())
}
