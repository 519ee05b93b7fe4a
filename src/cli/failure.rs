//! What people read of a failure: a message with its code, a hint, what became of it, the exit code.
//!
//! Inside, errors are typed, and say their code and hint themselves. On the way out a command adds as context
//! what only it knows. Here the typed one is found again.

use std::collections::{HashMap, HashSet};
use std::error::Error;
use std::fmt::{self, Display};
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;
use std::process::ExitCode;
use std::slice;

use thiserror::Error;

use domain::Refusal;
use evaluate::explain::NoFigure;
use export::evaluation::ReportError;
use export::extract::{BadExtract, BadKeyFile, BadSites};
use export::package::{BadKey, PlaceTaken};
use export::transparency::FolderError;
use file::{BadFile, BadFiles, BadRow};
use import::BadPolicy;
use import::evaluation::BadSettings;
use service::clock::ClockInvalid;
use store::StoreError;

const REFUSED: u8 = 1;
const USAGE: u8 = 2;
const DIFFERENCE: u8 = 3;
const FILE: u8 = 4;
pub(super) const FAULT: u8 = 70;

/// What a command answers with.
pub(super) type Result<T = (), E = anyhow::Error> = std::result::Result<T, E>;

/// What a command itself finds wrong.
#[derive(Debug, Error)]
#[error("{message}")]
pub(super) struct Failure {
    exit: u8,
    code: &'static str,
    message: String,
    hint: Option<String>,
}

impl Failure {
    /// A command line that cannot be meant.
    pub(super) fn usage(code: &'static str, message: impl Into<String>, hint: Option<&str>) -> Self {
        Self { exit: USAGE, code, message: message.into(), hint: hint.map(Into::into) }
    }

    /// A file or folder that cannot be used, or written.
    pub(super) fn file(code: &'static str, message: impl Into<String>, hint: &str) -> Self {
        Self { exit: FILE, code, message: message.into(), hint: Some(hint.into()) }
    }

    /// Somebody was asked, and would not go on.
    pub(super) fn stopped() -> anyhow::Error {
        let message = "it was not confirmed".into();
        let stopped = Self { exit: REFUSED, code: "NOT_CONFIRMED", message, hint: None };
        anyhow::Error::new(stopped).context(NothingRecorded)
    }
}

/// A check found differences, which have been printed.
#[derive(Debug, Error)]
#[error("there are differences")]
pub(super) struct DifferenceFound;

/// Context: the file or folder it is about.
#[derive(Debug, Error)]
#[error("{0}")]
pub(super) struct About(pub String);

impl About {
    pub(super) fn path(path: &Path) -> Self {
        Self(path.display().to_string())
    }
}

/// Context: the command would have recorded something.
#[derive(Debug, Error)]
#[error("nothing was recorded")]
pub(super) struct NothingRecorded;

/// Context: what to do, where the command knows better than the error.
#[derive(Debug, Error)]
#[error("{0}")]
pub(super) struct Hint(pub String);

impl Hint {
    /// What cannot be shown was recorded before, and must not be recorded again.
    pub(super) fn recorded_as(number: i64) -> Self {
        Self(format!("it was recorded all the same: bhlp entry show {number}"))
    }
}

/// A failure as people read it.
#[derive(Debug)]
pub(super) struct Message {
    exit: u8,
    /// As `bhlp help errors` lists it.
    pub code: String,
    text: String,
    hint: Option<String>,
    /// Whether that is its last line.
    pub nothing_recorded: bool,
}

impl Message {
    /// Makes the message of an error. There is none where clap explains it best itself, where differences
    /// have been printed, and where whoever read our output has stopped.
    pub(super) fn of(error: &anyhow::Error) -> Option<Self> {
        let reader_stopped = |cause: &(dyn Error + 'static)| {
            cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
        };
        if error.is::<clap::Error>() || error.is::<DifferenceFound>() || error.chain().any(reader_stopped) {
            return None;
        }
        let fault = || Self::fault("FAULT", &format!("{error:#}"));
        let mut message = error.chain().find_map(typed).unwrap_or_else(fault);
        if let Some(about) = error.downcast_ref::<About>() {
            message.text = format!("{about}: {}", message.text);
        }
        if let Some(Hint(hint)) = error.downcast_ref() {
            message.hint = Some(hint.clone());
        }
        message.nothing_recorded = error.is::<NothingRecorded>();
        Some(message)
    }

