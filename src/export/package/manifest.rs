//! What every manifest has: each file with its rows and its SHA-256, and its own. Read again, every file is
//! there and unchanged, and none beside them.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};

use super::named_file::{NamedFile, sha256};

/// The manifest's name in the folder.
pub const MANIFEST: &str = "manifest.json";
/// The name of its signature.
pub const SIGNATURE: &str = "manifest.json.sig";

/// Something that is not as the manifest says, in words.
pub type Difference = String;

/// Where the audit trail stood when the folder was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestHead {
    pub event: i64,
    pub head_hash: String,
}

/// A file of the folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    pub file: String,
    /// Rows without the header. Where it is no table, a month pack says `null`, an extract nothing.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "null_or_number")]
    pub rows: Option<Option<usize>>,
    pub bytes: usize,
    pub sha256: String,
}

/// Reads what is said, be it `null`.
fn null_or_number<'de, D: Deserializer<'de>>(text: D) -> Result<Option<Option<usize>>, D::Error> {
    Option::deserialize(text).map(Some)
}

impl FileRecord {
    /// Says what a file is.
    pub fn of(file: &NamedFile, rows: Option<Option<usize>>) -> Self {
        Self { file: file.name.clone(), rows, bytes: file.bytes.len(), sha256: sha256(&file.bytes) }
    }

    /// Tells how a file differs, which has so many lines that are no rows; `None` where rows are not counted.
    fn differing(&self, bytes: &[u8], headings: Option<usize>) -> Vec<Difference> {
        let Self { file, sha256: said, .. } = self;
        let mut differences = Vec::new();
        let found = sha256(bytes);
        if found != *said {
            differences.push(format!("{file} was changed: its SHA-256 is {found}, not {said}"));
        }
        if bytes.len() != self.bytes {
            differences.push(format!("{file} has {} bytes, not {}", bytes.len(), self.bytes));
        }
        if let (Some(rows), Some(headings)) = (self.rows.flatten(), headings) {
            let there = records(bytes).saturating_sub(headings);
            if there != rows {
                differences.push(format!("{file} has {there} rows, not {rows}"));
            }
        }
        differences
    }
}

/// Counts the records of a table: a line break in quotes ends none.
fn records(bytes: &[u8]) -> usize {
    let mut quoted = false;
    bytes
        .iter()
        .filter(|byte| {
            quoted ^= **byte == b'"';
            **byte == b'\n' && !quoted
        })
        .count()
}

/// A manifest, which ends with the SHA-256 of its own text with nothing there.
pub trait Manifest: Clone + Serialize + DeserializeOwned {
    /// Each file.
    fn files(&self) -> &[FileRecord];

    /// Its own SHA-256.
    fn own(&mut self) -> &mut String;

    /// How many lines of a file are no rows; `None` where rows are not counted.
    fn headings(&self, file: &str) -> Option<usize>;

    /// Writes it: the same manifest is the same text.
    fn text(&self) -> String {
        let text = serde_json::to_string_pretty(self).expect("plain values always have a JSON form");
        format!("{text}\n")
    }

    /// It as a file of the folder.
    fn file(&self) -> NamedFile {
        NamedFile::new(MANIFEST, self.text())
    }

    /// It with its SHA-256.
    #[must_use]
    fn sealed(mut self) -> Self {
        self.own().clear();
        *self.own() = sha256(self.text().as_bytes());
        self
    }
}

/// A folder as it was read again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folder {
    /// The manifest's bytes, which a signature is of.
    pub text: Option<Vec<u8>>,
    /// The signature, where there is one.
    pub signature: Option<Vec<u8>>,
    /// Every other file that is there.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Folder {
    /// Reads a folder.
    ///
    /// # Errors
    /// A folder that cannot be read.
    pub fn read(place: &Path) -> io::Result<Self> {
        let mut files = BTreeMap::new();
        files_below(place, "", &mut files)?;
        Ok(Self { signature: files.remove(SIGNATURE), text: files.remove(MANIFEST), files })
    }

    /// Holds it against its manifest: tells what was changed or is not named, and beside each what is
    /// missing, in the manifest's commission.
    pub fn against<M: Manifest>(&self, manifest: &M) -> Vec<Differs> {
        let mut found = Vec::new();
        let sealed = manifest.clone().sealed().text();
        if self.text.as_deref() != Some(sealed.as_bytes()) {
            found.push(Differs::Changed(vec![format!("{MANIFEST} was changed: its own SHA-256 is another")]));
        }
        for said in manifest.files() {
            found.push(match self.files.get(&said.file) {
                Some(bytes) => Differs::Changed(said.differing(bytes, manifest.headings(&said.file))),
                None => Differs::Missing(format!("{} is missing", said.file)),
            });
        }
        let named = |name: &String| manifest.files().iter().any(|said| said.file == *name);
        let extra = self.files.keys().filter(|name| !named(name));
        found.extend(extra.map(|extra| Differs::Changed(vec![format!("{extra} is not in the manifest")])));
        found
    }
}

/// How a file is not as the manifest says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Differs {
    /// It is there: what is other about it, if anything.
    Changed(Vec<Difference>),
    /// It is not.
    Missing(Difference),
}

/// Reads every file below a folder, by its name in it.
fn files_below(folder: &Path, below: &str, found: &mut BTreeMap<String, Vec<u8>>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            files_below(&entry.path(), &format!("{name}/"), found)?;
        } else {
            found.insert(name, fs::read(entry.path())?);
        }
    }
    Ok(())
}

/// What a folder is beside the ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Against {
    /// What is not as the ledger has it.
    pub differences: Vec<Difference>,
    /// What is right, and should be known.
    pub notes: Vec<String>,
    /// How many tables were made again from the ledger and held against those of the folder.
    pub rebuilt: Option<usize>,
}
