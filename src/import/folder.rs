//! A folder of files: those of a known kind, and the rest by name.

use std::path::Path;

use super::Kind;
use file::{BadFile, Source};

/// What a folder holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    /// The files of a known kind, in the order they are taken.
    pub files: Vec<(Kind, Source)>,
    /// The names of what is left alone, in order.
    pub unknown: Vec<String>,
}

impl Folder {
    /// Looks through a folder.
    ///
    /// # Errors
    /// `FOLDER_MISSING`, `NOT_A_FOLDER`, `FILE_UNREADABLE`, `FOLDER_HAS_NO_FILES`.
    pub fn read(path: &Path) -> Result<Self, BadFile> {
        let name = path.display().to_string();
        let hint = "name a folder, or a kind and a file: bhlp import purchases FILE";
        if !path.exists() {
            return Err(BadFile::new(&name, "FOLDER_MISSING", "there is no such folder", Some(hint)));
        }
        if !path.is_dir() {
            return Err(BadFile::new(&name, "NOT_A_FOLDER", "it is a file, not a folder", Some(hint)));
        }
        let unreadable = |error: std::io::Error| {
            BadFile::new(&name, "FILE_UNREADABLE", format!("it cannot be read: {error}"), None)
        };
        let mut found = Self { files: Vec::new(), unknown: Vec::new() };
        for entry in std::fs::read_dir(path).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            let file_name = entry.file_name().to_string_lossy().into_owned();
            match Kind::from_file_name(&file_name) {
                Some(kind) => found.files.push((kind, Source::Path(entry.path()))),
                None => found.unknown.push(file_name),
            }
        }
        found.files.sort();
        found.unknown.sort();
        if found.files.is_empty() {
            let known: Vec<String> = Kind::ALL.iter().map(|kind| format!("{}.csv", kind.as_str())).collect();
            let message = format!("none of the files in it is one of {}", known.join(", "));
            return Err(BadFile::new(&name, "FOLDER_HAS_NO_FILES", message, Some(hint)));
        }
        Ok(found)
    }
}