    fn new(exit: u8, code: &str, text: &dyn Display, hint: Option<impl Into<String>>) -> Self {
        let (code, text, hint) = (code.to_owned(), text.to_string(), hint.map(Into::into));
        Self { exit, code, text, hint, nothing_recorded: false }
    }

    fn file(code: &str, text: &dyn Display, hint: impl Into<String>) -> Self {
        Self::new(FILE, code, text, Some(hint))
    }

    fn fault(code: &str, text: &dyn Display) -> Self {
        let hint = "this is a mistake in bhlp; run bhlp check, and report what it says";
        Self::new(FAULT, code, text, Some(hint))
    }

    /// Every file with every bad row; the first file's code leads.
    fn files(files: &[BadFile]) -> Self {
        let exit = if files.iter().any(|file| file.rows.is_empty()) { FILE } else { REFUSED };
        let (mut leads, mut text) = ("BAD_ROWS", String::new());
        for (place, file) in files.iter().enumerate() {
            match place {
                0 => leads = file.code,
                _ => text += &format!("\nerror[{}]: ", file.code),
            }
            text += &file.to_string();
            text += &rows(&file.rows);
        }
        Self::new(exit, leads, &text, files.iter().find_map(|file| file.hint.clone()))
    }
}

/// Every bad row, but for those of which one line says it all: the same of one column, or the same words.
fn rows(rows: &[BadRow]) -> String {
    /// From how many on the rows of a column with one code are told together.
    const MANY: usize = 4;
    let (mut text, mut told) = (String::new(), HashSet::new());
    let alike = |one: &BadRow, other: &BadRow| one.column == other.column && one.code == other.code;
    let same = |one: &BadRow, other: &BadRow| alike(one, other) && one.message == other.message;
    let mut counts: HashMap<(Option<&str>, &str), usize> = HashMap::new();
    let mut words: HashMap<(Option<&str>, &str, &str), usize> = HashMap::new();
    for row in rows {
        *counts.entry((row.column, row.code)).or_default() += 1;
        *words.entry((row.column, row.code, row.message.as_str())).or_default() += 1;
    }
    for row in rows {
        let BadRow { line, column, code, message, excerpt } = row;
        let shown = if excerpt.is_empty() { String::new() } else { format!(" | {excerpt}") };
        let of_column = column.is_some() && counts[&(*column, *code)] >= MANY;
        let of_words = column.is_some() && words[&(*column, *code, message.as_str())] > 1;
        if !of_column && !of_words {
            let column = column.map(|column| format!(", column {column}")).unwrap_or_default();
            text += &format!("\n  line {line}{column}: [{code}] {message}{shown}");
            continue;
        }
        let key = (column, code, (!of_column).then_some(message));
        if !told.insert(key) {
            continue;
        }
        let group = rows.iter().filter(|other| if of_column { alike(row, other) } else { same(row, other) });
        let lines: Vec<String> = group.map(|row| row.line.to_string()).collect();
        let first = lines.iter().take(3).map(String::as_str).collect::<Vec<_>>().join(", ");
        let (count, column) = (lines.len(), column.unwrap_or_default());
        let all = if count > 3 { "first " } else { "" };
        text += &format!("\n  column {column}, {count} rows, {all}{first}: [{code}] {message}{shown}");
    }
    text
}

