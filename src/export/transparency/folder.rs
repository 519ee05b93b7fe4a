//! The folder of a publication, which takes the place of the one before; the decisions in that are kept.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::{BadReview, Decided};
use crate::package::{NamedFile, NewFolder, PlaceTaken, stands_at};

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

impl FolderError {
    /// Returns the stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Other(_) => "PUBLICATION_FOLDER_OTHER",
            Self::Review(_) => "REVIEW_INVALID",
            Self::Io(_) => "OUTPUT_UNWRITABLE",
        }
    }

    /// Returns what to do next.
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Other(_) => "name a new folder for each quarter: --to DIR",
            Self::Review(BadReview::Saved(_)) => {
                "save it again as CSV UTF-8 with commas; in LibreOffice: Edit filter settings"
            }
            Self::Review(_) => "put it right, or move the folder away and begin from a new one",
            Self::Io(_) => "check the disk and the permissions of where it goes",
        }
    }
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
        let is_ours = || {
            let readme = fs::read_to_string(place.join("README.txt"));
            readme.is_ok_and(|readme| readme.lines().next() == Some(title))
        };
        match stands_at(place, is_ours) {
            Ok(there) => Ok(Self { place: place.to_owned(), there }),
            Err(PlaceTaken::NotEmpty) => Err(FolderError::Other(place.to_owned())),
            Err(PlaceTaken::Io(error)) => Err(error.into()),
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
        match NewFolder::in_place_of(&self.place) {
            Ok(folder) => folder.finish(files),
            Err(PlaceTaken::NotEmpty) => Err(io::ErrorKind::InvalidInput.into()),
            Err(PlaceTaken::Io(error)) => Err(error),
        }
    }
}
