//! `bhlp statement profile ...`: how banks lay out their CSV files, and a proposal for one nobody has met.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Subcommand;
use tabled::builder::Builder;
use tabled::settings::object::Columns;
use tabled::settings::{Alignment, Padding, Style};

use crate::carry_out::{Done, shown};
use crate::failure::Result;
use crate::globals::{Format, Globals};
use domain::statement::StatementLine;
use domain::{Code, Pence, Text, excerpt};
use file::Source;
use service::write_new;
use statement::{Profile, Proposal, Reason};
use table::Value;
use table::csv::Dialect;

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
        Format::Table => writeln!(out, "{}", table(["profile", "whose"], rows, &[]))?,
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
        let rows = proposal.reasons.iter().map(|reason| [called(reason), role(reason), reason.why.clone()]);
        writeln!(out, "{}", table(["column", "holds", "because"], rows, &[]))?;
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
            return Ok(());
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
        brings.spoken(),
        (-takes).spoken()
    )?;
    for told in file.left_out.iter().take(SHOWN) {
        writeln!(out, "{told}")?;
    }
    if !file.left_out.is_empty() {
        writeln!(out)?;
    }
    let heads = ["line", "day", "in", "out", "text", "reference", "account"];
    let rows = proposal.first_lines(SHOWN);
    if format == Format::Plain {
        for (number, line) in rows {
            let cells = cells(number, line).into_iter().zip(heads);
            let filled = cells.filter(|(value, _)| !value.is_empty());
            let told: Vec<String> = filled.map(|(value, head)| format!("{head}: {value}")).collect();
            writeln!(out, "{}", told.join("; "))?;
        }
        return Ok(());
    }
    let rows = rows.into_iter().map(|(number, line)| cells(number, line));
    Ok(writeln!(out, "{}", table(heads, rows, &[0, 2, 3]))?)
}

fn cells(number: Option<&str>, line: &StatementLine) -> [String; 7] {
    let word = |text: &Option<Text>| text.as_ref().map_or(String::new(), |text| excerpt(text.as_str(), 36));
    let money = |pence: Pence| if pence > Pence::ZERO { pence.spoken() } else { String::new() };
    [
        line.row.to_string(),
        line.posted_on.to_string(),
        money(line.amount),
        money(-line.amount),
        word(&line.text),
        word(&line.reference),
        number.unwrap_or_default().to_owned(),
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

/// Columns for people, numbers to the right.
fn table<const N: usize>(
    heads: [&str; N],
    rows: impl Iterator<Item = [String; N]>,
    numbers: &[usize],
) -> String {
    let mut builder = Builder::default();
    builder.push_record(heads);
    rows.for_each(|row| builder.push_record(row));
    let mut table = builder.build();
    table.with(Style::empty()).with(Padding::new(0, 2, 0, 0));
    for number in numbers {
        table.modify(Columns::one(*number), Alignment::right());
    }
    let lines: Vec<String> = table.to_string().lines().map(|line| line.trim_end().to_owned()).collect();
    lines.join("\n")
}