/// Makes the message of an error that has a code.
fn typed(cause: &(dyn Error + 'static)) -> Option<Message> {
    const POLICY: &str = "docs/POLICY.md explains every key; one to begin from: bhlp policy show";
    const SETTINGS: &str = "docs/EVALUATION.md explains every key; one to begin from: bhlp evaluate settings";
    const OUTPUT: &str = "check the disk and the permissions of where it goes";
    const REPORT: &str = "please report this: it is a fault of the program";
    let none = None::<String>;
    None.or_else(|| find(cause, |it: &Failure| Message::new(it.exit, it.code, it, it.hint.clone())))
        .or_else(|| find(cause, |it: &Refusal| Message::new(REFUSED, it.code(), it, it.hint())))
        .or_else(|| {
            find(cause, |it: &StoreError| match it.hint() {
                Some(hint) => Message::file(it.code(), it, hint),
                None => Message::fault(it.code(), it),
            })
        })
        .or_else(|| find(cause, |it: &BadFile| Message::files(slice::from_ref(it))))
        .or_else(|| find(cause, |it: &BadFiles| Message::files(&it.0)))
        .or_else(|| find(cause, |it: &BadPolicy| Message::new(REFUSED, "POLICY_UNSOUND", it, Some(POLICY))))
        .or_else(|| find(cause, |it: &BadSettings| Message::file("SETTINGS_UNSOUND", it, SETTINGS)))
        .or_else(|| find(cause, |it: &PlaceTaken| Message::file(it.code(), it, it.hint())))
        .or_else(|| find(cause, |it: &BadKey| Message::file("KEY_UNUSABLE", it, it.hint())))
        .or_else(|| find(cause, |it: &BadKeyFile| Message::file(it.code(), it, it.hint())))
        .or_else(|| find(cause, |it: &BadExtract| Message::file(it.code(), it, it.hint())))
        .or_else(|| find(cause, |it: &BadSites| Message::file(it.code(), it, it.hint())))
        .or_else(|| find(cause, |it: &FolderError| Message::file(it.code(), it, it.hint())))
        .or_else(|| find(cause, |it: &NoFigure| Message::new(USAGE, "UNKNOWN_FIGURE", it, Some(it.hint()))))
        .or_else(|| find(cause, |it: &ReportError| Message::file("REPORT_NOT_MADE", it, REPORT)))
        .or_else(|| find(cause, |it: &ClockInvalid| Message::new(USAGE, "CLOCK_INVALID", it, none)))
        .or_else(|| {
            find(cause, |it: &io::Error| {
                Message::file("OUTPUT_UNWRITABLE", &format!("the output cannot be written: {it}"), OUTPUT)
            })
        })
}

fn find<E: Error + 'static>(
    cause: &(dyn Error + 'static),
    message: impl FnOnce(&E) -> Message,
) -> Option<Message> {
    cause.downcast_ref().map(message)
}

/// Whole lines, as they are printed.
impl Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "error[{}]: {}", self.code, self.text)?;
        if let Some(hint) = &self.hint {
            writeln!(f, "hint: {hint}")?;
        }
        if self.nothing_recorded {
            writeln!(f, "{NothingRecorded}")?;
        }
        Ok(())
    }
}

/// Says on stderr why something failed, and goes on.
pub(super) fn tell(error: &anyhow::Error) -> io::Result<()> {
    Message::of(error).map_or(Ok(()), |message| write!(io::stderr(), "{message}"))
}

/// Says on stderr why a command failed (help on stdout), and returns the exit code.
pub(super) fn report(error: &anyhow::Error) -> ExitCode {
    // A reader of a message who has gone away needs no more of it.
    if let Some(clap) = error.downcast_ref::<clap::Error>() {
        let _ = clap.print();
        if !clap.use_stderr() {
            return ExitCode::SUCCESS;
        }
        if error.is::<NothingRecorded>() {
            let _ = writeln!(io::stderr(), "{NothingRecorded}");
        }
        return ExitCode::from(USAGE);
    }
    if error.is::<DifferenceFound>() {
        return ExitCode::from(DIFFERENCE);
    }
    let Some(message) = Message::of(error) else { return ExitCode::SUCCESS };
    let _ = write!(io::stderr(), "{message}");
    ExitCode::from(message.exit)
}

/// Finds the rule that said no.
pub(super) fn refusal(error: &anyhow::Error) -> Option<&Refusal> {
    error.chain().find_map(|cause| cause.downcast_ref())
}

/// A panic is a fault of ours: it is said as one, and ends the program.
pub(super) fn end_at_panic() {
    std::panic::set_hook(Box::new(|info| {
        let hint = "this is a mistake in bhlp; please report it with the command you gave";
        let _ = writeln!(io::stderr(), "error[FAULT]: {info}\nhint: {hint}\n{NothingRecorded}");
        std::process::exit(FAULT.into());
    }));
}
