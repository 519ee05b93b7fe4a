//! `bhlp audit`.

use std::io::{self, Write};

use anyhow::bail;
use clap::{Args, Subcommand};

use crate::carry_out::{Done, carry_out};
use crate::failure::{DifferenceFound, Result};
use crate::globals::{Format, Globals};
use crate::{code_lookup, view};
use domain::audit::{AuditTest, Hours};
use domain::{Day, Text};
use report::audit::{self, Tally};
use report::catalogue;
use service::AuditAnswer;
use store::{Ledger, Span};

/// Audit tests.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct AuditArgs {
    #[command(subcommand)]
    command: Option<AuditCommand>,
    /// Which test; without one, a table of all of them
    test: Option<AuditTest>,
    /// From this day
    #[arg(long, value_name = "DATE")]
    since: Option<Day>,
    /// Up to this day
    #[arg(long, value_name = "DATE")]
    until: Option<Day>,
    /// Office hours, such as 8-18: the weekend test lists what was recorded outside them
    #[arg(long, value_name = "FROM-TO")]
    hours: Option<Hours>,
    /// Show what was answered too, with the answers
    #[arg(long)]
    all: bool,
}

/// What else is done with audit tests.
#[derive(Debug, Subcommand)]
pub(super) enum AuditCommand {
    /// Answer a finding: it is no longer new
    Answer {
        /// The test that found it
        test: AuditTest,
        /// The finding's first column
        subject: Text,
        /// Your answer
        text: Text,
        /// The hours with which it was found
        #[arg(long, value_name = "FROM-TO")]
        hours: Option<Hours>,
    },
    /// Explain each test: what it asks, why, how to answer, what it cannot see
    Tests,
}

pub(super) fn run(globals: &Globals, args: AuditArgs) -> Done {
    match args.command {
        Some(AuditCommand::Answer { test, subject, text, hours }) => {
            return carry_out(globals, &AuditAnswer { test, subject, text, hours });
        }
        Some(AuditCommand::Tests) => explain()?,
        None => {
            let new = show(globals, &args)?;
            if new > 0 {
                bail!(DifferenceFound);
            }
        }
    }
    Ok(None)
}

/// Shows the findings of one test, or the table of all. Returns how many are new.
fn show(globals: &Globals, args: &AuditArgs) -> Result<i64> {
    let span = Span { since: args.since, until: args.until, hours: args.hours };
    let mut ledger = Ledger::open_to_read(&globals.ledger()?)?;
    let reading = ledger.read()?;
    let today = code_lookup::today(&reading)?;
    let out = io::stdout().lock();
    let Some(test) = args.test else {
        let mut sheet = view::of(globals.format, &catalogue::AUDIT_TESTS, out);
        return Ok(audit::summary(reading.reader(), &span, today, sheet.as_mut())?);
    };
    let mut sheet = view::of(globals.format, &catalogue::AUDIT_FINDINGS, out);
    let tally = audit::findings(reading.reader(), test, &span, args.all, today, sheet.as_mut())?;
    drop(sheet);
    say(globals, test, args.all, &tally)?;
    Ok(tally.new)
}

/// Says under a table what else there is to say: a data file has only its rows.
fn say(globals: &Globals, test: AuditTest, all: bool, tally: &Tally) -> io::Result<()> {
    if globals.format != Format::Table {
        return Ok(());
    }
    let mut out = io::stdout().lock();
    if let Some(note) = &tally.note {
        writeln!(out, "\n{note}")?;
    }
    if tally.answered > 0 && !all {
        writeln!(out, "\nanswered: {}; see them with --all", tally.answered)?;
    }
    if tally.new > 0 {
        writeln!(out, "\nto answer for one: bhlp audit answer {test} SUBJECT TEXT")?;
    }
    Ok(())
}

fn explain() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for (place, test) in AuditTest::ALL.iter().enumerate() {
        let line = if place == 0 { "" } else { "\n" };
        writeln!(out, "{line}{test}")?;
        let said = [
            ("Asks", test.asks()),
            ("Why", test.why()),
            ("An answer", test.answer()),
            ("Limits", test.limits()),
        ];
        for (what, text) in said {
            writeln!(out, "{}", folded(&format!("{what}: {text}")))?;
        }
    }
    Ok(())
}

/// How wide an explanation is.
const WIDE: usize = 100;

/// Folds a text into lines, indented by two and then by four.
fn folded(text: &str) -> String {
    let (mut lines, mut line) = (String::new(), String::from(" "));
    for word in text.split(' ') {
        if line.chars().count() + 1 + word.chars().count() > WIDE {
            lines.push_str(&line);
            lines.push('\n');
            line = String::from("   ");
        }
        line.push(' ');
        line.push_str(word);
    }
    lines + &line
}
