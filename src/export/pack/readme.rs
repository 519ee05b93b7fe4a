//! The pack in plain words, for whoever opens the folder.

use std::fmt::Write as _;

use super::month::Pack;

/// Writes README.txt: CRLF, so that every editor shows it in lines.
pub(super) fn text(pack: &Pack) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = writeln!(out, "The month {} of {}", pack.month, pack.pilot.name);
    let _ = match &pack.sign {
        Some(sign) => writeln!(out, "Closed and signed off by {} ({}) at {}.", sign.name, sign.by, sign.at),
        None => writeln!(out, "DRAFT: the month is still open. Nothing here is to be loaded or claimed."),
    };
    out.push('\n');
    for journal in &pack.journals {
        let _ = match (journal.lines.len(), journal.reference.as_str()) {
            (0, _) => writeln!(out, "{}: nothing to hand over.", journal.file),
            (lines, reference) => writeln!(
                out,
                "{}: {} journal for the council's ledger, reference {reference}, {lines} lines, debits and credits {}.",
                journal.file,
                journal.kind.as_str(),
                journal.total(),
            ),
        };
    }
    for earlier in &pack.issued_before {
        let _ = writeln!(
            out,
            "An earlier pack of this month handed over {} ({}): load both, each once.",
            earlier.issue.reference, earlier.issue.total
        );
    }
    if !pack.issued_before.is_empty() {
        out.push_str(
            "All else, vat.csv among it, takes the place of the earlier pack's: claim by this one alone.\n",
        );
    }
    for sheet in &pack.sheets {
        let rows = if sheet.rows.len() == 1 { "row" } else { "rows" };
        let _ = writeln!(out, "{}: {}, {} {rows}.", sheet.file, sheet.title, sheet.rows.len());
    }
    let _ = writeln!(
        out,
        "{}: all of these in one workbook, with a chart of budget against spend.",
        super::workbook::FILE
    );
    out.push_str(
        "\nmanifest.json lists each file with its rows and SHA-256, and the hash of the ledger's audit trail.\n\
         To check that nothing was changed: bhlp verify FOLDER. What each column is: bhlp report --describe\n\
         Sums are pounds, such as 1255.00; days are year-month-day. No file has a child's\n\
         reference or name, or what somebody wrote about a purchase or a statement line. Names of individuals, and texts with\n\
         a child's reference or the name of somebody in the pilot, are REDACTED PERSONAL DATA. Codes are shown as they were registered.\n",
    );
    out.replace('\n', "\r\n")
}
