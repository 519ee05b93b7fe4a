//! What the folder says of itself.

use std::fmt::Write as _;

use super::left_out::counted;
use super::line::FEW;
use super::publication::Publication;
use domain::publication::REDACTED;

/// Writes the page; its first line is the publication's title.
pub(super) fn text(publication: &Publication) -> String {
    let mut page = format!("{}\n\n", publication.title());
    // Writing to a String cannot fail.
    let _ = write!(page, "{}\n{}\n{}", state(publication), files(publication), rules(publication));
    page
}

fn state(publication: &Publication) -> String {
    let (first, last) = (publication.terms.quarter.first(), publication.terms.quarter.last());
    let mut state = format!("Payments from {first} to {last}, by the calendar's quarters.\n");
    match &publication.signed {
        Some(signed) if publication.is_signed() => {
            let _ = writeln!(
                state,
                "Signed by {} on {}, in event {} of the ledger.",
                signed.by, signed.on, signed.event
            );
        }
        Some(signed) => {
            let _ = writeln!(
                state,
                "A DRAFT: not for publication. It differs from what {} signed on {} (event {}).",
                signed.by, signed.on, signed.event
            );
        }
        None => state.push_str("A DRAFT: not for publication.\n"),
    }
    let _ = writeln!(state, "SHA-256 of the file: {}", publication.sha256());
    if publication.unanswered() > 0 {
        let _ = writeln!(
            state,
            "Waiting for a decision in review.csv: {}; names are withheld until then.",
            publication.unanswered()
        );
    }
    if !publication.open_months().is_empty() {
        let _ = writeln!(
            state,
            "Still open, so that figures may change: {}.",
            publication.open_months().join(", ")
        );
    }
    state
}

fn files(publication: &Publication) -> String {
    let mut files = format!(
        "{}\n  Lines: {}, without a name: {}. The only file to be published.\n\
         review.csv\n  What a person decides on: write publish, redact or leave_out in the last column, save it as CSV,\n  \
         and export again. Not for publication.\n\
         left-out.csv\n  What is not published, and why. Not for publication.\n",
        publication.file_name(),
        publication.published(),
        publication.redacted()
    );
    for (because, (count, sum)) in counted(&publication.left_out) {
        let means = match because {
            "bank charge" => "what a bank charged or paid as interest".to_owned(),
            "decided" => "left out by decision in review.csv".to_owned(),
            "in kind" => "given in kind: no money of the council was paid".to_owned(),
            "small" => format!(
                "not by card, and not above {} to a provider on a day",
                publication.terms.above.format_pounds()
            ),
            _ => "paid and reversed within the quarter".to_owned(),
        };
        let _ = writeln!(files, "  {because}: {count}, {} in all; {means}", sum.format_pounds());
    }
    files
}

fn rules(publication: &Publication) -> String {
    format!(
        "How it is made\n  \
         Schema: Spend, Local Government Association, version 1.3; 22 columns; dates day/month/year.\n  \
         Every payment by purchase card, and every provider's payments of a day above {}.\n  \
         Amounts are net of VAT that the council recovers. IrrecoverableVATAmount is the part of an amount that was\n  \
         taken as recoverable and was charged afterwards. VAT that never was so is in the amount alone.\n  \
         {REDACTED} stands for individuals, for names of children's references or of people in\n  \
         the pilot, and wherever a person decided so or has not decided yet.\n  \
         Looked at by a person: providers without a register number, names like a person's, providers that\n  \
         work for one child, children of an area with fewer than {FEW}.\n  \
         The purpose is the category's name. No description, note or invoice number is copied.\n  \
         Transaction numbers are made for this file; they are no invoice's, commission's or child's.\n",
        publication.terms.above.format_pounds()
    )
}
