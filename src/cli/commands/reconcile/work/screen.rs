//! How a line and its candidates look: side by side where there is room, else one below the other.
//! Nothing is said by colour.

use std::fmt::Write as _;

use console::{Alignment, Term, pad_str, truncate_str};

use super::listed::{Known, ListedItem};

/// From how many columns on the two sides stand beside each other.
const WIDE: usize = 100;
/// How wide the statement's side is then.
const LEFT: usize = 38;

/// How many columns there are.
pub(super) fn columns() -> usize {
    let said = || std::env::var("COLUMNS").ok()?.parse().ok();
    let measured = Term::stdout().size_checked().map(|(_, columns)| usize::from(columns));
    measured.or_else(said).unwrap_or(80)
}

/// Shows what is on one side and its candidates on the other.
pub(super) fn shown(side: &ListedItem, candidates: &[Known], columns: usize, beside: bool) -> String {
    let (left, right) = (statement(side), ledger(side, candidates));
    let mut out = String::new();
    if !beside || columns < WIDE {
        for line in left.iter().chain(&right) {
            let _ = writeln!(out, "{line}");
        }
        return out;
    }
    let empty = String::new();
    for row in 0..left.len().max(right.len()) {
        let left = truncate_str(left.get(row).unwrap_or(&empty), LEFT, "...").into_owned();
        let right = truncate_str(right.get(row).unwrap_or(&empty), columns - LEFT - 3, "...").into_owned();
        let line = format!("{} | {right}", pad_str(&left, LEFT, Alignment::Left, None));
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out
}

/// The side that is asked about.
fn statement(side: &ListedItem) -> Vec<String> {
    let mut lines = vec![
        format!("{} {} of {}", side.kind, side.number, side.account),
        format!("  {}  {}", side.day, side.way()),
        format!("  {}", side.what),
    ];
    let told = [
        ("reference", &side.reference),
        ("abroad", &side.abroad),
        (side.state.as_str(), &side.said),
        ("twice?", &side.doubt),
    ];
    let told = told.iter().filter(|(_, value)| !value.is_empty());
    lines.extend(told.map(|(name, value)| format!("  {name}: {value}")));
    lines
}

/// What it might be.
fn ledger(side: &ListedItem, candidates: &[Known]) -> Vec<String> {
    if side.kind != "line" {
        return vec!["no line of a statement has it".into()];
    }
    if candidates.is_empty() {
        return vec!["nothing in the ledger looks like it".into()];
    }
    let mut lines = Vec::new();
    for (number, (candidate, entries)) in (1..).zip(candidates) {
        let score = format!("score {}", candidate.score);
        let with: Vec<String> = candidate.with.iter().map(|line| format!("line {line}")).collect();
        let with = if with.is_empty() { String::new() } else { format!("  with {}", with.join(" and ")) };
        if entries.is_empty() {
            lines.push(format!("{number}  no entry  {score}{with}"));
        }
        for (place, entry) in entries.iter().enumerate() {
            let begins = if place == 0 { format!("{number}  ") } else { "   and ".to_owned() };
            let ends = if place == 0 { format!("  {score}{with}") } else { String::new() };
            lines.push(format!("{begins}entry {}  {}  {}{ends}", entry.number, entry.day, entry.way()));
            lines.push(format!("   {}", entry.what));
        }
        lines.push(format!("   {}", candidate.reasons.join(", ")));
    }
    lines
}
