//! What can be wrong with a policy: each with its code, where it is, what was found and wanted.

use thiserror::Error;

use super::BadPattern;
use crate::{Amount, BadAmount, BadDay, BadText, BadWord, Code, Day, Pence, Score};

/// One thing wrong, at one key of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The key, as the file nests it: `sign_off_limit`, `bands 2, above`, `categories, food, cap`.
    pub key: String,
    /// What is wrong.
    pub problem: Problem,
}

impl Fault {
    /// Names a problem at a key.
    pub fn at(key: impl Into<String>, problem: impl Into<Problem>) -> Self {
        Self { key: key.into(), problem: problem.into() }
    }
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Problem {
    // How it is written.
    #[error("{0}")]
    NotToml(String),
    #[error("there is no such key{}", did_you_mean(.near))]
    KeyUnknown { near: Vec<String> },
    #[error("there is no such key here: it stands at the top, above the first [ ]")]
    KeyTooLow,
    #[error("this is needed here and missing")]
    KeyMissing,
    #[error("`{found}` is {is}; wanted {wanted}")]
    ValueInvalid { found: String, is: &'static str, wanted: &'static str },
    #[error("{found} is not from {least} to {most}")]
    NumberOutOfRange { found: String, least: u16, most: u16 },
    #[error("{found} is not {wanted}")]
    NotWithin { found: String, wanted: &'static str },
    #[error(transparent)]
    Amount(#[from] BadAmount),
    #[error(transparent)]
    Day(#[from] BadDay),
    #[error(transparent)]
    Text(#[from] BadText),
    #[error(transparent)]
    Word(#[from] BadWord),
    #[error(transparent)]
    Pattern(#[from] BadPattern),

    // What contradicts itself.
    #[error("the pilot's last day {ends_on} comes before its first, {starts_on}")]
    WindowReversed { starts_on: Day, ends_on: Day },
    #[error("the least, {}, is above the most, {}", .min.pence().format_pounds(), .max.pence().format_pounds())]
    MinAboveMax { min: Amount, max: Amount },
    #[error("bands say who approves above a limit, and there is no sign_off_limit")]
    BandsWithoutLimit,
    #[error("the first band begins above {}; it has to begin at the sign-off limit, {}", .above.format_pounds(), .limit.format_pounds())]
    BandsStartElsewhere { above: Pence, limit: Pence },
    #[error("it ends at {}, which is not above {}, where it begins", .up_to.pence().format_pounds(), .above.format_pounds())]
    BandEmpty { above: Pence, up_to: Amount },
    #[error(
        "it begins above {}, and the band before ends at {}: nobody approves {}",
        .above.format_pounds(), .ends.pence().format_pounds(), between(*.ends, *.above)
    )]
    BandGap { ends: Amount, above: Pence },
    #[error("it begins above {}, and the band before {}: which of them holds cannot be said", .above.format_pounds(), ending(*.ends))]
    BandOverlap { ends: Option<Amount>, above: Pence },
    #[error("above {} nobody approves: leave out up_to in the last band", .ends.pence().format_pounds())]
    BandsEndTooSoon { ends: Amount },
    #[error("nobody approves in this band: name roles or people")]
    BandWithoutApprover,
    #[error("an evaluator records nothing, and so approves nothing")]
    ApproverMayNot,
    #[error("`{0}` is named twice")]
    Repeated(String),
    #[error("it has a cap, and may not be bought at all")]
    CapOfRefused,
    #[error("only a bank has a limit: a float has none, and a card company sets its own")]
    LimitOfNoBank,
    #[error("no category may be bought: others are refused, and none of those listed is allowed")]
    NothingAllowed,
    #[error("the highest score, {highest}, is not above the lowest, {lowest}")]
    ScaleEmpty { lowest: Score, highest: Score },
    #[error("it ends at {up_to}, which is not above {before}, where the band before ends")]
    ScoreBandsFall { up_to: Score, before: Score },
    #[error("it ends at {up_to}; the scale goes from {lowest} to {highest}")]
    ScoreBandOutside { up_to: Score, lowest: Score, highest: Score },
    #[error("the last band ends at {ends}: scores up to {highest} are in none")]
    ScoreBandsEndTooSoon { ends: Score, highest: Score },

    // What does not go with the ledger.
    #[error("the measure is not registered yet: setting the policy registers it, and needs this")]
    MeasureNotRegistered,
    #[error(
        "it is registered as {was}, and its scores are kept by that: {found} is another measure, with a code of its own"
    )]
    MeasureIsOtherwise { found: String, was: String },
    #[error("there is no {what} `{found}`{}", did_you_mean(.near))]
    Unknown { what: &'static str, found: String, near: Vec<String> },
    #[error("{person} left on {left_on} and approves nothing after that")]
    ApproverLeft { person: Code, left_on: Day },
    #[error(
        "{} recorded from {first} to {last} would be outside the pilot, {starts_on} to {ends_on}",
        count_of(*.entries, "entry", "entries")
    )]
    WindowCutsEntries { entries: i64, first: Day, last: Day, starts_on: Day, ends_on: Day },
    #[error("{} registered already {} not fit: {}", count_of(*.count, "child", "children"), if *.count == 1 { "does" } else { "do" }, .some.join(", "))]
    PatternMisfitsChildren { count: usize, some: Vec<String> },
}

impl Problem {
    /// Returns the stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotToml(_) => "POLICY_NOT_TOML",
            Self::KeyUnknown { .. } | Self::KeyTooLow => "POLICY_KEY_UNKNOWN",
            Self::KeyMissing => "POLICY_KEY_MISSING",
            Self::ValueInvalid { .. } => "POLICY_VALUE_INVALID",
            Self::NumberOutOfRange { .. } | Self::NotWithin { .. } => "POLICY_NUMBER_OUT_OF_RANGE",
            Self::Amount(bad) => bad.code(),
            Self::Day(bad) => bad.code(),
            Self::Text(bad) => bad.code(),
            Self::Word(_) => "WORD_UNKNOWN",
            Self::Pattern(_) => "PATTERN_INVALID",
            Self::WindowReversed { .. } => "WINDOW_REVERSED",
            Self::MinAboveMax { .. } => "MIN_ABOVE_MAX",
            Self::BandsWithoutLimit => "BANDS_WITHOUT_LIMIT",
            Self::BandsStartElsewhere { .. } => "BANDS_START_ELSEWHERE",
            Self::BandEmpty { .. } => "BAND_EMPTY",
            Self::BandGap { .. } => "BAND_GAP",
            Self::BandOverlap { .. } => "BAND_OVERLAP",
            Self::BandsEndTooSoon { .. } => "BANDS_END_TOO_SOON",
            Self::BandWithoutApprover => "BAND_WITHOUT_APPROVER",
            Self::ApproverMayNot => "APPROVER_MAY_NOT",
            Self::Repeated(_) => "POLICY_REPEATS",
            Self::CapOfRefused => "CAP_OF_REFUSED_CATEGORY",
            Self::LimitOfNoBank => "LIMIT_OF_NO_BANK",
            Self::NothingAllowed => "NOTHING_ALLOWED",
            Self::ScaleEmpty { .. } => "SCALE_EMPTY",
            Self::ScoreBandsFall { .. } => "SCORE_BANDS_FALL",
            Self::ScoreBandOutside { .. } => "SCORE_BAND_OUTSIDE",
            Self::ScoreBandsEndTooSoon { .. } => "SCORE_BANDS_END_TOO_SOON",
            Self::MeasureNotRegistered => "MEASURE_NOT_REGISTERED",
            Self::MeasureIsOtherwise { .. } => "MEASURE_IS_OTHERWISE",
            Self::Unknown { what, .. } => match *what {
                "category" => "UNKNOWN_CATEGORY",
                "fund" => "UNKNOWN_FUND",
                "account" => "UNKNOWN_ACCOUNT",
                _ => "UNKNOWN_PRACTITIONER",
            },
            Self::ApproverLeft { .. } => "APPROVER_LEFT",
            Self::WindowCutsEntries { .. } => "WINDOW_CUTS_ENTRIES",
            Self::PatternMisfitsChildren { .. } => "PATTERN_MISFITS_CHILDREN",
        }
    }
}

/// The amounts between the end of one band and the beginning of the next, in words.
fn between(ends: Amount, above: Pence) -> String {
    let first = ends.pence() + Pence::new(1);
    if first == above {
        first.format_pounds()
    } else {
        format!("{} to {}", first.format_pounds(), above.format_pounds())
    }
}

fn ending(ends: Option<Amount>) -> String {
    match ends {
        Some(ends) => format!("ends at {}", ends.pence().format_pounds()),
        None => "has no end".into(),
    }
}

fn count_of(count: impl TryInto<i64>, one: &str, many: &str) -> String {
    let count = count.try_into().unwrap_or(i64::MAX);
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

fn did_you_mean(near: &[String]) -> String {
    match near {
        [] => String::new(),
        near => format!("; did you mean `{}`?", near.join("` or `")),
    }
}
