//! A folder of files: those of a known kind, and the rest by name.

use std::fs;
use std::path::Path;

use super::Kind;
use super::header::{first_rows, kind_of};
use super::sent::{Begins, Table};
use super::sheets::{Sheets, sheets};
use file::{BadFile, Source};

/// What a folder holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folder {
    /// The files of a known kind, in the order they are taken.
    pub files: Vec<(Kind, Source)>,
    /// The names of what is left alone, in order, with the reason where that is not plain.
    pub unknown: Vec<String>,
    /// Which files are taken that another name would have told.
    pub told: Vec<String>,
}

const HINT: &str = "name a folder, or a kind and a file: bhlp import purchases FILE";

impl Folder {
    /// Finds one file of a kind; of a workbook the sheets that are meant.
    ///
    /// # Errors
    /// Whatever is wrong with a workbook; `NO_WORKBOOK` where sheets are named of another file.
    pub fn of_kind(kind: Kind, path: &Path, sheets_named: &[String]) -> Result<Self, BadFile> {
        if Begins::of(path) != Begins::Otherwise {
            return sheets(path, Some(kind), sheets_named).map(Self::of_sheets);
        }
        no_sheets(path, sheets_named)?;
        Ok(Self { files: vec![(kind, Source::Path(path.to_owned()))], ..Self::default() })
    }

    /// Looks through a folder or a workbook, or at one file whose headings tell its kind.
    ///
    /// # Errors
    /// `FOLDER_MISSING`, `NOT_A_FOLDER`, `FILE_UNREADABLE`, `FOLDER_HAS_NO_FILES`, and as
    /// [`Folder::of_kind`].
    pub fn read(path: &Path, sheets_named: &[String]) -> Result<Self, BadFile> {
        let name = path.display().to_string();
        if Begins::of(path) != Begins::Otherwise {
            return sheets(path, None, sheets_named).map(Self::of_sheets);
        }
        no_sheets(path, sheets_named)?;
        if !path.exists() {
            return Err(BadFile::new(&name, "FOLDER_MISSING", "there is no such folder", Some(HINT)));
        }
        let mut found = Self::default();
        if !path.is_dir() {
            let source = Source::Path(path.to_owned());
            let Some(kind) = seen(&source)? else {
                let message = "it is a file, not a folder, and its headings are those of no kind";
                return Err(BadFile::new(&name, "NOT_A_FOLDER", message, Some(HINT)));
            };
            found.files.push((kind, source));
            return Ok(found);
        }
        let unreadable = |error: std::io::Error| {
            BadFile::new(&name, "FILE_UNREADABLE", format!("it cannot be read: {error}"), None)
        };
        let entries =
            fs::read_dir(path).map_err(unreadable)?.collect::<Result<Vec<_>, _>>().map_err(unreadable)?;
        let mut names: Vec<_> = entries.iter().map(fs::DirEntry::file_name).collect();
        // What has the name of its kind comes first: another file may be a copy of it.
        names.sort_by_key(|name| (named(&name.to_string_lossy()).is_none(), name.clone()));
        for name in &names {
            found.take(&path.join(name), &name.to_string_lossy());
        }
        found.unknown.sort();
        found.files.sort();
        if found.files.is_empty() {
            let known: Vec<String> = Kind::ALL.iter().map(|kind| format!("{}.csv", kind.as_str())).collect();
            let message = format!(
                "none of the files in it is one of {}, by its name or its headings",
                known.join(", ")
            );
            return Err(BadFile::new(&name, "FOLDER_HAS_NO_FILES", message, Some(HINT)));
        }
        Ok(found)
    }

    fn of_sheets(Sheets { files, unknown }: Sheets) -> Self {
        Self { files, unknown, told: Vec::new() }
    }

    /// Takes a file of the folder, or says why not.
    fn take(&mut self, path: &Path, name: &str) {
        if let Some(open) = name.strip_prefix("~$") {
            self.unknown.push(format!("{name} (the mark of a spreadsheet that {open} is open)"));
            return;
        }
        let lower = name.to_lowercase();
        if lower.ends_with(".xlsx") {
            match sheets(path, None, &[]) {
                Ok(workbook) => {
                    self.files.extend(workbook.files);
                    self.unknown.extend(workbook.unknown.iter().map(|sheet| format!("{name}, {sheet}")));
                }
                Err(bad) => self.unknown.push(format!("{name} ({})", bad.message)),
            }
            return;
        }
        let Some(stem) = lower.strip_suffix(".csv") else {
            self.unknown.push(name.to_owned());
            return;
        };
        let source = Source::Path(path.to_owned());
        let Some(kind) = named(name).or_else(|| seen(&source).ok().flatten()) else {
            let near = Kind::ALL.into_iter().find(|kind| stem.contains(kind.as_str()));
            self.unknown.push(match near {
                Some(kind) => {
                    let kind = kind.as_str();
                    format!(
                        "{name} (not the headings of {kind}: bhlp import {kind} FILE says what is missing)"
                    )
                }
                None => name.to_owned(),
            });
            return;
        };
        if named(name).is_none() {
            if let Some(same) = self.same(kind, path) {
                self.unknown.push(format!("{name} (the same as {same})"));
                return;
            }
            self.told.push(format!("{name}: taken as {}, by its headings", kind.as_str()));
        }
        self.files.push((kind, source));
    }

    /// Finds a file of the same kind that is the same to the byte.
    fn same(&self, kind: Kind, path: &Path) -> Option<String> {
        let bytes = fs::read(path).ok()?;
        self.files.iter().filter(|(other, _)| *other == kind).find_map(|(_, source)| match source {
            Source::Path(other) if fs::read(other).is_ok_and(|found| found == bytes) => {
                Some(other.file_name()?.to_string_lossy().into_owned())
            }
            _ => None,
        })
    }
}

/// Refuses names of sheets for what has none.
fn no_sheets(path: &Path, named: &[String]) -> Result<(), BadFile> {
    if named.is_empty() {
        return Ok(());
    }
    let name = path.display().to_string();
    Err(BadFile::new(&name, "NO_WORKBOOK", "it is no workbook, and has no sheets", Some("leave out --sheet")))
}

/// The kind that a file is named after.
fn named(name: &str) -> Option<Kind> {
    name.strip_suffix(".csv").and_then(Kind::from_name)
}

/// The kind that a file's headings tell.
fn seen(source: &Source) -> Result<Option<Kind>, BadFile> {
    Ok(kind_of(&first_rows(&mut Table::open(source)?)?))
}
