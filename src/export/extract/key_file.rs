//! The file a key is in: only its owner reads it, and it is never beside what it protects.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use rand::TryRng as _;
use rand::rngs::SysRng;
use thiserror::Error;

use super::pseudonym::{KEY_BYTES, Key, NotAKey};
use crate::package::open_to_others;

/// The largest file that is looked into.
const LARGEST: u64 = 1_000;

/// Why a file of a key is not used, or not made.
#[derive(Debug, Error)]
pub enum BadKeyFile {
    /// It cannot be read.
    #[error("it cannot be read: {0}")]
    Unreadable(io::Error),
    /// What it has is no key.
    #[error(transparent)]
    NotAKey(#[from] NotAKey),
    /// Others may read it.
    #[error("others may read it")]
    OpenToOthers,
    /// It lies in the folder that is handed over.
    #[error("it lies in the folder that is handed over")]
    Inside,
    /// Something is there already.
    #[error("it is there already, and a key is never written over")]
    Exists,
    /// It cannot be written.
    #[error("it cannot be written: {0}")]
    Unwritable(io::Error),
}

impl BadKeyFile {
    /// Returns the stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "EVALUATION_KEY_MISSING",
            Self::NotAKey(_) => "EVALUATION_KEY_INVALID",
            Self::OpenToOthers => "EVALUATION_KEY_OPEN",
            Self::Inside => "EVALUATION_KEY_INSIDE",
            Self::Exists => "EVALUATION_KEY_EXISTS",
            Self::Unwritable(_) => "OUTPUT_UNWRITABLE",
        }
    }

    /// Returns what to do next.
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => {
                "name the file that has the key: --key-file FILE; bhlp evaluate key FILE makes one"
            }
            Self::NotAKey(_) => {
                "take the file as bhlp evaluate key made it; another key makes other pseudonyms"
            }
            Self::OpenToOthers => "let only its owner read it: chmod 600 FILE",
            Self::Inside => {
                "keep it where the recipient never looks: whoever has key and extract finds every child"
            }
            Self::Exists => {
                "use it as it is, or name another file; without the old key no later extract joins earlier ones"
            }
            Self::Unwritable(_) => "check the folder it is to stand in, and its permissions",
        }
    }
}

/// Reads a key that nobody else may read, from outside the folder that is handed over.
///
/// # Errors
/// No key, one that others may read, or one that would be handed over with the extract.
pub fn read_key(path: &Path, folder: &Path) -> Result<Key, BadKeyFile> {
    let size = fs::metadata(path).map_err(BadKeyFile::Unreadable)?.len();
    if size > LARGEST {
        return Err(NotAKey.into());
    }
    if open_to_others(path) {
        return Err(BadKeyFile::OpenToOthers);
    }
    let whole = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path));
    let inside = match (whole(path), whole(folder)) {
        (Ok(path), Ok(folder)) => path.starts_with(folder),
        _ => false,
    };
    if inside || linked_from(path, folder) {
        return Err(BadKeyFile::Inside);
    }
    let bytes = fs::read(path).map_err(BadKeyFile::Unreadable)?;
    let text = String::from_utf8(bytes).map_err(|_| NotAKey)?;
    Ok(Key::parse(&text)?)
}

/// Whether the path itself, before links are followed, lies in the folder.
fn linked_from(path: &Path, folder: &Path) -> bool {
    match (std::path::absolute(path), std::path::absolute(folder)) {
        (Ok(path), Ok(folder)) => path.starts_with(folder),
        _ => false,
    }
}

/// Makes a key by chance, in a new file that only its owner reads.
///
/// # Errors
/// Something that is there already; a place that cannot be written; a system without chance.
pub fn make_key(path: &Path) -> Result<Key, BadKeyFile> {
    let mut bytes = [0; KEY_BYTES];
    let filled = SysRng.try_fill_bytes(&mut bytes);
    filled.map_err(|error| BadKeyFile::Unwritable(io::Error::other(error.to_string())))?;
    let key = Key::new(bytes);
    let mut file = new_file(path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => BadKeyFile::Exists,
        _ => BadKeyFile::Unwritable(error),
    })?;
    let written = file.write_all(key.text().as_bytes()).and_then(|()| file.sync_all());
    written.map_err(|error| {
        // Half a key is none; nothing can be done about a file that will not go.
        let _ = fs::remove_file(path);
        BadKeyFile::Unwritable(error)
    })?;
    Ok(key)
}

#[cfg(unix)]
fn new_file(path: &Path) -> io::Result<fs::File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

#[cfg(not(unix))]
fn new_file(path: &Path) -> io::Result<fs::File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}
