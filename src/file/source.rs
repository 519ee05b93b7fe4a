//! Where a file's text comes from: the disk, or the program itself.

use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

use super::BadFile;

/// Something to read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// A file on the disk.
    Path(PathBuf),
    /// A file that is part of the program.
    Embedded {
        /// Its name, for messages.
        name: &'static str,
        text: &'static str,
    },
    /// A sheet of a workbook on the disk.
    Sheet {
        workbook: PathBuf,
        sheet: String,
        /// How many rows it is likely to have.
        rows: u64,
    },
}

impl Source {
    /// How many bytes of text a row of a sheet stands for, more or less.
    pub const BYTES_OF_ROW: u64 = 100;

    /// Returns the name for messages.
    pub fn name(&self) -> String {
        match self {
            Self::Path(path) => path.display().to_string(),
            Self::Embedded { name, .. } => (*name).to_owned(),
            Self::Sheet { workbook, sheet, .. } => format!("{}, sheet {sheet}", workbook.display()),
        }
    }

    /// Returns its size, for progress; 0 where it cannot be said.
    pub fn bytes(&self) -> u64 {
        match self {
            Self::Path(path) => path.metadata().map_or(0, |file| file.len()),
            Self::Embedded { text, .. } => u64::try_from(text.len()).unwrap_or(0),
            Self::Sheet { rows, .. } => rows * Self::BYTES_OF_ROW,
        }
    }

    /// Opens it.
    ///
    /// # Errors
    /// `FILE_MISSING`, `FILE_UNREADABLE`, `FILE_IS_FOLDER`.
    pub fn open(&self) -> Result<Box<dyn Read>, BadFile> {
        let path = match self {
            Self::Embedded { text, .. } => return Ok(Box::new(text.as_bytes())),
            Self::Path(path) | Self::Sheet { workbook: path, .. } => path,
        };
        let name = self.name();
        let unreadable = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound => BadFile::new(
                &name,
                "FILE_MISSING",
                "there is no such file",
                Some("check its name and folder"),
            ),
            _ => BadFile::new(&name, "FILE_UNREADABLE", format!("it cannot be read: {error}"), None),
        };
        let file = File::open(path).map_err(unreadable)?;
        if file.metadata().map_err(unreadable)?.is_dir() {
            let hint = "name a file; a folder is imported without a kind: bhlp import FOLDER";
            return Err(BadFile::new(&name, "FILE_IS_FOLDER", "it is a folder, not a file", Some(hint)));
        }
        Ok(Box::new(file))
    }

    /// Reads its bytes; `None` where there are more than `most`.
    ///
    /// # Errors
    /// As [`Source::open`].
    pub fn read_up_to(&self, most: u64) -> Result<Option<Vec<u8>>, BadFile> {
        if self.bytes() > most {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        // What is no plain file has no size to ask for, so reading is bounded too.
        self.open()?.take(most + 1).read_to_end(&mut bytes).map_err(|error| {
            let why = format!("it cannot be read to its end: {error}");
            BadFile::new(&self.name(), "FILE_UNREADABLE", why, None)
        })?;
        Ok(Some(bytes).filter(|bytes| u64::try_from(bytes.len()).is_ok_and(|length| length <= most)))
    }

    /// Reads the whole of it as text.
    ///
    /// # Errors
    /// As [`Source::open`], and `FILE_UNREADABLE` for what is not UTF-8.
    pub fn text(&self) -> Result<String, BadFile> {
        let mut bytes = Vec::new();
        let read = self.open()?.read_to_end(&mut bytes);
        let unreadable = |why: String| BadFile::new(&self.name(), "FILE_UNREADABLE", why, None);
        read.map_err(|error| unreadable(format!("it cannot be read: {error}")))?;
        String::from_utf8(bytes).map_err(|error| {
            let place = error.utf8_error().valid_up_to();
            unreadable(format!("it is not UTF-8 text from byte {} on", place + 1))
        })
    }
}
