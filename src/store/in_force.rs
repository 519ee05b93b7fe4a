//! Whether what was said of an item still holds.

/// Whether an answer `n` holds, as a condition: matching what it is about, and taking the matching apart,
/// ends it. Reports have it as the fragment `{stands}`.
pub(super) fn stands() -> String {
    let whole = STANDS.lines();
    whole.filter(|line| !line.contains(":known")).collect::<Vec<_>>().join(" ")
}

/// The same of what was known at an event.
pub(super) fn stood(known: &str) -> String {
    STANDS.replace(":known", known)
}

const STANDS: &str = include_str!("query/fragment/stands.sql");
