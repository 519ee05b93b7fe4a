//! `bhlp import`.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};

use super::refused;
use super::template;
use crate::carry_out::context;
use crate::failure::{Failure, NothingRecorded, Result};
use crate::globals::{Format, Globals};
use domain::{AccountKind, AccountName, Amount, BadAmount, BadText, Refusal};
use import::{DayOrder, Extra, Folder, Kind, Reading};
use service::{Count, Import, Imported, Opening, Way, import};
use store::Ledger;
use table::Value;
use table::csv::Dialect;

/// Import files.
#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    #[arg(help = what(), required_unless_present = "template")]
    pub what: Option<PathBuf>,
    /// The file, CSV or .xlsx, where a kind was given
    pub file: Option<PathBuf>,
    /// Ignore unknown columns instead of refusing the file
    #[arg(long)]
    pub ignore_extra: bool,
    /// A file to write rows to that cannot be taken, as they were, with what is wrong: .csv or .xlsx
    #[arg(long, value_name = "FILE")]
    pub bad_to: Option<PathBuf>,
    /// The sheet of a workbook that is meant; may be given for several
    #[arg(long, value_name = "NAME")]
    pub sheet: Vec<String>,
    /// How the files write days: `dmy` is 05/03/2007 for 5 March, `iso` 2007-03-05 alone; without it, as
    /// each column shows
    #[arg(long, value_enum)]
    pub days: Option<Written>,
    /// What was in a float that the files pay from and the ledger does not have yet; it is moved
    /// into it on the first day of the pilot
    #[arg(long, value_name = "FLOAT=AMOUNT", value_parser = opening)]
    pub opening: Vec<(AccountName, Amount)>,
    /// The account that comes from
    #[arg(long, value_name = "ACCOUNT", default_value = "bank:main")]
    pub move_from: AccountName,
    /// Write the sheets to fill in instead: a workbook (.xlsx), or a folder of CSV files
    #[arg(long, value_name = "FILE", conflicts_with_all = ["what", "ignore_extra", "opening"])]
    pub template: Option<PathBuf>,
    /// With what the ledger has
    #[arg(long, requires = "template")]
    pub filled: bool,
}

/// How days are written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Written {
    Dmy,
    Mdy,
    Iso,
}

impl Written {
    const fn order(self) -> DayOrder {
        match self {
            Self::Dmy => DayOrder::DayFirst,
            Self::Mdy => DayOrder::MonthFirst,
            Self::Iso => DayOrder::Iso,
        }
    }
}

fn what() -> String {
    let kinds = Kind::ALL.map(Kind::as_str).join(", ");
    format!("A folder of files or a workbook, whose kinds are seen; or the kind of one file: {kinds}")
}

pub(super) fn run(globals: &Globals, args: ImportArgs) -> Result {
    if let Some(to) = &args.template {
        return template::write(globals, to, args.filled);
    }
    let context = context(globals)?;
    args.bad_to.as_deref().map_or(Ok(()), refused::check_name).context(NothingRecorded)?;
    let Folder { files, unknown, told } = files(&args)?;
    let extra = if args.ignore_extra { Extra::Ignored } else { Extra::Refused };
    let reading = Reading { extra, days: args.days.map(Written::order), keeps_bad: args.bad_to.is_some() };
    let mut ledger = Ledger::open(&globals.ledger()?).context(NothingRecorded)?;
    let mut bar = Bar::new(globals.format);
    let from = &args.move_from;
    let openings = args.opening.iter().map(|(float, amount)| Opening {
        float: float.clone(),
        amount: *amount,
        from: from.clone(),
    });
    let openings = openings.collect();
    let request = Import { files, reading, openings, way: Way::Chosen };
    let imported = import(&mut ledger, &context, &request, &mut |done, of| bar.tell(done, of));
    bar.end();
    let imported = match imported.context(NothingRecorded) {
        Ok(imported) => imported,
        Err(error) => {
            if let Some(bad) = refused::files(&error) {
                refused::print(globals.format, bad)?;
                let written =
                    args.bad_to.as_deref().map_or(Ok(Vec::new()), |path| refused::write(path, bad))?;
                if !written.is_empty() {
                    eprintln!("the rows that cannot be taken are in {}", written.join(", "));
                }
            }
            return Err(error);
        }
    };
    if !unknown.is_empty() {
        eprintln!("ignored, not files to import: {}", unknown.join(", "));
    }
    for told in told.iter().chain(&imported.told) {
        eprintln!("note: {told}");
    }
    /// How many warnings are told one by one.
    const TOLD: usize = 20;
    for warning in imported.warnings.iter().take(TOLD) {
        eprintln!("warning: {warning}");
    }
    if let more @ 1.. = imported.warnings.len().saturating_sub(TOLD) {
        eprintln!("warning: and {more} more like these");
    }
    print(globals.format, &imported)?;
    if imported.dry {
        eprintln!("dry run: nothing was recorded");
    }
    Ok(())
}

