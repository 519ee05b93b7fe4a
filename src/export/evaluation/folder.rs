//! The folder of a report: written whole beside its place and put there at the end, in place of the report
//! before.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::export::pack::{PackFile, Taken};

/// By this an earlier report is known.
const PAGE: &str = "report.html";
const MADE_BY: &str = "<meta name=\"generator\" content=\"bhlp";

/// Writes a report where nothing is, or where an earlier report is.
///
/// # Errors
/// A folder that holds something else; a place that cannot be written. Then what was there is there still.
pub fn write(place: &Path, files: &[PackFile]) -> Result<(), Taken> {
    let there = taken(place)?;
    let beside = Beside::of(place, "part")?;
    fs::create_dir_all(beside.0.parent().unwrap_or(Path::new("")))?;
    fs::create_dir(&beside.0)?;
    for file in files {
        let path = beside.0.join(&file.name);
        fs::create_dir_all(path.parent().unwrap_or(&beside.0))?;
        let mut out = File::create_new(&path)?;
        out.write_all(&file.bytes)?;
        out.sync_all()?;
    }
    if !there {
        return Ok(fs::rename(&beside.0, place)?);
    }
    let before = Beside::of(place, "before")?;
    fs::rename(place, &before.0)?;
    fs::rename(&beside.0, place).inspect_err(|_| {
        // Back as it was; where even that fails, the folder before is still beside its place.
        let _ = fs::rename(&before.0, place);
    })?;
    Ok(())
}

/// Whether a folder is there that may be written anew.
fn taken(place: &Path) -> Result<bool, Taken> {
    match fs::read_dir(place) {
        Ok(mut entries) => match (entries.next(), fs::read_to_string(place.join(PAGE))) {
            (None, _) => Ok(true),
            (_, Ok(page)) if page.contains(MADE_BY) => Ok(true),
            _ => Err(Taken::NotEmpty),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Err(Taken::NotEmpty),
        Err(error) => Err(error.into()),
    }
}

/// A folder beside another, gone when it is no longer needed.
struct Beside(PathBuf);

impl Beside {
    fn of(place: &Path, word: &str) -> io::Result<Self> {
        let name = place.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy();
        Ok(Self(place.with_file_name(format!(".{name}.{word}-{}", std::process::id()))))
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        // Gone already when it was moved; nothing can be done about a folder that will not go.
        let _ = fs::remove_dir_all(&self.0);
    }
}
