//! A folder written whole beside its place and put there at the end, in place of what was there before.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::pack::PackFile;

/// Puts a folder with these files in its place. What fails leaves what was there.
///
/// # Errors
/// A place that cannot be written.
pub(super) fn put(place: &Path, files: &[PackFile]) -> io::Result<()> {
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
    if !place.is_dir() {
        return fs::rename(&beside.0, place);
    }
    let before = Beside::of(place, "before")?;
    fs::rename(place, &before.0)?;
    fs::rename(&beside.0, place).inspect_err(|_| {
        // Back as it was; where even that fails, the folder before is still beside its place.
        let _ = fs::rename(&before.0, place);
    })
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