/// A float and what was in it: `imprest:tin=200`.
fn opening(said: &str) -> std::result::Result<(AccountName, Amount), String> {
    let (float, amount) =
        said.split_once('=').ok_or("write a float and what was in it: imprest:NAME=AMOUNT")?;
    let float: AccountName = float.parse().map_err(|bad: BadText| bad.to_string())?;
    if float.kind() != AccountKind::Imprest {
        return Err(Refusal::NotAFloat { account: float }.to_string());
    }
    Ok((float, amount.parse().map_err(|bad: BadAmount| bad.to_string())?))
}

/// The files that are meant: those of a folder, or the one that is named.
fn files(args: &ImportArgs) -> Result<Folder> {
    let what = args.what.as_deref().unwrap_or(Path::new(""));
    let Some(file) = &args.file else {
        return Folder::read(what, &args.sheet).context(NothingRecorded);
    };
    let word = what.to_string_lossy();
    match Kind::from_name(&word) {
        Some(kind) => Folder::of_kind(kind, file, &args.sheet).context(NothingRecorded),
        None => {
            let known = Kind::ALL.map(Kind::as_str).join(", ");
            let message = format!("`{word}` is not a kind of file; it is one of: {known}");
            bail!(Failure::usage("KIND_UNKNOWN", message, None))
        }
    }
}

fn print(format: Format, imported: &Imported) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let counts = &imported.counts;
    match format {
        Format::Table | Format::Plain => {
            for Count { kind, new, further, known } in counts {
                let further = if *further > 0 { format!("{further} further on, ") } else { String::new() };
                writeln!(out, "{}: {new} new, {further}{known} already in the ledger", kind.as_str())?;
            }
        }
        Format::Csv => {
            let head = ["kind", "new", "known", "further"].map(Value::text);
            let rows = counts.iter().map(|Count { kind, new, further, known }| {
                let [new, known, further] = [new, known, further].map(ToString::to_string);
                [kind.as_str().to_owned(), new, known, further].map(Value::text)
            });
            out.write_all(Dialect::PIPE.lines(std::iter::once(head).chain(rows)).as_bytes())?;
        }
        Format::Json => {
            let counts: Vec<_> = counts
                .iter()
                .map(|Count { kind, new, further, known }| {
                    serde_json::json!({ "kind": kind.as_str(), "new": new, "known": known, "further": further })
                })
                .collect();
            writeln!(out, "{}", serde_json::json!({ "files": counts, "dry_run": imported.dry }))?;
        }
    }
    Ok(())
}

/// A bar for those who wait: on a terminal, past a second, and not for screen readers.
struct Bar {
    wanted: bool,
    began: Instant,
    shown: Option<ProgressBar>,
}

impl Bar {
    fn new(format: Format) -> Self {
        let wanted = format != Format::Plain && io::stderr().is_terminal();
        Self { wanted, began: Instant::now(), shown: None }
    }

    fn tell(&mut self, done: u64, of: u64) {
        if !self.wanted || self.began.elapsed() < Duration::from_secs(1) {
            return;
        }
        let style = |text| ProgressStyle::with_template(text).expect("the template is well-formed");
        let bar = self.shown.get_or_insert_with(|| {
            ProgressBar::new(of).with_style(style("{bar:40} {percent}% read, about {eta} to go"))
        });
        if done >= of {
            bar.set_style(style("{bar:40} all read; every rule is being checked once more"));
        }
        bar.set_position(done.min(of));
    }

    fn end(&self) {
        if let Some(bar) = &self.shown {
            bar.finish_and_clear();
        }
    }
}
