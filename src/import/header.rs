//! The row of headings: the first one of a file, or one below a title.

use std::collections::VecDeque;

use super::Kind;
use super::heading::{Contract, Headings};
use super::reading::Extra;
use super::rows::contract;
use super::sent::{Row, Table};
use domain::excerpt;
use file::BadFile;

/// How far down it is looked for.
pub(super) const LOOKED_AT: usize = 10;

/// The headings of a file, and what was read on the way to them.
#[derive(Debug)]
pub(super) struct Header {
    pub headings: Headings,
    /// The row it stands in.
    pub row: Row,
    /// The rows below it that were read already.
    pub pending: VecDeque<Row>,
    /// What whoever sent the file should know.
    pub told: Vec<String>,
}

/// Reads the first rows of a file: those that may have its headings.
///
/// # Errors
/// Whatever ends reading.
pub(super) fn first_rows(table: &mut Table) -> Result<Vec<Row>, BadFile> {
    let mut rows = Vec::new();
    while rows.len() < LOOKED_AT {
        let mut row = Row::default();
        if !table.next(&mut row)? {
            break;
        }
        rows.push(row);
    }
    Ok(rows)
}

/// Finds the kind of file whose columns are all there, the one that knows most of the headings. Of two that
/// know as many it is neither.
pub(super) fn kind_of(rows: &[Row]) -> Option<Kind> {
    let mut whole: Vec<(usize, Kind)> = Kind::ALL
        .into_iter()
        .filter_map(|kind| {
            let contract = contract(kind);
            let headings = rows.iter().map(|row| Headings::read(&contract, row));
            let fits = headings.filter(|headings| headings.missing(&contract).is_empty());
            Some((fits.map(|headings| headings.known()).max()?, kind))
        })
        .collect();
    whole.sort_by_key(|(known, _)| std::cmp::Reverse(*known));
    match whole.as_slice() {
        [] => None,
        [(first, _), (second, _), ..] if first == second => None,
        [(_, kind), ..] => Some(*kind),
    }
}

/// Finds the row that has the most of what is wanted, and says what is wrong with it.
///
/// # Errors
/// `FILE_EMPTY`, `SEPARATOR_NOT_COMMA`, `COLUMN_DOUBLED`, `COLUMN_UNKNOWN`, `COLUMN_MISSING`; whatever ends
/// reading.
pub(super) fn find(
    table: &mut Table,
    contract: &Contract,
    name: &str,
    extra: Extra,
) -> Result<Header, Vec<BadFile>> {
    let mut rows = VecDeque::from(first_rows(table).map_err(|bad| vec![bad])?);
    let mut best: Option<(usize, Headings)> = None;
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| !row.is_blank()) {
        let headings = Headings::read(contract, row);
        if best.as_ref().is_none_or(|(_, best)| best.known() < headings.known()) {
            let whole = headings.missing(contract).is_empty();
            best = Some((at, headings));
            if whole {
                break;
            }
        }
    }
    let Some((at, headings)) = best else {
        return Err(vec![BadFile::new(name, "FILE_EMPTY", "it is empty; a header row is wanted", None)]);
    };
    let pending = rows.split_off((at + 1).min(rows.len()));
    let row = rows.pop_back().unwrap_or_default();
    check(contract, name, (&headings, &row), extra)?;
    let mut told = Vec::new();
    if row.number > 1 {
        told.push(format!("its headings are in row {}", row.number));
    }
    if !headings.other_words.is_empty() {
        let pairs: Vec<String> =
            headings.other_words.iter().map(|(said, meant)| format!("`{said}` as {meant}")).collect();
        told.push(format!("read {}", pairs.join(", ")));
    }
    Ok(Header { headings, row, pending, told })
}

/// Says everything that is wrong with the headings.
fn check(
    contract: &Contract,
    name: &str,
    (headings, row): (&Headings, &Row),
    extra: Extra,
) -> Result<(), Vec<BadFile>> {
    if let [only] = row.cells.iter().collect::<Vec<_>>().as_slice() {
        for (mark, what, said) in [(';', "semicolons", "sep=;"), ('\t', "tabs", "sep= and a tab")] {
            if only.contains(mark) {
                let message = format!("its values are separated by {what}; commas are wanted");
                let hint = format!("{SAVE_AS_CSV}, or put a line above all others: {said}");
                return Err(vec![BadFile::new(name, "SEPARATOR_NOT_COMMA", message, Some(&hint))]);
            }
        }
    }
    let missing = headings.missing(contract);
    let mut bad = Vec::new();
    let hint = format!("its columns are: {}", contract.columns.join(", "));
    let mut say = |code, message: String| bad.push(BadFile::new(name, code, message, Some(&hint)));
    if !headings.doubled.is_empty() {
        say("COLUMN_DOUBLED", format!("it has {} more than once", quoted(&headings.doubled)));
    }
    // What is not known may be what is missing, by another name.
    let unknown: Vec<&String> =
        headings.unknown.iter().map(|(_, heading)| heading).filter(|heading| !heading.is_empty()).collect();
    if !missing.is_empty() && !unknown.is_empty() && extra == Extra::Refused {
        let named: Vec<String> = unknown.iter().map(|found| suggestion(found, &missing)).collect();
        say("COLUMN_UNKNOWN", format!("nothing is known of {}", named.join(", ")));
    }
    if !missing.is_empty() {
        let sdq = unknown.iter().filter(|heading| heading.to_lowercase().starts_with("sdq")).count();
        let more = match sdq {
            5.. => {
                "; answers to single questions are not kept: a row has a total (sdq_total, sdq_emotional, sdq_impact) \
                 in `measure` and `value`"
            }
            _ => "",
        };
        say("COLUMN_MISSING", format!("it has no column {}{more}", quoted(&missing)));
    }
    if bad.is_empty() { Ok(()) } else { Err(bad) }
}

const SAVE_AS_CSV: &str = "save it from the spreadsheet as \"CSV UTF-8 (comma delimited)\"";

pub(super) fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Names an unknown heading and which of some columns it may have been meant to be.
pub(super) fn suggestion(found: &str, columns: &[&str]) -> String {
    let likeness = |column: &&&str| strsim::jaro_winkler(&found.to_lowercase(), column);
    let near = columns.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    let named = format!("`{}`", excerpt(found, 60));
    match near {
        Some(near) if likeness(&near) > 0.84 => format!("{named} (did you mean `{near}`?)"),
        _ => named,
    }
}
