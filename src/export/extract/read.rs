//! An extract read again: every file there and unchanged, none beside them, of the form this program
//! knows.

use std::fs;
use std::io;
use std::path::Path;

use ssh_key::PublicKey;
use thiserror::Error;

use super::descriptor::DESCRIPTOR;
use super::manifest::{self, FORM, KIND, Manifest, NAMESPACE};
use crate::package::{Against, Difference, Differs, Folder, MANIFEST, sha256, signed_by};
use domain::Day;
use store::{Reader, StoreError};

/// An extract that is as it was written.
#[derive(Clone, Debug)]
pub struct Package {
    /// What its manifest says.
    pub manifest: Manifest,
    /// The SHA-256 of the manifest.
    pub sha256: String,
    folder: Folder,
}

/// Why a folder is not taken for an extract.
#[derive(Debug, Error)]
pub enum BadExtract {
    /// The folder cannot be read.
    #[error("it cannot be read: {0}")]
    Unreadable(#[from] io::Error),
    /// There is no manifest, or a file that it names is missing.
    #[error("it is not whole: {}", .0.join("; "))]
    Incomplete(Vec<Difference>),
    /// It is something else.
    #[error("its manifest is not that of an extract for evaluation")]
    NotOne,
    /// It is of another form, or was written by another version of the program.
    #[error(
        "it is of form {form}, written by {program}; this is {} and reads form {FORM}",
        manifest::program()
    )]
    OtherVersion {
        form: u64,
        /// The program that wrote it.
        program: String,
    },
    /// It is not what was written.
    #[error("it was changed: {}", .0.join("; "))]
    Tampered(Vec<Difference>),
}

impl BadExtract {
    /// Returns the stable code of the message.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "FOLDER_UNREADABLE",
            Self::Incomplete(_) => "EXTRACT_INCOMPLETE",
            Self::NotOne => "EXTRACT_NOT_ONE",
            Self::OtherVersion { .. } => "EXTRACT_OTHER_VERSION",
            Self::Tampered(_) => "EXTRACT_TAMPERED",
        }
    }

    /// What to do about it.
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Unreadable(_) | Self::NotOne => {
                "name the folder of an extract: bhlp export evaluation --to DIR --for RECIPIENT makes one"
            }
            Self::Incomplete(_) => "ask for the whole folder again, as it was written",
            Self::OtherVersion { .. } => "have it made again with the same bhlp as the others",
            Self::Tampered(_) => "do not use it; ask whoever made it for the folder as it was written",
        }
    }
}

impl Package {
    pub fn file(&self, name: &str) -> Option<&[u8]> {
        self.folder.files.get(name).map(Vec::as_slice)
    }

    /// How many files the manifest names.
    pub const fn len(&self) -> usize {
        self.manifest.files.len()
    }

    /// Whether the manifest names no file.
    pub const fn is_empty(&self) -> bool {
        self.manifest.files.is_empty()
    }

    /// Says whose signature it has, by the key's fingerprint; with a key, only that one's will do.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn signer(&self, key: Option<&PublicKey>) -> Result<Option<String>, Difference> {
        let Folder { signature, text, .. } = &self.folder;
        signed_by(NAMESPACE, signature.as_deref(), text.as_deref().unwrap_or_default(), key)
    }

    /// Whether a program of the same version wrote it: its rules are those of this one.
    fn is_of_this_version(&self) -> bool {
        let minor = |program: &str| {
            program.rsplit_once('.').map_or(program.to_owned(), |(minor, _)| minor.to_owned())
        };
        minor(&self.manifest.program) == minor(manifest::program())
    }
}

/// Tells whether a folder is, or was, an extract rather than a month pack.
pub fn is_extract(folder: &Path) -> bool {
    let kind = |text: Vec<u8>| {
        let said: serde_json::Value = serde_json::from_slice(&text).ok()?;
        Some(said.get("kind").is_some_and(|kind| kind.as_str().is_some_and(|kind| kind == KIND)))
    };
    let says = fs::read(folder.join(MANIFEST)).ok().and_then(kind).unwrap_or(false);
    says || folder.join(DESCRIPTOR).is_file()
}

/// Reads an extract to work with it: it must be whole, unchanged, and of this version of the program.
///
/// # Errors
/// Anything else.
pub fn read(folder: &Path) -> Result<Package, BadExtract> {
    let package = verify(folder)?;
    if package.is_of_this_version() {
        return Ok(package);
    }
    let program = package.manifest.program;
    Err(BadExtract::OtherVersion { form: FORM.into(), program })
}

/// Reads an extract and holds every file against its manifest.
///
/// # Errors
/// What is not as it was written; a form that is not known.
pub fn verify(folder: &Path) -> Result<Package, BadExtract> {
    let folder = Folder::read(folder)?;
    let Some(text) = &folder.text else {
        return Err(BadExtract::Incomplete(vec![format!("{MANIFEST} is missing")]));
    };
    let manifest = known_form(text)?;
    let (mut changed, mut missing) = (Vec::new(), Vec::new());
    if manifest.as_at.parse::<Day>().is_err() {
        changed.push(format!("{MANIFEST} is up to no day: `{}`", manifest.as_at));
    }
    for differs in folder.against(&manifest) {
        match differs {
            Differs::Changed(differences) => changed.extend(differences.into_iter().next()),
            Differs::Missing(difference) => missing.push(difference),
        }
    }
    if !changed.is_empty() {
        changed.append(&mut missing);
        return Err(BadExtract::Tampered(changed));
    }
    if !missing.is_empty() {
        return Err(BadExtract::Incomplete(missing));
    }
    Ok(Package { sha256: sha256(text), manifest, folder })
}

/// Reads a manifest whose form this program knows.
fn known_form(text: &[u8]) -> Result<Manifest, BadExtract> {
    let changed = |error: serde_json::Error| BadExtract::Tampered(vec![format!("{MANIFEST}: {error}")]);
    let said: serde_json::Value = serde_json::from_slice(text).map_err(changed)?;
    let word = |key: &str| said.get(key).and_then(serde_json::Value::as_str);
    if word("kind") != Some(KIND) {
        return Err(BadExtract::NotOne);
    }
    match said.get("form").and_then(serde_json::Value::as_u64) {
        Some(form) if form != u64::from(FORM) => {
            let program = word("program").unwrap_or("a program that is not named").to_owned();
            Err(BadExtract::OtherVersion { form, program })
        }
        _ => serde_json::from_slice(text).map_err(changed),
    }
}

/// Holds an extract against the ledger: its place in the audit trail, and the event that noted it.
///
/// # Errors
/// A failure of the file.
pub fn verify_against(reader: Reader<'_>, package: &Package) -> Result<Against, StoreError> {
    let mut against = Against::default();
    let Manifest { ledger, recipient, .. } = &package.manifest;
    if reader.hash_of(ledger.event)?.as_deref() != Some(ledger.head_hash.as_str()) {
        let difference =
            format!("the ledger's event {} has not the hash that the manifest names", ledger.event);
        against.differences.push(difference);
        return Ok(against);
    }
    let noted = match recipient.parse() {
        Ok(recipient) => reader.extracts_for(&recipient)?,
        Err(_) => Vec::new(),
    };
    match noted.iter().find(|noted| noted.sha256 == package.sha256) {
        Some(noted) => {
            against.notes.push(format!("the ledger records it as event {}, by {}", noted.event, noted.by))
        }
        None => against.differences.push(format!(
            "{MANIFEST} is not what was handed over: the ledger notes no such extract for {recipient}"
        )),
    }
    Ok(against)
}
