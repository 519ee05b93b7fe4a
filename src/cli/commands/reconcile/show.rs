//! `bhlp reconcile show`: what is open, and below it what the lines may be.

use std::io::{self, Write};

use crate::carry_out::Done;
use crate::code_lookup::CodeLookup;
use crate::failure::Result;
use crate::globals::{Format, Globals};
use crate::listing;
use domain::{AccountName, Month};
use report::{Request, catalogue};
use store::OpenLines;

/// How likely a proposal must be to be told, of 100.
const LIKELY: u8 = 60;
/// How many proposals are told.
const MOST: usize = 20;
/// How many open lines are listed and looked through at most: before anything is matched, a page of more
/// says nothing.
const LOOKED_THROUGH: u64 = 5000;

/// Shows both sides of the accounts.
pub(super) fn run(globals: &Globals, account: Option<AccountName>, month: Option<Month>, open: bool) -> Done {
    // A data file is of one report, and what a month's end rests on is not proposed.
    let for_people = matches!(globals.format, Format::Table | Format::Plain) && month.is_none();
    let lines = if for_people { open_lines(globals, account.as_ref())? } else { Vec::new() };
    let too_many = lines.iter().map(|(_, of)| of.lines).sum::<u64>() > LOOKED_THROUGH;
    if too_many && open {
        counted(account.as_ref(), &lines)?;
        return Ok(None);
    }
    let request = Request { account: account.clone(), month, open, ..Request::default() };
    listing::give(globals, &catalogue::RECONCILE, &request)?;
    if for_people && !too_many {
        propose(globals, account.as_ref())?;
    }
    Ok(None)
}

/// The lines in no matching of each account.
fn open_lines(globals: &Globals, account: Option<&AccountName>) -> Result<Vec<(AccountName, OpenLines)>> {
    CodeLookup::open(&globals.ledger()?, None)?.open_lines(account)
}

/// Tells of open lines account by account, as they are too many to be listed for a person.
fn counted(account: Option<&AccountName>, open: &[(AccountName, OpenLines)]) -> Result {
    let all: u64 = open.iter().map(|(_, of)| of.lines).sum();
    let mut out = io::stdout().lock();
    writeln!(out, "{all} lines of statements are in no entry yet, too many for a page:")?;
    for (name, OpenLines { lines, money_in, money_out, days: (first, last) }) in open {
        let lines = if *lines == 1 { "1 line".to_owned() } else { format!("{lines} lines") };
        let (money_in, money_out) = (money_in.format_pounds(), money_out.format_pounds());
        writeln!(out, "- {name}: {lines}, in {money_in}, out {money_out}, from {first} to {last}")?;
    }
    let (of_account, one) = match account {
        Some(name) => (format!(" --account {name}"), String::new()),
        None => (String::new(), " --account NAME, or".to_owned()),
    };
    writeln!(out, "next: bhlp reconcile auto{of_account}, which matches what is certain")?;
    writeln!(out, "line by line: bhlp reconcile show{one}{of_account} --format csv")?;
    Ok(())
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
    doubles(&mut codes, account)?;
    let finder = codes.finder(account)?;
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
