//! A pack's tables held against those that the ledger gives.

use std::collections::BTreeMap;

use csv::StringRecord;

use super::lists::{AS_IT_IS_NOW, REGISTERED, VAT_NUMBER_MISSING};
use super::manifest::Manifest;
use super::month::Pack;
use crate::package::{Against, Difference};

/// So many columns of a row that differs are told.
const TOLD: usize = 3;

/// A table's rows, its headings the first where it has any.
type Rows = Vec<StringRecord>;

/// Holds each table of a pack against what the ledger gives: tells the first row of each that differs. Of a
/// pack that is known to be what was handed over, a name that was amended since is only noted.
pub(super) fn hold(
    (files, manifest): (&BTreeMap<String, Vec<u8>>, &Manifest),
    again: &Pack,
    handed_over: bool,
) -> Against {
    let mut against = Against::default();
    let journals = again.journals.iter().map(|journal| {
        let profile = &again.profile;
        (journal.file, journal.text.clone(), profile.delimiter, profile.header)
    });
    let sheets = again.sheets.iter().map(|sheet| (sheet.file, sheet.csv(), ',', true));
    let tables: Vec<_> = journals.chain(sheets).collect();
    for (file, text, delimiter, header) in &tables {
        // A file that is not there was missed already.
        let Some(bytes) = files.get(*file) else { continue };
        let both = [bytes.as_slice(), text.as_bytes()].map(|bytes| rows(bytes, *delimiter));
        let [Some(there), Some(given)] = both else {
            against.differences.push(format!("{file} is no table that can be read"));
            continue;
        };
        let (names, other) = first_differences(file, &there, &given, *header);
        against.differences.extend(other);
        match names {
            Some(note) if handed_over => {
                against.notes.push(format!("{note}: amended since it was handed over"));
            }
            names => against.differences.extend(names),
        }
    }
    let known = |file: &&str| tables.iter().any(|(known, ..)| known == file);
    let named = manifest.files.iter().map(|said| said.file.as_str());
    let extra = named.filter(|file| file.ends_with(".csv") && !known(file));
    against.differences.extend(extra.map(|file| format!("{file}: the ledger gives no such table")));
    against.rebuilt = Some(tables.len());
    against
}

/// Reads a table.
fn rows(bytes: &[u8], delimiter: char) -> Option<Rows> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(u8::try_from(delimiter).ok()?)
        .from_reader(bytes);
    reader.records().collect::<Result<_, _>>().ok()
}

/// Tells the first row in which only names differ, and the first in which anything else does; rows are
/// numbered as in a spreadsheet. What is as it is now, and not as it was, is not looked at.
fn first_differences(
    file: &str,
    pack: &Rows,
    ledger: &Rows,
    header: bool,
) -> (Option<Difference>, Option<Difference>) {
    let stays = |row: &StringRecord| !row.get(0).is_some_and(|what| AS_IT_IS_NOW.contains(&what));
    let mut given = ledger.iter().filter(|row| stays(row));
    let mut there = (1..).zip(pack).filter(|(_, row)| stays(row));
    let headings = ledger.first().filter(|_| header);
    let mut names = None;
    loop {
        let other = match (there.next(), given.next()) {
            (None, None) => return (names, None),
            (Some((place, row)), None) => {
                format!("{file}, row {place}: the ledger gives no such row: {}", told(row))
            }
            (None, Some(row)) => format!("{file} lacks a row that the ledger gives: {}", told(row)),
            (Some((_, ours)), Some(theirs)) if ours == theirs => continue,
            (Some((place, ours)), Some(theirs)) => {
                let (differs, only_names) = differing(headings, ours, theirs);
                let difference = format!("{file}, row {place}: {differs}");
                if only_names {
                    names = names.or(Some(difference));
                    continue;
                }
                difference
            }
        };
        return (names, Some(other));
    }
}

/// Tells the cells in which two rows differ, and whether all of them hold names.
fn differing(headings: Option<&StringRecord>, ours: &StringRecord, theirs: &StringRecord) -> (String, bool) {
    let cell = |row: &StringRecord, place| row.get(place).unwrap_or_default().to_owned();
    let mut said = Vec::new();
    let mut only_names = true;
    // A shop that nobody may be told of any longer takes the number of what it is about with it.
    let of_shop = theirs.get(0) == Some(VAT_NUMBER_MISSING);
    for place in 0..ours.len().max(theirs.len()) {
        let (ours, theirs) = (cell(ours, place), cell(theirs, place));
        if ours == theirs {
            continue;
        }
        let heading = headings.and_then(|headings| headings.get(place));
        only_names &= of_shop || heading.is_some_and(|heading| REGISTERED.contains(&heading));
        let heading = heading.map_or_else(|| format!("column {}", place + 1), str::to_owned);
        said.push(format!("{heading} is `{ours}`, the ledger gives `{theirs}`"));
    }
    let more = said.len().saturating_sub(TOLD);
    said.truncate(TOLD);
    if more > 0 {
        said.push(format!("and so on in {more} more"));
    }
    (said.join("; "), only_names)
}

/// A row as one reads it.
fn told(row: &StringRecord) -> String {
    row.iter().filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(", ")
}
