//! A folder that is there whole or not at all: written beside its place, and put there at the end, perhaps in
//! place of one before.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::named_file::NamedFile;

/// Why a folder cannot be made there.
#[derive(Debug, Error)]
pub enum PlaceTaken {
    /// Something is there already that does not give way.
    #[error("something is there already")]
    NotEmpty,
    /// The place cannot be written.
    #[error("it cannot be made: {0}")]
    Io(#[from] io::Error),
}

impl PlaceTaken {
    /// Returns the stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotEmpty => "FOLDER_NOT_EMPTY",
            Self::Io(_) => "FOLDER_UNWRITABLE",
        }
    }

    /// Returns what to do next.
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::NotEmpty => "name a folder that is not there yet: --to DIR",
            Self::Io(_) => "check the folder it is to stand in, and its permissions",
        }
    }
}

/// Tells whether one of ours stands at a place: `false` where nothing does, or an empty folder.
///
/// # Errors
/// A place where something else is, or that cannot be read.
pub(crate) fn stands_at(place: &Path, is_ours: impl FnOnce() -> bool) -> Result<bool, PlaceTaken> {
    match fs::read_dir(place) {
        Ok(mut entries) => match entries.next() {
            None => Ok(false),
            Some(_) if is_ours() => Ok(true),
            Some(_) => Err(PlaceTaken::NotEmpty),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Err(PlaceTaken::NotEmpty),
        Err(error) => Err(error.into()),
    }
}

/// A folder being written.
#[derive(Debug)]
pub struct NewFolder {
    place: PathBuf,
    beside: SiblingDir,
    /// Whether what is there gives way.
    replaces: bool,
}

impl NewFolder {
    /// Begins a folder where nothing is.
    ///
    /// # Errors
    /// A place that is taken, or cannot be written.
    pub fn begin(place: &Path) -> Result<Self, PlaceTaken> {
        stands_at(place, || false)?;
        Self::new(place, false)
    }

    /// Begins a folder that takes the place of another, where there is one, which is there until the new one
    /// is whole. The caller knows that nothing in it is missed.
    ///
    /// # Errors
    /// A place that cannot be written.
    pub fn in_place_of(place: &Path) -> Result<Self, PlaceTaken> {
        fs::create_dir_all(place.parent().unwrap_or(Path::new("")))?;
        Self::new(place, true)
    }

    fn new(place: &Path, replaces: bool) -> Result<Self, PlaceTaken> {
        let beside = SiblingDir::of(place, "part").ok_or(PlaceTaken::NotEmpty)?;
        fs::create_dir(&beside.0)?;
        Ok(Self { place: place.to_owned(), beside, replaces })
    }

    /// Finds folders that other exports to the same place began: one that runs still, or was stopped.
    pub fn left_over(&self) -> Vec<PathBuf> {
        let beside = &self.beside.0;
        let own = beside.file_name().unwrap_or_default().to_string_lossy();
        let Some((stem, _)) = own.rsplit_once('-') else { return Vec::new() };
        let around = beside.parent().filter(|parent| !parent.as_os_str().is_empty());
        let Ok(entries) = fs::read_dir(around.unwrap_or(Path::new("."))) else { return Vec::new() };
        let theirs = |name: &str| {
            let number = name.strip_prefix(stem).and_then(|rest| rest.strip_prefix('-'));
            *name != *own && number.is_some_and(|number| number.parse::<u32>().is_ok())
        };
        let found = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
        let mut found: Vec<PathBuf> =
            found.filter(|name| theirs(name)).map(|name| beside.with_file_name(name)).collect();
        found.sort();
        found
    }

    /// Writes the files and moves the folder to its place.
    ///
    /// # Errors
    /// A full disk, or a place that was taken meanwhile; what was there is there still, and nothing else is.
    pub fn finish(self, files: &[NamedFile]) -> io::Result<()> {
        let (beside, place) = (&self.beside.0, &self.place);
        for file in files {
            let path = beside.join(&file.name);
            fs::create_dir_all(path.parent().unwrap_or(beside))?;
            let mut out = File::create_new(&path)?;
            out.write_all(&file.bytes)?;
            out.sync_all()?;
        }
        if !place.is_dir() {
            fs::rename(beside, place)?;
        } else if self.replaces {
            let before = SiblingDir::of(place, "before").ok_or(io::ErrorKind::InvalidInput)?;
            fs::rename(place, &before.0)?;
            fs::rename(beside, place).inspect_err(|_| {
                // Back as it was; where even that fails, the folder before is still beside its place.
                let _ = fs::rename(&before.0, place);
            })?;
        } else {
            fs::remove_dir(place)?;
            fs::rename(beside, place)?;
        }
        // That the name lasts too; not every system can do it for a folder.
        if let Some(parent) = place.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            let _ = File::open(parent).and_then(|folder| folder.sync_all());
        }
        Ok(())
    }
}

/// A folder beside another, gone when it is no longer needed.
#[derive(Debug)]
struct SiblingDir(PathBuf);

impl SiblingDir {
    fn of(place: &Path, word: &str) -> Option<Self> {
        let name = place.file_name()?.to_string_lossy();
        Some(Self(place.with_file_name(format!(".{name}.{word}-{}", std::process::id()))))
    }
}

impl Drop for SiblingDir {
    fn drop(&mut self) {
        // Gone already when it was moved; nothing can be done about a folder that will not go.
        let _ = fs::remove_dir_all(&self.0);
    }
}
