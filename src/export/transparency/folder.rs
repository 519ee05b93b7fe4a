//! The folder of a publication: written whole beside its place and put there at the end, in place of the one
//! before, of which the decisions are kept.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::{BadReview, Decided, NamedFile};
use crate::in_place;

/// Why a folder cannot be used.
#[derive(Debug, Error)]
pub enum FolderError {
    /// It holds something else.
    #[error("{} holds something else", .0.display())]
    Other(PathBuf),
    /// Its review cannot be understood.
    #[error(transparent)]
    Review(#[from] BadReview),
    /// It cannot be read or written.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// The folder of a quarter's publication.
#[derive(Debug)]
pub struct Folder {
    place: PathBuf,
    there: bool,
}

impl Folder {
    /// Opens a folder that is not there yet, is empty, or holds the publication of this title.
    ///
    /// # Errors
    /// A folder that holds something else, or cannot be read.
    pub fn open(place: &Path, title: &str) -> Result<Self, FolderError> {
        let place = place.to_owned();
        let other = || FolderError::Other(place.clone());
        match fs::read_dir(&place) {
            Ok(mut entries) => {
                if entries.next().is_none() {
                    return Ok(Self { place, there: false });
                }
                let readme = fs::read_to_string(place.join("README.txt")).map_err(|_| other())?;
                if readme.lines().next() != Some(title) {
                    return Err(other());
                }
                Ok(Self { place, there: true })
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self { place, there: false }),
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => Err(other()),
            Err(error) => Err(error.into()),
        }
    }

    /// Reads what was decided in it.
    ///
    /// # Errors
    /// A review that cannot be read or understood.
    pub fn decided(&self) -> Result<Decided, FolderError> {
        if !self.there {
            return Ok(Decided::default());
        }
        Ok(Decided::read(&fs::read(self.place.join("review.csv"))?)?)
    }

    /// Reads a file of it, where it is there.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn file(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        match fs::read(self.place.join(name)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Writes the files in place of what was there.
    ///
    /// # Errors
    /// A full disk, or a place that cannot be written; what was there is there still.
    pub fn write(&self, files: &[NamedFile]) -> io::Result<()> {
        in_place::put(&self.place, files)
    }
}
