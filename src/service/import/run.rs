//! One transaction for all files: begun in the way that suits, kept as a whole or not at all.

use super::super::{Context, Result, Run, UnitOfWork};
use super::floats::Opening;
use super::intake::{Count, Intake, Taken};
use domain::{Action, Refusal};
use file::Source;
use import::{Kind, Reading};
use store::{Ledger, WriteTx};

/// Files to take in.
#[derive(Clone, Debug)]
pub struct Import {
    /// The files with their kinds, each after those it needs.
    pub files: Vec<(Kind, Source)>,
    /// How they are read.
    pub reading: Reading,
    /// What is in the floats that it opens.
    pub openings: Vec<Opening>,
    /// How the rows are written.
    pub way: Way,
}

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// As suits their number.
    Chosen,
    /// One by one, each judged by the schema's triggers.
    Rows,
    /// In bulk, all judged together before COMMIT.
    Bulk,
}

/// What became of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// What became of each file, in order.
    pub counts: Vec<Count>,
    /// What was recorded all the same, and should be looked at.
    pub warnings: Vec<String>,
    /// How the files were read, where that is not plain.
    pub told: Vec<String>,
    /// Set when nothing was kept.
    pub dry: bool,
}

/// Takes files in. `progress` is told, now and then, how many bytes of how many were read.
///
/// # Errors
/// The first problem with who asks or with the ledger; every bad row of every file.
pub fn import(
    ledger: &mut Ledger,
    context: &Context,
    request: &Import,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Imported> {
    let bytes = request.files.iter().map(|(_, source)| source.bytes()).sum();
    // What came back or is in other hands is judged by what its purchase was used for, and what the pilot
    // cost by what is in the pool, which a load adds up at its end.
    let judged =
        request.files.iter().any(|(kind, _)| matches!(kind, Kind::Holdings | Kind::Refunds | Kind::Costs));
    let tx = begin(ledger, if judged { Way::Rows } else { request.way }, bytes)?;
    // An import has no key of its own: each row that can be told apart from others has one.
    if let Some(belongs_on) = context.belongs_to {
        return Err(Refusal::NothingIsLate { belongs_on }.into());
    }
    let work = UnitOfWork::begin(tx, &Context { key: None, ..context.clone() }, Action::Registers)?;
    let mut intake = Intake::new(work, (request.reading, request.openings.clone()), bytes, progress)?;
    for (kind, source) in &request.files {
        intake.file(*kind, source)?;
    }
    let (work, Taken { counts, warnings, told }) = intake.finish()?;
    let anything_new = counts.iter().any(|count| count.new + count.further > 0);
    if anything_new {
        work.commit(context.run)?;
    }
    Ok(Imported { counts, warnings, told, dry: context.run == Run::Dry })
}

/// Begins the transaction in the way that suits: in bulk where what comes is large, and large beside
/// what is there, because a bulk load looks at all of it once more.
fn begin(ledger: &mut Ledger, way: Way, bytes: u64) -> Result<WriteTx<'_>> {
    /// About 2,000 purchases.
    const LARGE: u64 = 300_000;
    /// A purchase is about 140 bytes of file and three events.
    const BYTES_AN_EVENT: u64 = 50;
    let way = match way {
        Way::Chosen if bytes < LARGE => Way::Rows,
        Way::Chosen => {
            let events = u64::try_from(ledger.read()?.reader().events()?).unwrap_or(u64::MAX);
            if bytes / BYTES_AN_EVENT < events { Way::Rows } else { Way::Bulk }
        }
        given => given,
    };
    // What a child has had in a category is read from the file, which a load writes last.
    let capped = ledger.read()?.reader().rule_book()?.caps();
    let way = if capped { Way::Rows } else { way };
    match way {
        Way::Bulk => Ok(ledger.write_in_bulk()?),
        Way::Rows | Way::Chosen => Ok(ledger.write()?),
    }
}
