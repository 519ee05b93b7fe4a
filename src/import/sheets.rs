//! Which sheets of a workbook are registers.

use std::path::Path;

use super::Kind;
use super::header::{LOOKED_AT, kind_of};
use super::sent::{Opened, SheetSeen, Workbook, first_rows, open, rows_said};
use file::{BadFile, Source};

/// The sheets of a workbook that are taken, with their kinds, and the names of the others.
#[derive(Debug, Default)]
pub(super) struct Sheets {
    pub files: Vec<(Kind, Source)>,
    pub unknown: Vec<String>,
}

/// Finds the sheets that are meant: those named; else, of one kind, the one of its name or of its headings,
/// or the only one there is; else every one of any kind.
///
/// # Errors
/// Whatever is wrong with the workbook; `WORKBOOK_SHEET_UNKNOWN`, `WORKBOOK_SHEETS_ALIKE`.
pub(super) fn sheets(path: &Path, wanted: Option<Kind>, named: &[String]) -> Result<Sheets, BadFile> {
    let name = path.display().to_string();
    let Opened { mut workbook, sheets: seen, .. } = open(path)?;
    let list = quoted(seen.iter().map(|sheet| sheet.name.as_str()));
    if let Some(unknown) = named.iter().find(|named| !seen.iter().any(|sheet| is_called(sheet, named))) {
        let message = format!("it has no sheet `{}`; its sheets are {list}", domain::excerpt(unknown, 40));
        return Err(BadFile::new(&name, "WORKBOOK_SHEET_UNKNOWN", message, None));
    }
    let mut found = Sheets::default();
    let mut others = Vec::new();
    for sheet in &seen {
        if !named.is_empty() {
            if !named.iter().any(|named| is_called(sheet, named)) {
                continue;
            }
        } else if sheet.hidden {
            found.unknown.push(format!("sheet {} (hidden; --sheet takes it)", sheet.name));
            continue;
        }
        let called = Kind::ALL.into_iter().find(|kind| is_called(sheet, kind.as_str()));
        let rows = first_rows(&mut workbook, &sheet.name, &name, LOOKED_AT)?;
        let source = source(path, &mut workbook, sheet)?;
        let meant = match wanted {
            Some(wanted) if !named.is_empty() => Some(wanted),
            _ => called.or_else(|| kind_of(&rows)),
        };
        match meant {
            Some(kind) if wanted.is_none_or(|wanted| wanted == kind) => found.files.push((kind, source)),
            _ => others.push((sheet.name.clone(), source)),
        }
    }
    // Of a workbook with one sheet it is plain which is meant, and what is wrong with it can be said.
    if let (Some(kind), [], [(_, _)]) = (wanted, found.files.as_slice(), others.as_slice()) {
        found.files.extend(others.pop().map(|(_, source)| (kind, source)));
    }
    found.unknown.extend(others.into_iter().map(|(sheet, _)| format!("sheet {sheet}")));
    found.files.sort();
    let twice = found.files.windows(2).find(|two| two[0].0 == two[1].0).map(|two| two[0].0);
    if let Some(kind) = twice.filter(|_| named.is_empty()) {
        let alike = found.files.iter().filter(|(other, _)| *other == kind);
        let alike = quoted(alike.filter_map(|(_, source)| match source {
            Source::Sheet { sheet, .. } => Some(sheet.as_str()),
            _ => None,
        }));
        let message = format!("its sheets {alike} are all of {}", kind.as_str());
        let hint = "say which is meant, or that all are: --sheet NAME, once for each";
        return Err(BadFile::new(&name, "WORKBOOK_SHEETS_ALIKE", message, Some(hint)));
    }
    if found.files.is_empty() {
        let wanted = wanted.map_or("any kind", Kind::as_str);
        let message = format!("none of its sheets has the headings of {wanted}; its sheets are {list}");
        let hint = "name the kind and the sheet, and what is missing is told: bhlp import purchases FILE --sheet NAME";
        return Err(BadFile::new(&name, "WORKBOOK_SHEET_UNKNOWN", message, Some(hint)));
    }
    Ok(found)
}

/// A sheet as something to read.
fn source(path: &Path, workbook: &mut Workbook, sheet: &SheetSeen) -> Result<Source, BadFile> {
    let rows = rows_said(workbook, &sheet.name, &path.display().to_string())?;
    Ok(Source::Sheet { workbook: path.to_owned(), sheet: sheet.name.clone(), rows })
}

/// Whether a sheet has this name, whatever the case.
fn is_called(sheet: &SheetSeen, name: &str) -> bool {
    sheet.name.trim().eq_ignore_ascii_case(name.trim())
}

fn quoted<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
