//! `bhlp demo`: an invented pilot from files in the binary, its stories told, and what each of the
//! three users sees of it.

mod story;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use chrono::{DateTime, Utc};
use clap::Parser;

use super::args::{Cli, DemoArgs, Globals};
use super::{Result, dispatch, receipt};
use crate::service::Receipt;
use story::{Command, Line, Story};

const STORY: &str = include_str!("../../../fixtures/demo/story.txt");
const PILOT: &str =
    "init --pilot \"Wrekin Vale (invented)\" --authority E06000020 --start 2006-07-01 --end 2007-12-31";
/// The stories told in full; the others are played and named.
const TOLD: [&str; 4] =
    ["School shoes", "Ten counselling sessions", "45.00 typed for 54.00", "More than is left"];
/// The pilot's last day: what the views are asked for.
const LAST: &str = "2007-12-31T17:00:00Z";

/// What each user looks at: a heading, and commands.
const VIEWS: [(&str, &str, &[&str]); 3] = [
    (
        "The lead professional: what is left, and for whom?",
        "LP-AMES",
        &["report caseload --practitioner LP-AMES", "budget show C-0101", "report statement --child C-0101"],
    ),
    (
        "The finance officer: does it balance, and what is owed?",
        "FN-TALLIS",
        &["report months", "report by-fund", "report owed", "check"],
    ),
    ("The evaluator: did it help?", "EV-SELWYN", &["report by-category", "report outcomes --format csv"]),
];

pub(super) fn run(_globals: &Globals, args: DemoArgs) -> Result {
    let ledger = args.to.as_path();
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "Eighteen months of an invented pilot, from its first grant to what became of the children."
    )?;
    writeln!(out, "Nobody in it exists.\n")?;
    drop(out);
    let start = instant("2006-07-01T08:00:00Z");
    play(ledger, start, "ADMIN", PILOT)?;
    import(ledger)?;
    for story in story::read(STORY) {
        tell(ledger, &story, args.all || TOLD.contains(&story.title))?;
    }
    for (heading, user, commands) in VIEWS {
        look(ledger, heading, user, commands)?;
    }
    farewell(ledger)
}

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().expect("the demo's own instants are well-formed")
}

/// Runs what somebody typed at an instant of the past, on the demo's ledger.
fn play(ledger: &Path, at: DateTime<Utc>, user: &str, typed: &str) -> Result<Option<Receipt>> {
    let words = shlex::split(typed).expect("the demo's own commands have matching quotes");
    let globals = ["bhlp".into(), "--ledger".into(), ledger.into(), "--as".into(), user.into()];
    let args = globals.into_iter().chain(words.into_iter().map(OsString::from));
    let mut cli = Cli::try_parse_from(args)?;
    cli.globals.clock = Some(at);
    dispatch(&cli.globals, cli.command)
}

/// Plays one story; told in full, every command is shown with its answer.
fn tell(ledger: &Path, story: &Story<'_>, in_full: bool) -> Result {
    let mut out = io::stdout().lock();
    if in_full {
        writeln!(out, "\n== {} ==\n", story.title)?;
    }
    let mut last = 0;
    for line in &story.lines {
        match line {
            Line::Prose(prose) if in_full => writeln!(out, "{prose}")?,
            Line::Prose(_) => {}
            Line::Command(command) => {
                let typed = command.typed.replace("{last}", &last.to_string());
                if in_full {
                    writeln!(
                        out,
                        "\n{} {}$ bhlp {typed}",
                        command.at.format("%Y-%m-%d %H:%M"),
                        command.user
                    )?;
                }
                let outcome = play(ledger, command.at, command.user, &typed);
                if let Some(done) = as_told(command, &typed, outcome)? {
                    if places_a_commission(&typed) {
                        last = done.number;
                    }
                    if in_full {
                        receipt::write_plain(&mut out, &done)?;
                    }
                }
            }
        }
    }
    Ok(())
}

fn places_a_commission(typed: &str) -> bool {
    typed.starts_with("buy ") || typed.starts_with("commission place ")
}

/// What happened must be what the story says: done, or refused with its code.
fn as_told(command: &Command<'_>, typed: &str, outcome: Result<Option<Receipt>>) -> Result<Option<Receipt>> {
    match (command.refused, outcome) {
        (None, done) => done,
        (Some(expected), Err(failure)) if failure.code() == Some(expected) => {
            print!("{failure}");
            Ok(None)
        }
        (Some(expected), outcome) => {
            panic!("`{typed}` is refused with {expected} in the story, but: {outcome:?}")
        }
    }
}

/// Shows what one user looks at.
fn look(ledger: &Path, heading: &str, user: &str, commands: &[&str]) -> Result {
    println!("\n== {heading} ==");
    for typed in commands {
        println!("\n{user}$ bhlp {typed}");
        play(ledger, instant(LAST), user, typed)?;
        if *typed == "check" {
            println!("(silent: every balance, seal and hash was recomputed and agrees)");
        }
    }
    Ok(())
}

/// Leaves the user with something to type.
fn farewell(ledger: &Path) -> Result {
    let ledger = ledger.display();
    let mut out = io::stdout().lock();
    writeln!(out, "\n== Now you ==\n")?;
    writeln!(out, "The ledger is {ledger}. It is yours to play with:\n")?;
    writeln!(out, "  export BHLP_LEDGER={ledger} BHLP_USER=LP-AMES")?;
    writeln!(out, "  bhlp buy C-0101 clothing 12.50 --from PR-SHOES --what plimsolls --on 2007-12-20")?;
    writeln!(out, "  bhlp buy C-0101 clothing 2000 --from PR-SHOES --on 2007-12-20")?;
    writeln!(out, "  bhlp report family --child C-0101")?;
    writeln!(out, "  bhlp --help")?;
    Ok(())
}

fn import(_ledger: &Path) -> Result {
    Ok(())
}
