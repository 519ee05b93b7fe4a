//! `bhlp statement profile ...`: how banks lay out their CSV files, and a proposal for one nobody has met.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Subcommand;

use crate::carry_out::{Done, shown};
use crate::failure::Result;
use crate::globals::{Format, Globals};
use domain::statement::StatementLine;
use domain::{Code, Pence, Text, excerpt};
use file::Source;
use service::write_new;
use statement::{Profile, Proposal, Reason};
use table::csv::Dialect;
use table::{Column, Kind, Value, grid};

const SHIPPED: [Column; 2] = [
    Column::data("profile", Kind::Text, "its name, as `--profile` takes it"),
    Column::data("whose", Kind::Text, "the bank or card company").labelled("Bank or card company"),
];
const REASONS: [Column; 3] = [
    Column::data("column", Kind::Text, "its number and its name"),
    Column::data("holds", Kind::Text, "what it seems to be"),
    Column::data("because", Kind::Text, "why"),
];
const PREVIEW: [Column; 7] = [
    Column::data("line", Kind::Count, "the line of the file"),
    Column::data("day", Kind::Day, "the day it was posted"),
    Column::data("in", Kind::Money, "what it brings"),
    Column::data("out", Kind::Money, "what it takes"),
    Column::data("text", Kind::Text, "its text"),
    Column::data("reference", Kind::Text, "its reference"),
    Column::data("account", Kind::Text, "the number of the account"),
];

/// Profiles.
#[derive(Debug, Subcommand)]
pub(in crate::commands) enum ProfileCommand {
    /// List the layouts of CSV statements that are known
    List,
    /// Print a profile, to keep and to change
    Show {
        /// Its name, or a file
        profile: String,
    },
    /// Look at a CSV statement of a bank that is not known: propose a profile, and show what it would read
    New {
        /// The statement
        file: PathBuf,
        /// The profile's name [default: the file's]
        #[arg(long, value_name = "NAME")]
        name: Option<Code>,
        /// Write the profile here
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
    },
}

pub(super) fn run(globals: &Globals, command: ProfileCommand) -> Done {
    match command {
        ProfileCommand::List => list(globals.format).map(shown),
        ProfileCommand::Show { profile } => show(globals.format, &profile).map(shown),
        ProfileCommand::New { file, name, to } => new(globals.format, &file, name, to.as_deref()).map(shown),
    }
}

fn list(format: Format) -> Result {
    let mut out = io::stdout().lock();
    let mut rows =
        Profile::shipped().iter().map(|profile| [profile.name.to_string(), profile.title.to_string()]);
    match format {
        Format::Json => {
            let row = |[name, title]: [String; 2]| serde_json::json!({ "profile": name, "title": title });
            writeln!(out, "{}", serde_json::Value::from(rows.map(row).collect::<Vec<_>>()))?;
        }
        Format::Csv => {
            let head = ["profile", "title"].map(Value::text);
            let rows = rows.map(|row| row.map(Value::text));
            out.write_all(Dialect::PIPE.lines(std::iter::once(head).chain(rows)).as_bytes())?;
        }
        Format::Plain => rows.try_for_each(|[name, title]| writeln!(out, "{name}: {title}"))?,
        Format::Table => writeln!(out, "{}", grid(&SHIPPED, rows.map(|row| row.map(Value::text).into())))?,
    }
    Ok(())
}

/// Prints the text alone, so that it can be kept in a file.
fn show(format: Format, profile: &str) -> Result {
    let profile = Profile::find(profile)?;
    let mut out = io::stdout().lock();
    if format == Format::Json {
        let (name, title, text) = (profile.name.to_string(), profile.title.to_string(), &profile.text);
        let value = serde_json::json!({ "profile": name, "title": title, "text": text });
        return Ok(writeln!(out, "{value}")?);
    }
    Ok(out.write_all(profile.text.as_bytes())?)
}

/// Lines that are shown as they would be read.
const SHOWN: usize = 8;

fn new(format: Format, file: &Path, name: Option<Code>, to: Option<&Path>) -> Result {
    let source = Source::Path(file.to_owned());
    let bytes = statement::load(&source)?;
    let called = name.unwrap_or_else(|| name_for(to.unwrap_or(file)));
    let proposal = statement::propose(&bytes, &source.name(), &called)?;
    if let Some(to) = to {
        write_new(to, proposal.profile.text.as_bytes())?;
    }
    match format {
        Format::Json => json(&proposal)?,
        Format::Csv => csv(&proposal)?,
        Format::Table | Format::Plain => people(format, &proposal, to.is_none())?,
    }
    if let Some(to) = to {
        let (to, file) = (shlex_quoted(to), shlex_quoted(file));
        let tells = proposal.read.iter().flat_map(|file| &file.accounts).any(|account| account.is_card);
        let account = if tells { "" } else { " --account bank:NAME" };
        eprintln!("profile written to {to}; next: bhlp statement import {file} --profile {to}{account}");
    }
    Ok(())
}

/// A profile's name from a file's: what of it a code may have.
fn name_for(file: &Path) -> Code {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    let kept: String =
        stem.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(40).collect();
    kept.trim_matches('-').parse().unwrap_or_else(|_| "statement".parse().expect("a plain word is a code"))
}

fn shlex_quoted(path: &Path) -> String {
    let path = path.display().to_string();
    shlex::try_quote(&path).map_or_else(|_| path.clone(), |quoted| quoted.into_owned())
}

