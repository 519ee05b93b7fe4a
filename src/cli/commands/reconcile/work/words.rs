//! The keys that mean something, and what is left to do, in words.

use super::correct;
use super::listed::{Known, ListedItem};
use domain::Pence;

/// What every key does.
pub(super) const HELP: &str = "  1-9  match the line with the candidate of that number
  m    match it with the first, if that has its amount
  c    correct the entry to the line's amount, with its receipt, and match the two: shown first
  s    mark several: entries that add up to the line, or lines that add up to an entry
  r    record now what it is: a purchase, a payment, a refund, a charge, a move
  d    accept that it is the same money as another line, taken twice
  p    park it: put it aside with a question for somebody
  e    explain it: say why it may stay without its other side
  k    skip it for now
  b    back to the one before, to look at it again or take it apart
  u    undo: take back what was decided last, with what was recorded by it
  q    quit; all that was decided is saved";

/// Tells whether somebody should look at it now. What is parked waits for its reply; an entry may take a
/// while to come on a statement.
pub(super) fn waits(side: &ListedItem) -> bool {
    let late = if side.account.starts_with("card:") { 7 } else { 10 };
    matches!(side.state.as_str(), "open" | "reopened" | "replied")
        && (side.kind == "line" || side.days > late)
}

/// The keys that mean something here.
pub(super) fn prompt(side: &ListedItem, candidates: &[Known], decided: bool) -> String {
    let undo = if decided { "undo (u), " } else { "" };
    if side.kind != "line" {
        return format!("park (p), explain (e), skip (k), back (b), {undo}quit (q), help (?)?");
    }
    let best = candidates.first().is_some_and(|(best, _)| best.fits);
    let first = if best { " (m: the first)" } else { "" };
    let choose = match candidates.len() {
        0 => String::new(),
        1 if best => "match (m), ".into(),
        1 => "match (1), ".into(),
        many => format!("match 1-{many}{first}, "),
    };
    let correct = if correct::first(candidates).is_some() { "correct (c), " } else { "" };
    let double = if side.doubt.is_empty() { "" } else { "taken twice (d), " };
    format!(
        "{choose}{correct}mark (s), record (r), {double}park (p), explain (e), skip (k), back (b), {undo}quit (q), \
         help (?)?"
    )
}

/// Answers a key that means nothing here.
pub(super) fn keys_here(key: char, side: &ListedItem) -> String {
    let keys = if side.kind == "line" { "1-9, m, c, s, r, d, p, e, k, b, u, q" } else { "p, e, k, b, u, q" };
    let shown = if key.is_control() { "that".to_owned() } else { format!("`{key}`") };
    format!("{shown} is no key here; there are {keys}, and ? says what each does")
}

/// Says what is left to do.
pub(super) fn still(open: &[ListedItem]) -> String {
    let lines: Vec<&ListedItem> =
        open.iter().filter(|side| side.kind == "line").filter(|side| waits(side)).collect();
    let entries = open.iter().filter(|side| side.kind == "entry").filter(|side| waits(side)).count();
    let sum = |out: bool| -> Pence {
        let of_way = lines.iter().filter(|side| (side.amount < Pence::ZERO) == out);
        of_way.map(|side| if out { -side.amount } else { side.amount }).sum()
    };
    let lines_left = if lines.len() == 1 { "1 line".into() } else { format!("{} lines", lines.len()) };
    let entries_left = match entries {
        0 => String::new(),
        1 => ", and 1 entry that is on no statement".into(),
        many => format!(", and {many} entries that are on no statement"),
    };
    format!(
        "left: {lines_left}, {} out and {} in{entries_left}",
        sum(true).format_pounds(),
        sum(false).format_pounds()
    )
}
