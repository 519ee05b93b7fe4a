//! Reports given in the format that was asked for, and the listings of every noun.

use std::collections::BTreeSet;
use std::io::{self, Write as _};

use anyhow::{Context as _, bail};

use crate::carry_out::{Done, context, shown};
use crate::failure::{Failure, NothingRecorded, Result};
use crate::globals::Globals;
use crate::{code_lookup, view};
use domain::Code;
use report::{self, Report, Request, Subject};
use service::{Context, Run, ShieldedLook, is_shielded, record};
use store::Ledger;
use table::Writer;

/// Shows what a noun's `list` or `show` asks for.
pub(super) fn listed(globals: &Globals, report: &'static Report, request: &Request) -> Done {
    give(globals, report, request).map(shown)
}

/// Gives one report in the format asked for.
pub(super) fn give(globals: &Globals, report: &'static Report, request: &Request) -> Result {
    let view = view::of(globals.format, report, io::stdout().lock());
    give_to(globals, report, request, view)
}

/// Gives one report after an empty line, or nothing where it has no rows.
pub(super) fn give_nonempty(globals: &Globals, report: &'static Report, request: &Request) -> Result {
    let sheet = view::of(globals.format, report, io::stdout().lock());
    give_to(globals, report, request, Box::new(view::Nonempty::new(sheet)))
}

fn give_to<'w>(
    globals: &Globals,
    report: &'static Report,
    request: &Request,
    mut writer: Box<dyn Writer + 'w>,
) -> Result {
    let request = &Request { asker: globals.user.clone(), ..request.clone() };
    fits(report, request)?;
    let mut ledger = Ledger::open_to_read(&globals.ledger()?)?;
    let mut children: Vec<Code> = request.child.iter().cloned().collect();
    if let Some(family) = &request.family {
        children.extend(ledger.read()?.reader().family(family)?.into_iter().map(|member| member.child));
    }
    if let (Subject::Commission | Subject::Entry, Some(number)) = (report.subject, request.number) {
        children.extend(ledger.read()?.reader().children_of_entry(number)?);
    }
    children.sort_unstable();
    children.dedup();
    for child in &children {
        note_look(globals, &mut ledger, child, report.name)?;
    }
    let reading = ledger.read()?;
    let today = code_lookup::today(&reading)?;
    Ok(report::run(reading.reader(), report, request, today, writer.as_mut())?)
}

/// Records who looks at the children that entries tell of, each once, where they are shielded.
pub(super) fn note_looks_at(
    globals: &Globals,
    entries: impl Iterator<Item = i64>,
    report: &'static str,
) -> Result {
    let mut ledger = Ledger::open_to_read(&globals.ledger()?)?;
    let mut children = BTreeSet::new();
    for entry in entries {
        children.extend(ledger.read()?.reader().children_of_entry(entry)?);
    }
    children.iter().try_for_each(|child| note_look(globals, &mut ledger, child, report))
}

/// Records who looks at a child, where it is shielded, and says so, before anything is shown.
pub(super) fn note_look(
    globals: &Globals,
    reading: &mut Ledger,
    child: &Code,
    report: &'static str,
) -> Result {
    if !is_shielded(reading, child)? {
        return Ok(());
    }
    let context = Context { key: None, belongs_to: None, run: Run::Real, ..context(globals)? };
    let mut ledger = Ledger::open(&globals.ledger()?)?;
    let look = ShieldedLook { child: child.clone(), report };
    let reply = record(&mut ledger, &context, &look).context(NothingRecorded)?;
    Ok(writeln!(io::stderr().lock(), "{}", reply.sentence)?)
}

/// Refuses a filter the report does not know, and asks for the one it needs.
fn fits(report: &Report, request: &Request) -> Result {
    let name = report.name;
    if let Some(param) = request.missing(report) {
        let what = match report.subject {
            Subject::Commission | Subject::Entry => "which one was not said",
            Subject::Practitioner => "whose was not said",
            Subject::Month => "which month was not said",
            Subject::Float => "which float was not said",
            Subject::Family => "which family was not said",
            _ => "which child was not said",
        };
        let hint = format!("bhlp report {name} --{} ...", param.as_str());
        bail!(Failure::usage("REPORT_NEEDS_FILTER", format!("{name}: {what}"), Some(&hint)));
    }
    let Some(param) = request.unfit(report) else { return Ok(()) };
    let flags: Vec<String> = report.filters.iter().map(|param| format!("--{}", param.as_str())).collect();
    let hint = match flags.as_slice() {
        [] => "nothing narrows it but --as-at and --known-at".to_owned(),
        flags => format!("it is narrowed by {}", flags.join(", ")),
    };
    let message = format!("--{} does not narrow the report {name}", param.as_str());
    bail!(Failure::usage("FILTER_DOES_NOT_APPLY", message, Some(&hint)))
}
