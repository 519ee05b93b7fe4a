//! What went wrong, said in one place: message, hint, what became of it, exit code.

use std::error::Error as _;
use std::ffi::OsString;
use std::fmt::{self, Write as _};
use std::io::{self, Write as _};
use std::num::ParseIntError;
use std::process::ExitCode;

use clap::error::ContextKind;

use domain::audit::{BadHours, BadTest};
use domain::publication::BadQuarter;
use domain::trust::BadPromise;
use domain::{BadAmount, BadDay, BadOption, BadTarget, BadText, BadWord, Refusal, excerpt};
use file::{BadFiles, BadRow};
use import::BadPolicy;
use service::{self, clock::ClockInvalid};
use store::StoreError;

const REFUSED: u8 = 1;
const USAGE: u8 = 2;
const DIFFERENCE: u8 = 3;
const FILE: u8 = 4;
const NOTHING: &str = "nothing was recorded";
/// The exit code of a fault of ours.
pub(super) const FAULT: u8 = 70;

/// What a command answers with.
pub(super) type Result<T = (), E = Failure> = std::result::Result<T, E>;

/// Why a command ends with another exit code than 0.
#[derive(Debug)]
pub(super) enum Failure {
    /// A message with its code, hint and exit code.
    Told {
        /// The exit code.
        exit: u8,
        /// The stable code.
        code: String,
        /// What was found and what was wanted.
        message: String,
        /// What to do.
        hint: Option<String>,
        /// Whether the command would have recorded something.
        writing: bool,
        /// Something that is not there: what kind of thing, and what was said.
        unknown: Option<(&'static str, String)>,
    },
    /// Help, version, or a command line that clap explains best itself.
    Clap {
        /// What clap says.
        error: clap::Error,
        /// Whether the command would have recorded something.
        writing: bool,
    },
    /// A check found differences, which have been printed.
    Difference,
    /// Whoever read our output has stopped: no failure.
    BrokenPipe,
}

impl Failure {
    /// A command line that cannot be meant.
    pub(super) fn usage(code: &str, message: impl Into<String>, hint: Option<&str>) -> Self {
        Self::Told {
            exit: USAGE,
            code: code.into(),
            message: message.into(),
            hint: hint.map(Into::into),
            writing: false,
            unknown: None,
        }
    }

    /// Files that cannot be used, or written.
    pub(super) fn file(code: &str, message: String, hint: &str) -> Self {
        let (exit, code, hint) = (FILE, code.into(), Some(hint.into()));
        Self::Told { exit, code, message, hint, writing: false, unknown: None }
    }

    /// Marks a failure of a command that records: the user is told that nothing was.
    pub(super) fn while_writing(error: impl Into<Self>) -> Self {
        let mut failure = error.into();
        if let Self::Told { writing, .. } = &mut failure {
            *writing = true;
        }
        failure
    }

    /// Says it on stderr (help on stdout) and returns the exit code.
    pub(super) fn report(self) -> ExitCode {
        match self {
            Self::BrokenPipe => ExitCode::SUCCESS,
            Self::Difference => ExitCode::from(DIFFERENCE),
            Self::Clap { error, writing } => {
                // A reader of a message who has gone away needs no more of it.
                let _ = error.print();
                if !error.use_stderr() {
                    return ExitCode::SUCCESS;
                }
                if writing {
                    let _ = writeln!(io::stderr(), "{NOTHING}");
                }
                ExitCode::from(USAGE)
            }
            Self::Told { exit, .. } => {
                let _ = write!(io::stderr(), "{self}");
                ExitCode::from(exit)
            }
        }
    }

    /// Where a purchase is for another to approve, names the whole order that asks for it.
    pub(super) fn asked_for_by(mut self, order: impl FnOnce() -> String) -> Self {
        if let Self::Told { code, hint: Some(hint), .. } = &mut self
            && matches!(code.as_str(), "SIGN_OFF_EXCEEDED" | "CONFLICT_DECLARED")
        {
            *hint = format!("{ASK}{}", order());
        }
        self
    }

    /// Returns the order that asks for what is for another to approve, as the hint has it.
    pub(super) fn order(&self) -> Option<Vec<OsString>> {
        let Self::Told { hint: Some(hint), .. } = self else { return None };
        let words = shlex::split(hint.strip_prefix(ASK)?)?;
        Some(words.into_iter().map(OsString::from).collect())
    }

