//! Command lines as words, and as people type them.

use std::ffi::OsString;

/// A flag and its value, as two words where the value cannot be taken for a flag itself.
pub(super) fn flag(long: &str, value: Option<&str>) -> Vec<OsString> {
    match value {
        Some(value) if value.starts_with('-') => vec![format!("--{long}={value}").into()],
        Some(value) => vec![format!("--{long}").into(), value.into()],
        None => vec![format!("--{long}").into()],
    }
}

/// A command line as it can be typed again.
pub(super) fn shell_line(words: &[OsString]) -> String {
    let words: Vec<_> = words.iter().skip(1).map(|word| word.to_string_lossy()).collect();
    let words = words.iter().map(AsRef::as_ref);
    format!("bhlp {}", shlex::try_join(words).expect("an argument holds no NUL"))
}

/// The words of commands that record: after a slip in one, it is said that nothing was recorded.
const RECORDING: &[&str] = &[
    "approve",
    "refuse",
    "withdraw",
    "pay",
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
    "decide",
    "agree",
    "actual",
    "reverse",
    "correct",
    "withdraw",
    "init",
    "import",
    "restore",
    "demo",
    "meet",
    "unmet",
    "declare",
    "join",
    "accept",
    "review",
    "end",
    "set",
    "none",
    "step",
    "lapse",
    "count",
    "advance",
    "spend",
    "write-off",
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
    "evidence",
];

/// Tells whether a command line is one that would record something.
pub(super) fn records(words: &[OsString]) -> bool {
    let reports_to_partners = words.windows(2).any(|two| two[0] == "pool" && two[1] == "report");
    reports_to_partners || words.iter().skip(1).any(|word| RECORDING.iter().any(|verb| word == verb))
}
