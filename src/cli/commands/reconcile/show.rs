//! `bhlp reconcile show`: what is open, and below it what the lines may be.

use std::io::{self, Write};

use crate::carry_out::Done;
use crate::code_lookup::CodeLookup;
use crate::failure::Result;
use crate::globals::{Format, Globals};
use crate::listing;
use domain::{AccountName, Month};
use report::{Request, catalogue};

/// How likely a proposal must be to be told, of 100.
const LIKELY: u8 = 60;
/// How many proposals are told.
const MOST: usize = 20;
/// With how many open lines at most doubles are looked for: with more, `bhlp audit doubles` does.
const LOOKED_THROUGH: usize = 5000;

/// Shows both sides of the accounts.
pub(super) fn run(globals: &Globals, account: Option<AccountName>, month: Option<Month>, open: bool) -> Done {
    let request = Request { account: account.clone(), month, open, ..Request::default() };
    listing::give(globals, &catalogue::RECONCILE, &request)?;
    // A data file is of one report, and what a month's end rests on is not proposed.
    if matches!(globals.format, Format::Table | Format::Plain) && month.is_none() {
        propose(globals, account.as_ref())?;
    }
    Ok(None)
}

/// Tells which lines may be the same money, taken twice.
fn doubles(codes: &mut CodeLookup, account: Option<&AccountName>) -> Result {
    let found = codes.doubles(account)?;
    if found.is_empty() {
        return Ok(());
    }
    let mut out = io::stdout().lock();
    writeln!(out, "\nTaken twice? (bhlp reconcile work accepts one with d)")?;
    for [numbers, amount, evidence] in found.iter().take(MOST) {
        let (earlier, later) = numbers.split_once(' ').unwrap_or((numbers, ""));
        writeln!(out, "- lines {earlier} and {later}, £{amount}, {evidence}")?;
        writeln!(
            out,
            "  if so: bhlp reconcile explain --line {later} --because charged_twice 'just like line {earlier}'"
        )?;
        writeln!(out, "  if not: bhlp audit answer doubles {earlier}+{later} TEXT")?;
    }
    if let more @ 1.. = found.len().saturating_sub(MOST) {
        writeln!(out, "and {more} more: bhlp audit doubles")?;
    }
    Ok(())
}

/// Tells what lines may be, the likeliest of each, with the command that says so.
fn propose(globals: &Globals, account: Option<&AccountName>) -> Result {
    let mut codes = CodeLookup::open(&globals.ledger()?, None)?;
    let finder = codes.finder(account)?;
    if finder.open_lines() <= LOOKED_THROUGH {
        doubles(&mut codes, account)?;
    }
    let proposals = finder.proposals(LIKELY);
    if proposals.is_empty() {
        return Ok(());
    }
    let told = proposals.iter().take(MOST).flat_map(|(_, best)| &best.entries).map(|entry| entry.get());
    listing::note_looks_at(globals, told, catalogue::RECONCILE.name)?;
    let mut out = io::stdout().lock();
    writeln!(out, "\nLikely (bhlp reconcile work asks one by one):")?;
    for (line, best) in proposals.iter().take(MOST) {
        let text = line.text.as_ref().map(|text| format!(", {text}")).unwrap_or_default();
        let numbers = |numbers: &mut dyn Iterator<Item = i64>| {
            numbers.map(|number| number.to_string()).collect::<Vec<_>>().join(" ")
        };
        let lines = numbers(&mut std::iter::once(&best.line).chain(&best.with).map(|line| line.get()));
        let entries = numbers(&mut best.entries.iter().map(|entry| entry.get()));
        let (id, day, reasons) = (line.id, line.posted_on, best.reasons.join(", "));
        writeln!(out, "- line {id}, {day}{text}: score {}, {reasons}", best.score)?;
        let entries = if entries.is_empty() { entries } else { format!(" --entry {entries}") };
        writeln!(out, "  bhlp reconcile match --line {lines}{entries}")?;
    }
    if let more @ 1.. = proposals.len().saturating_sub(MOST) {
        writeln!(out, "and {more} more: bhlp reconcile auto matches what is certain")?;
    }
    Ok(())
}
