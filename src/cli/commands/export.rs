//! `bhlp export ...`.

use std::io::{self, BufWriter};

use clap::Subcommand;

use super::extract::{self, EvaluationArgs};
use super::pack::{self, MonthArgs};
use super::publish::{self, TransparencyArgs};
use crate::carry_out::{Done, shown};
use crate::failure::Result;
use crate::globals::Globals;
use crate::listing::note_look;
use export::{Program, journal};
use store::Ledger;

/// Write files for others.
#[derive(Debug, Subcommand)]
pub(super) enum ExportCommand {
    /// The month pack for the finance team: the council's journal, lists and a manifest
    Month(MonthArgs),
    /// Both books as a journal for hledger, 1.25 or later
    Hledger,
    /// Both books as a journal for ledger, 3.3 or later
    Ledger,
    /// Both books as a journal for beancount, version 3
    Beancount,
    /// A quarter's spending as councils publish it: a draft to review, then to sign
    Transparency(TransparencyArgs),
    /// An evaluator's extract: a row for each child, none of whom can be recognised
    Evaluation(EvaluationArgs),
}

pub(super) fn run(globals: &Globals, command: ExportCommand) -> Done {
    match command {
        ExportCommand::Month(args) => pack::run(globals, &args),
        ExportCommand::Hledger => books(globals, Program::Hledger).map(shown),
        ExportCommand::Ledger => books(globals, Program::Ledger).map(shown),
        ExportCommand::Beancount => books(globals, Program::Beancount).map(shown),
        ExportCommand::Transparency(args) => publish::run(globals, args),
        ExportCommand::Evaluation(args) => extract::run(globals, args),
    }
}

/// Writes both books as a journal. It tells of every shop, so it is a look at whoever is shielded.
fn books(globals: &Globals, program: Program) -> Result {
    let mut ledger = Ledger::open_to_read(&globals.ledger()?)?;
    let shielded = ledger.read()?.reader().shielded_children()?;
    for child in &shielded {
        note_look(globals, &mut ledger, child, "journal")?;
    }
    let view = ledger.read()?;
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    Ok(journal(view.reader(), program, &mut out)?)
}
