//! `bhlp export transparency`.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;

use crate::carry_out::{Done, carry_out};
use crate::failure::{Hint, NothingRecorded, Result};
use crate::globals::Globals;
use domain::publication::Quarter;
use domain::{Pence, Refusal, Text};
use export::package::NamedFile;
use export::transparency::{ABOVE, Folder, Publication, Terms, title};
use service::{PublicationSign, Reply};
use store::Ledger;

/// A quarter's spending, to be published.
#[derive(Debug, Args)]
pub(super) struct TransparencyArgs {
    /// The quarter of the calendar: 2006Q4 is October to December 2006
    #[arg(long, value_name = "QUARTER")]
    quarter: Quarter,
    /// The folder; the decisions in its review.csv are kept
    #[arg(long = "to", value_name = "DIR")]
    folder: PathBuf,
    /// Publish what a provider was paid on a day where it is above this; card payments are always published
    /// [default: 500.00]
    #[arg(long, value_name = "AMOUNT")]
    above: Option<Pence>,
    /// The authority's name, as it is published [default: its code]
    #[arg(long, value_name = "NAME")]
    organisation: Option<Text>,
    /// Sign what the folder holds: it was reviewed and may be published
    #[arg(long)]
    sign: bool,
    /// Why it takes the place of another file that was signed for the quarter
    #[arg(long, value_name = "REASON", requires = "sign")]
    replace: Option<Text>,
}

pub(super) fn run(globals: &Globals, args: TransparencyArgs) -> Done {
    let quarter = args.quarter;
    let terms = Terms { quarter, above: args.above.unwrap_or(ABOVE), organisation: args.organisation };
    let (folder, publication) = prepared(globals, &args.folder, terms.clone())?;
    if !args.sign {
        if !globals.dry_run {
            folder.write(&publication.files())?;
        }
        return tell(&args.folder, &publication).map(|()| None).map_err(Into::into);
    }
    let draft = folder.file(&publication.file_name())?;
    if !draft.is_some_and(|draft| publication.is_written_as(&draft)) {
        return Err(Refusal::DraftDiffers { quarter }).context(NothingRecorded);
    }
    let reply = carry_out(globals, &signing(&publication, args.replace))?;
    if !globals.dry_run {
        // Read again, with the signature that is in the ledger now.
        let (folder, signed) = prepared(globals, &args.folder, terms)?;
        put(&folder, &signed.files(), reply.as_ref())?;
    }
    Ok(reply)
}

/// Opens the folder, and prepares the quarter with what was decided in it.
fn prepared(globals: &Globals, place: &std::path::Path, terms: Terms) -> Result<(Folder, Publication)> {
    let mut ledger = Ledger::open_to_read(&globals.ledger()?)?;
    let reading = ledger.read()?;
    let authority = reading.reader().calendar()?.pilot.authority;
    let folder = Folder::open(place, &title(&authority, terms.quarter))?;
    let decided = folder.decided()?;
    Ok((folder, Publication::prepare(reading.reader(), terms, &decided)?))
}

/// Writes the folder after it was signed; what fails then does not undo the signature.
fn put(folder: &Folder, files: &[NamedFile], reply: Option<&Reply>) -> Result {
    let written = folder.write(files);
    match reply {
        Some(reply) => written.context(Hint::recorded_as(reply.number)),
        None => Ok(written?),
    }
}

fn signing(publication: &Publication, replace: Option<Text>) -> PublicationSign {
    let count = |count: usize| i64::try_from(count).expect("a quarter has fewer payments than that");
    PublicationSign {
        quarter: publication.quarter(),
        sha256: publication.sha256(),
        published: count(publication.published()),
        redacted: count(publication.redacted()),
        left_out: count(publication.left_out()),
        unanswered: publication.unanswered(),
        open: publication.open_months().to_vec(),
        replace,
    }
}

/// Says what was written, and what is to be done.
fn tell(folder: &std::path::Path, publication: &Publication) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let (place, lines) = (folder.join(publication.file_name()), several(publication.published(), "line"));
    let (unnamed, left_out) = (publication.redacted(), several(publication.left_out(), "payment"));
    writeln!(out, "{}: {lines}, {unnamed} without a name; {left_out} left out", place.display())?;
    if publication.unanswered() > 0 {
        let (waiting, review) = (several(publication.unanswered(), "line"), folder.join("review.csv"));
        writeln!(out, "waiting for a decision: {waiting} of {}", review.display())?;
    }
    if !publication.open_months().is_empty() {
        writeln!(out, "still open, so that figures may change: {}", publication.open_months().join(", "))?;
    }
    if publication.is_signed() {
        return writeln!(out, "it is as it was signed");
    }
    writeln!(out, "not for publication until it is signed: --sign")
}

fn several(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