    /// Returns the stable code of a message.
    pub(super) fn code(&self) -> Option<&str> {
        match self {
            Self::Told { code, .. } => Some(code),
            Self::Clap { .. } | Self::Difference | Self::BrokenPipe => None,
        }
    }
}

/// The message as it is printed: whole lines.
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Told { code, message, hint, writing, .. } = self else { return Ok(()) };
        writeln!(f, "error[{code}]: {message}")?;
        if let Some(hint) = hint {
            writeln!(f, "hint: {hint}")?;
        }
        if *writing {
            writeln!(f, "{NOTHING}")?;
        }
        Ok(())
    }
}

/// A panic is a fault of ours, said as one.
pub(super) fn speak_of_panics() {
    std::panic::set_hook(Box::new(|info| {
        let hint = "this is a mistake in bhlp; please report it with the command you gave";
        let _ = writeln!(io::stderr(), "error[FAULT]: {info}\nhint: {hint}\n{NOTHING}");
    }));
}

/// How a hint begins that has the line of an order which asks for approval.
const ASK: &str = "ask for approval, its money is kept meanwhile: ";

/// The words of commands that record: after a slip in one, it is said that nothing was recorded.
const RECORDING: &[&str] = &[
    "approve",
    "refuse",
    "buy",
    "again",
    "add",
    "amend",
    "leave",
    "hand-over",
    "open",
    "move",
    "receive",
    "repay",
    "top-up",
    "return",
    "close",
    "reopen",
    "place",
    "cancel",
    "record",
    "reverse",
    "correct",
    "init",
    "import",
    "restore",
    "demo",
    "meet",
    "unmet",
    "declare",
    "accept",
    "review",
    "end",
    "set",
    "none",
    "step",
    "lapse",
    "count",
    "advance",
    "advance-back",
    "charge",
    "match",
    "auto",
    "unmatch",
    "explain",
    "park",
    "reply",
    "answer",
    "evaluation",
];

/// Tells whether a command line is one that would record something.
pub(super) fn records(words: &[OsString]) -> bool {
    words.iter().skip(1).any(|word| RECORDING.iter().any(|verb| word == verb))
}

impl Failure {
    /// A command line in which something is missing, and nobody is there to be asked.
    pub(super) fn missing(message: String, example: &str, words: &[OsString]) -> Self {
        let hint = Some(format!("for example: {example}"));
        let (code, writing) = ("ARGUMENT_MISSING".into(), records(words));
        Self::Told { exit: USAGE, code, message, hint, writing, unknown: None }
    }

    /// The same, met before anything was to be recorded.
    pub(super) fn before_writing(mut self) -> Self {
        if let Self::Told { writing, .. } = &mut self {
            *writing = false;
        }
        self
    }

    /// Somebody was asked, and would not go on.
    pub(super) fn stopped() -> Self {
        let (code, message) = ("NOT_CONFIRMED".into(), "it was not confirmed".into());
        Self::Told { exit: REFUSED, code, message, hint: None, writing: true, unknown: None }
    }

    /// A command line that was not understood. A value that a domain type refused keeps the domain's
    /// code and words.
    pub(super) fn of_arguments(error: clap::Error, args: &[OsString]) -> Self {
        let writing = records(args);
        match coded(&error) {
            Some((code, text)) => {
                let message = match argument(&error) {
                    Some(argument) => format!("{argument}: {text}"),
                    None => text,
                };
                Self::Told { exit: USAGE, code: code.into(), message, hint: None, writing, unknown: None }
            }
            None => Self::Clap { error, writing },
        }
    }

    /// Output that could not be written after something was recorded: it must not be recorded again.
    pub(super) fn after(self, receipt: &service::Receipt) -> Self {
        match self {
            Self::Told { exit, code, message, writing, unknown, .. } if !receipt.dry => {
                let hint = format!("it was recorded all the same: bhlp entry show {}", receipt.number);
                Self::Told { exit, code, message, hint: Some(hint), writing, unknown }
            }
            other => other,
        }
    }
}