fn people(format: Format, proposal: &Proposal, with_text: bool) -> Result {
    let mut out = io::stdout().lock();
    let called = |reason: &Reason| match &reason.name {
        Some(name) => format!("{} {}", reason.number, excerpt(name, 30)),
        None => reason.number.to_string(),
    };
    let role = |reason: &Reason| if reason.role.is_empty() { "-" } else { reason.role }.to_owned();
    if format == Format::Plain {
        for reason in &proposal.reasons {
            writeln!(out, "column {}: {}: {}", called(reason), role(reason), reason.why)?;
        }
    } else {
        let row = |reason| vec![called(reason).into(), role(reason).into(), Value::text(&reason.why)];
        writeln!(out, "{}", grid(&REASONS, proposal.reasons.iter().map(row)))?;
    }
    writeln!(out)?;
    preview(format, &mut out, proposal)?;
    for doubt in &proposal.doubts {
        writeln!(out, "\nin doubt: {doubt}")?;
    }
    if with_text {
        writeln!(out, "\nThe profile (--to FILE keeps it):\n\n{}", proposal.profile.text.trim_end())?;
    }
    Ok(())
}

/// Shows the first lines as they would be read, or why they would not.
fn preview(format: Format, out: &mut impl Write, proposal: &Proposal) -> Result {
    let file = match &proposal.read {
        Ok(file) => file,
        Err(bad) => {
            writeln!(out, "With this profile {bad}")?;
            for row in bad.rows.iter().take(SHOWN) {
                writeln!(out, "  line {}: [{}] {} | {}", row.line, row.code, row.message, row.excerpt)?;
            }
            let Some(file) = &proposal.without_them else { return Ok(()) };
            writeln!(out, "\nWithout these lines, which hold up the whole file:")?;
            file
        }
    };
    let lines = || file.accounts.iter().flat_map(|account| &account.lines);
    let sum = |keep: fn(&Pence) -> bool| lines().map(|line| line.amount).filter(keep).sum::<Pence>();
    let (brings, takes) = (sum(|amount| *amount > Pence::ZERO), sum(|amount| *amount < Pence::ZERO));
    let of = match file.accounts.len() {
        1 => String::new(),
        many => format!(" of {many} accounts"),
    };
    let days = lines().map(|line| line.posted_on);
    let (first, last) = (days.clone().min(), days.max());
    let range = first.zip(last).map_or(String::new(), |(first, last)| format!(", from {first} to {last}"));
    writeln!(
        out,
        "It would be read as {} lines{of}{range}: in {}, out {}.\n",
        lines().count(),
        brings.format_pounds(),
        (-takes).format_pounds()
    )?;
    for told in file.left_out.iter().take(SHOWN) {
        writeln!(out, "{told}")?;
    }
    if !file.left_out.is_empty() {
        writeln!(out)?;
    }
    let rows = proposal.first_lines(SHOWN).into_iter().map(|(number, line)| cells(number, line));
    if format == Format::Plain {
        for row in rows {
            let filled = PREVIEW.iter().zip(row).filter(|(_, value)| !matches!(value, Value::Empty));
            let cells: Vec<String> = filled
                .map(|(column, value)| {
                    let mut text = format!("{}: ", column.label());
                    value.write_for_people(&mut text);
                    text
                })
                .collect();
            writeln!(out, "{}", cells.join("; "))?;
        }
        return Ok(());
    }
    Ok(writeln!(out, "{}", grid(&PREVIEW, rows))?)
}

fn cells<'a>(number: Option<&'a str>, line: &StatementLine) -> Vec<Value<'a>> {
    let word = |text: &Option<Text>| Value::perhaps(text.as_ref(), |text| excerpt(text.as_str(), 36).into());
    let money = |pence: Pence| if pence > Pence::ZERO { Value::Money(pence) } else { Value::Empty };
    vec![
        Value::text(line.row.to_string()),
        Value::Day(line.posted_on),
        money(line.amount),
        money(-line.amount),
        word(&line.text),
        word(&line.reference),
        Value::perhaps(number, Value::text),
    ]
}

fn csv(proposal: &Proposal) -> io::Result<()> {
    let head = ["column", "name", "holds", "because"].map(Value::text);
    let rows = proposal.reasons.iter().map(|Reason { number, name, role, why }| {
        let name = name.as_deref().unwrap_or_default();
        [Value::text(number.to_string()), Value::text(name), Value::text(*role), Value::text(why)]
    });
    io::stdout().write_all(Dialect::PIPE.lines(std::iter::once(head).chain(rows)).as_bytes())
}

fn json(proposal: &Proposal) -> io::Result<()> {
    let reason = |reason: &Reason| {
        let Reason { number, name, role, why } = reason;
        serde_json::json!({ "column": number, "name": name, "holds": role, "because": why })
    };
    let line = |(number, line): (Option<&str>, &StatementLine)| {
        let word = |text: &Option<Text>| text.as_ref().map(ToString::to_string);
        serde_json::json!({
            "line": line.row, "account": number, "posted_on": line.posted_on.to_string(),
            "amount": line.amount.to_string(), "text": word(&line.text), "reference": word(&line.reference),
        })
    };
    let told = serde_json::json!({
        "profile": proposal.profile.name.to_string(),
        "text": proposal.profile.text,
        "columns": proposal.reasons.iter().map(reason).collect::<Vec<_>>(),
        "doubts": proposal.doubts,
        "preview": proposal.first_lines(SHOWN).into_iter().map(line).collect::<Vec<_>>(),
        "problem": proposal.read.as_ref().err().map(ToString::to_string),
    });
    writeln!(io::stdout(), "{told}")
}
