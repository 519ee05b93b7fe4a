//! `bhlp policy ...`.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::Subcommand;

use crate::carry_out::{Done, carry_out, shown, today};
use crate::failure::{NothingRecorded, Result};
use crate::globals::{Format, Globals};
use crate::listing::listed;
use domain::Day;
use domain::policy::{Change, Stated};
use file::Source;
use import::PolicyText;
use report::{Request, catalogue};
use service::{self, PolicySet, policy};
use store::Ledger;
use table::Value;
use table::csv::Dialect;

/// The policy.
#[derive(Debug, Subcommand)]
pub(super) enum PolicyCommand {
    /// Print the policy in force as it was set; the defaults, to begin from, where none is
    Show {
        /// The policy in force on this day [default: today]
        #[arg(long, value_name = "DATE")]
        at: Option<Day>,
        /// This version instead
        #[arg(long, value_name = "N", conflicts_with = "at")]
        version: Option<i64>,
    },
    /// List everything that is wrong with a policy file; with a ledger, also what conflicts with it
    Check {
        /// The file
        file: PathBuf,
    },
    /// Show what a policy file would change, or what one version changed
    Diff {
        /// The file, held against the newest version
        #[arg(required_unless_present_all = ["from", "to"], conflicts_with_all = ["from", "to"])]
        file: Option<PathBuf>,
        /// The version before
        #[arg(long, value_name = "N", requires = "to")]
        from: Option<i64>,
        /// The version after
        #[arg(long, value_name = "N", requires = "from")]
        to: Option<i64>,
    },
    /// Set a policy from a day on; what was decided before stays as it was
    Set {
        /// The file
        file: PathBuf,
        /// The first day it holds [default: today]
        #[arg(long, value_name = "DATE")]
        from: Option<Day>,
    },
    /// List every version: from when, set by whom
    History,
}

pub(super) fn run(globals: &Globals, command: PolicyCommand) -> Done {
    match command {
        PolicyCommand::Show { at, version } => show(globals, at, version).map(shown),
        PolicyCommand::Check { file } => check(globals, file).map(shown),
        PolicyCommand::Diff { file, from, to } => diff(globals, file, from.zip(to)).map(shown),
        PolicyCommand::Set { file, from } => {
            let given = read(file).context(NothingRecorded)?;
            carry_out(globals, &PolicySet { given, from_on: from.or(globals.on) })
        }
        PolicyCommand::History => listed(globals, &catalogue::POLICIES, &Request::default()),
    }
}

fn read(file: PathBuf) -> Result<PolicyText> {
    let source = Source::Path(file);
    let (name, text) = (source.name(), source.text()?);
    Ok(PolicyText::parse(name, text)?)
}

/// Prints the text alone to stdout, so that it can be kept in a file; whose it is goes to stderr.
fn show(globals: &Globals, at: Option<Day>, version: Option<i64>) -> Result {
    let mut ledger = Ledger::open_to_read(&globals.ledger()?)?;
    let reading = ledger.read()?;
    let reader = reading.reader();
    let found = match version {
        Some(number) => Some(policy::version(&reader, number)?),
        None => {
            let day = at.or(globals.on).map_or_else(|| today(globals), Ok)?;
            policy::in_force(&reader, day)?
        }
    };
    let (number, from_on, text) = match found {
        Some(found) => (Some(found.number), Some(found.from_on.to_string()), found.text),
        None => (None, None, policy::default_text(&reader.calendar()?.pilot)),
    };
    let mut out = io::stdout().lock();
    if globals.format == Format::Json {
        let value = serde_json::json!({ "version": number, "from_on": from_on, "text": text });
        return Ok(writeln!(out, "{value}")?);
    }
    // Nobody reading messages is no reason to fail.
    let _ = match (number, from_on) {
        (Some(number), Some(from_on)) => writeln!(io::stderr(), "policy version {number}, from {from_on}"),
        _ => writeln!(io::stderr(), "no policy is set for that day: these are the defaults"),
    };
    Ok(out.write_all(text.as_bytes())?)
}

/// Says what is wrong, or that nothing is and what the policy comes to.
fn check(globals: &Globals, file: PathBuf) -> Result {
    let given = read(file)?;
    let (pilot, doubts) = match &globals.ledger {
        None => (None, given.file.policy.doubts()),
        Some(ledger) => {
            let mut ledger = Ledger::open_to_read(ledger)?;
            let reading = ledger.read()?;
            let faults = policy::against(&reading.reader(), &given)?;
            if !faults.is_empty() {
                bail!(given.bad(faults));
            }
            (Some(reading.reader().calendar()?.pilot), policy::doubts(&reading.reader(), &given)?)
        }
    };
    for doubt in doubts {
        let _ = writeln!(io::stderr(), "warning: {doubt}");
    }
    let stated = given.file.describe(pilot.as_ref());
    tell(globals, &format!("policy {} is sound", given.name), &stated)
}

/// Says settings, one a line below what they are of.
pub(super) fn tell(globals: &Globals, heading: &str, stated: &[Stated]) -> Result {
    let mut out = io::stdout().lock();
    match globals.format {
        Format::Json => {
            let row = |Stated { setting, value }: &Stated| serde_json::json!({ "setting": setting, "value": value });
            let rows: Vec<_> = stated.iter().map(row).collect();
            writeln!(out, "{}", serde_json::Value::from(rows))?;
        }
        Format::Csv => {
            let rows = stated.iter().map(|Stated { setting, value }| [setting.as_str(), value]);
            write_csv(out, std::iter::once(["setting", "value"]).chain(rows))?;
        }
        Format::Table | Format::Plain => {
            writeln!(out, "{heading}")?;
            for Stated { setting, value } in stated {
                writeln!(out, "  {setting}: {value}")?;
            }
        }
    }
    Ok(())
}

fn diff(globals: &Globals, file: Option<PathBuf>, versions: Option<(i64, i64)>) -> Result {
    let given = file.map(read).transpose()?;
    let mut ledger = Ledger::open_to_read(&globals.ledger()?)?;
    let reading = ledger.read()?;
    let changes = match (&given, versions) {
        (Some(given), _) => policy::differences(&reading.reader(), given)?,
        (None, Some((from, to))) => policy::differences_between(&reading.reader(), from, to)?,
        (None, None) => unreachable!("the command line asks for a file or two versions"),
    };
    let mut out = io::stdout().lock();
    match globals.format {
        Format::Json => {
            let row = |Change { setting, old, new }: &Change| serde_json::json!({ "setting": setting, "old": old, "new": new });
            let rows: Vec<_> = changes.iter().map(row).collect();
            writeln!(out, "{}", serde_json::Value::from(rows))?;
        }
        Format::Csv => {
            let rows = changes.iter().map(|Change { setting, old, new }| {
                [setting.as_str(), old.as_deref().unwrap_or_default(), new.as_deref().unwrap_or_default()]
            });
            write_csv(out, std::iter::once(["setting", "old", "new"]).chain(rows))?;
        }
        Format::Table | Format::Plain => {
            if changes.is_empty() {
                writeln!(out, "no setting differs")?;
            }
            for line in policy::describe_changes(&changes) {
                writeln!(out, "{line}")?;
            }
        }
    }
    Ok(())
}

fn write_csv<'a, const N: usize>(
    mut out: impl Write,
    rows: impl Iterator<Item = [&'a str; N]>,
) -> io::Result<()> {
    let lines = Dialect::PIPE.lines(rows.map(|row| row.map(Value::text)));
    out.write_all(lines.as_bytes())
}