/// The code and words of a value that was refused.
fn coded(error: &clap::Error) -> Option<(&'static str, String)> {
    let source = error.source()?;
    if source.is::<ParseIntError>() {
        let value = error.get(ContextKind::InvalidValue).map(ToString::to_string).unwrap_or_default();
        return Some((
            "NUMBER_INVALID",
            format!("`{}` is not a whole number, such as 12", excerpt(&value, 40)),
        ));
    }
    let code = None
        .or_else(|| source.downcast_ref::<BadAmount>().map(BadAmount::code))
        .or_else(|| source.downcast_ref::<BadDay>().map(BadDay::code))
        .or_else(|| source.downcast_ref::<BadHours>().map(BadHours::code))
        .or_else(|| source.downcast_ref::<BadQuarter>().map(BadQuarter::code))
        .or_else(|| source.downcast_ref::<BadTest>().map(BadTest::code))
        .or_else(|| source.downcast_ref::<BadOption>().map(BadOption::code))
        .or_else(|| source.downcast_ref::<BadPromise>().map(BadPromise::code))
        .or_else(|| source.downcast_ref::<BadTarget>().map(BadTarget::code))
        .or_else(|| source.downcast_ref::<BadText>().map(BadText::code))
        .or_else(|| source.downcast_ref::<BadWord>().map(|_| "WORD_UNKNOWN"))?;
    Some((code, source.to_string()))
}

/// The argument as people call it: `amount` for `<AMOUNT>` and `[AMOUNT]`, `--on` for `--on <DATE>`.
fn argument(error: &clap::Error) -> Option<String> {
    let shown = error.get(ContextKind::InvalidArg)?.to_string();
    let name = shown.split_whitespace().next()?;
    Some(if name.starts_with('-') {
        name.to_owned()
    } else {
        name.trim_matches(['<', '>', '[', ']', '.']).to_lowercase().replace('_', " ")
    })
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        let (code, message, hint) = (refusal.code().into(), refusal.to_string(), refusal.hint());
        let unknown = match refusal {
            Refusal::Unknown { what, found, .. } => Some((what, found)),
            _ => None,
        };
        Self::Told { exit: REFUSED, code, message, hint, writing: false, unknown }
    }
}

impl From<ClockInvalid> for Failure {
    fn from(error: ClockInvalid) -> Self {
        Self::usage("CLOCK_INVALID", error.to_string(), None)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let exit = if error.is_fault() { FAULT } else { FILE };
        let hint = match error.hint() {
            Some(hint) => Some(hint.into()),
            None => Some("this is a mistake in bhlp; run bhlp check, and report what it says".into()),
        };
        Self::Told {
            exit,
            code: error.code().into(),
            message: error.to_string(),
            hint,
            writing: false,
            unknown: None,
        }
    }
}

impl From<BadFiles> for Failure {
    /// Every file with every bad row; the first file's code leads.
    fn from(bad: BadFiles) -> Self {
        let exit = if bad.0.iter().any(|file| file.rows.is_empty()) { FILE } else { REFUSED };
        let (mut code, mut message, mut hint) = ("BAD_ROWS", String::new(), None);
        for (place, file) in bad.0.into_iter().enumerate() {
            match place {
                0 => code = file.code,
                _ => {
                    let _ = write!(message, "\nerror[{}]: ", file.code);
                }
            }
            let _ = write!(message, "{file}");
            for BadRow { line, column, code, message: text, excerpt } in &file.rows {
                let column = column.map(|column| format!(", column {column}")).unwrap_or_default();
                let _ = write!(message, "\n  line {line}{column}: [{code}] {text}");
                if !excerpt.is_empty() {
                    let _ = write!(message, " | {excerpt}");
                }
            }
            hint = hint.or(file.hint);
        }
        Self::Told { exit, code: code.into(), message, hint, writing: false, unknown: None }
    }
}

impl From<BadPolicy> for Failure {
    /// Every fault, with its line.
    fn from(bad: BadPolicy) -> Self {
        let hint = Some("docs/POLICY.md explains every key; one to begin from: bhlp policy show".into());
        let (code, message) = ("POLICY_UNSOUND".into(), bad.to_string());
        Self::Told { exit: REFUSED, code, message, hint, writing: false, unknown: None }
    }
}

impl From<service::Error> for Failure {
    fn from(error: service::Error) -> Self {
        match error {
            service::Error::Refused(refusal) => refusal.into(),
            service::Error::Store(error) => error.into(),
            service::Error::BadFiles(bad) => bad.into(),
            service::Error::BadPolicy(bad) => bad.into(),
        }
    }
}

impl From<io::Error> for Failure {
    /// Output that could not be written.
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::BrokenPipe;
        }
        Self::Told {
            exit: FILE,
            code: "OUTPUT_UNWRITABLE".into(),
            message: format!("the output cannot be written: {error}"),
            hint: Some("check the disk and the permissions of where it goes".into()),
            writing: false,
            unknown: None,
        }
    }
}
