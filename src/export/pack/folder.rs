//! A folder that is there whole or not at all: written beside its place, and moved there at the end.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::PackFile;

/// A folder being written.
#[derive(Debug)]
pub struct NewFolder {
    place: PathBuf,
    beside: PathBuf,
    /// Whether what is there gives way.
    replaces: bool,
}

/// Why a folder cannot be made there.
#[derive(Debug)]
pub enum Taken {
    /// Something is there already, and is not an empty folder.
    NotEmpty,
    /// The place cannot be written.
    Io(io::Error),
}

impl From<io::Error> for Taken {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl NewFolder {
    /// Begins a folder.
    ///
    /// # Errors
    /// A place that is taken, or cannot be written.
    pub fn begin(place: &Path) -> Result<Self, Taken> {
        match fs::read_dir(place) {
            Ok(entries) => {
                if entries.count() > 0 {
                    return Err(Taken::NotEmpty);
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => return Err(Taken::NotEmpty),
            Err(error) => return Err(error.into()),
        }
        let beside = beside(place, "part")?;
        fs::create_dir(&beside)?;
        Ok(Self { place: place.to_owned(), beside, replaces: false })
    }

    /// Begins a folder that takes the place of another, which is there until the new one is whole. The
    /// caller knows that nothing in it is missed.
    ///
    /// # Errors
    /// A place that cannot be written.
    pub fn in_place_of(place: &Path) -> Result<Self, Taken> {
        let beside = beside(place, "part")?;
        fs::create_dir(&beside)?;
        Ok(Self { place: place.to_owned(), beside, replaces: true })
    }

    /// Finds folders that other exports to the same place began: one that runs still, or was stopped.
    pub fn left_over(&self) -> Vec<PathBuf> {
        let own = self.beside.file_name().unwrap_or_default().to_string_lossy();
        let Some((stem, _)) = own.rsplit_once('-') else { return Vec::new() };
        let around = self.beside.parent().filter(|parent| !parent.as_os_str().is_empty());
        let Ok(entries) = fs::read_dir(around.unwrap_or(Path::new("."))) else { return Vec::new() };
        let theirs = |name: &str| {
            let number = name.strip_prefix(stem).and_then(|rest| rest.strip_prefix('-'));
            *name != *own && number.is_some_and(|number| number.parse::<u32>().is_ok())
        };
        let found = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
        let mut found: Vec<PathBuf> =
            found.filter(|name| theirs(name)).map(|name| self.beside.with_file_name(name)).collect();
        found.sort();
        found
    }

    /// Writes the files and moves the folder to its place.
    ///
    /// # Errors
    /// A full disk, or a place that was taken meanwhile; then nothing is left behind.
    pub fn finish(self, files: &[PackFile]) -> io::Result<()> {
        for file in files {
            let path = self.beside.join(&file.name);
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            let mut out = File::create_new(&path)?;
            out.write_all(&file.bytes)?;
            out.sync_all()?;
        }
        if self.replaces {
            let old =
                beside(&self.place, "old").map_err(|_| io::Error::from(io::ErrorKind::NotADirectory))?;
            fs::rename(&self.place, &old)?;
            if let Err(error) = fs::rename(&self.beside, &self.place) {
                fs::rename(&old, &self.place)?;
                return Err(error);
            }
            fs::remove_dir_all(&old)?;
        } else {
            if self.place.is_dir() {
                fs::remove_dir(&self.place)?;
            }
            fs::rename(&self.beside, &self.place)?;
        }
        // That the name lasts too; not every system can do it for a folder.
        if let Some(parent) = self.place.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            let _ = File::open(parent).and_then(|folder| folder.sync_all());
        }
        Ok(())
    }
}

/// A place beside another, for the time being.
fn beside(place: &Path, what: &str) -> Result<PathBuf, Taken> {
    let name = place.file_name().ok_or(Taken::NotEmpty)?.to_string_lossy();
    Ok(place.with_file_name(format!(".{name}.{what}-{}", std::process::id())))
}

impl Drop for NewFolder {
    fn drop(&mut self) {
        // Gone already when it was moved; nothing can be done about a folder that will not go.
        let _ = fs::remove_dir_all(&self.beside);
    }
}
