//! A workbook before any of it is read: whether it is one, and whether it may be.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use calamine::{Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use zip::ZipArchive;

use file::BadFile;

/// A workbook that may be read.
pub(in super::super) type Workbook = Xlsx<BufReader<File>>;

/// The most that all parts of a workbook are unpacked, and the most of what is kept in memory of it.
const MOST_BYTES: u64 = 3_000_000_000;
const MOST_KEPT: u64 = 300_000_000;

/// Above this, a part that is so many times as large as it is packed is no sheet of anybody's.
const LARGE: u64 = 20_000_000;
const MOST_TIMES: u64 = 300;

/// What the first bytes of a file say it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Begins {
    /// A workbook of today, or an archive.
    Packed,
    /// A workbook of old, or an encrypted one.
    Compound,
    /// Anything else.
    Otherwise,
}

impl Begins {
    /// Looks at a file. What cannot be read is told when it is.
    pub fn of(path: &Path) -> Self {
        let mut bytes = [0; 8];
        let is_file = path.metadata().is_ok_and(|found| found.is_file());
        let read = is_file && File::open(path).and_then(|mut file| file.read_exact(&mut bytes)).is_ok();
        match bytes {
            [b'P', b'K', 3, 4, ..] if read => Self::Packed,
            [0xd0, 0xcf, 0x11, 0xe0, ..] if read => Self::Compound,
            _ => Self::Otherwise,
        }
    }
}

/// A workbook that was opened.
pub(in super::super) struct Opened {
    pub workbook: Workbook,
    pub sheets: Vec<SheetSeen>,
    /// Whether cells of a sheet are merged.
    pub merged: bool,
}

/// A sheet of a workbook.
#[derive(Clone, Debug)]
pub(in super::super) struct SheetSeen {
    pub name: String,
    pub hidden: bool,
}

/// Opens a workbook of today's kind.
///
/// # Errors
/// `FILE_IS_ARCHIVE`, `WORKBOOK_BROKEN`, `WORKBOOK_ENCRYPTED`, `WORKBOOK_HAS_MACROS`, `WORKBOOK_OTHER`,
/// `WORKBOOK_TOO_LARGE`, `FILE_UNREADABLE`.
pub(in super::super) fn open(path: &Path) -> Result<Opened, BadFile> {
    let name = path.display().to_string();
    let unreadable = |error: io::Error| {
        BadFile::new(&name, "FILE_UNREADABLE", format!("it cannot be read to its end: {error}"), None)
    };
    let mut file = BufReader::new(File::open(path).map_err(unreadable)?);
    if Begins::of(path) == Begins::Compound {
        return Err(compound(&mut file, &name).map_err(unreadable)?);
    }
    let mut archive = ZipArchive::new(file).map_err(|error| broken(&name, &error))?;
    let parts: Vec<String> = archive.file_names().flatten().map(|part| part.into_owned()).collect();
    is_workbook(&parts, &name)?;
    let merged = unpack(&mut archive, &name)?;
    let mut file = archive.into_inner();
    file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    let workbook = Xlsx::new(file).map_err(|error| match error {
        XlsxError::Password => encrypted(&name),
        error => broken(&name, &error),
    })?;
    let sheets = workbook.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let seen = |sheet: &calamine::Sheet| SheetSeen {
        name: sheet.name.clone(),
        hidden: sheet.visible != SheetVisible::Visible,
    };
    let sheets = sheets.map(seen).collect();
    Ok(Opened { workbook, sheets, merged })
}

/// Says that a workbook cannot be read as one.
pub(super) fn broken(name: &str, error: &dyn std::fmt::Display) -> BadFile {
    let message = format!("it is a workbook that is broken: {}", domain::excerpt(&error.to_string(), 100));
    let hint = "open it in a spreadsheet, and save it again as .xlsx";
    BadFile::new(name, "WORKBOOK_BROKEN", message, Some(hint))
}

fn encrypted(name: &str) -> BadFile {
    let hint = "open it with its password, and save it without one, or the sheets as CSV";
    BadFile::new(name, "WORKBOOK_ENCRYPTED", "it is a workbook with a password", Some(hint))
}

fn other(name: &str, what: &str) -> BadFile {
    BadFile::new(
        name,
        "WORKBOOK_OTHER",
        format!("it is {what}"),
        Some("save it as .xlsx, or its sheets as CSV"),
    )
}

/// Says what a compound file is: what is in it stands there by name, in UTF-16.
fn compound(file: &mut impl Read, name: &str) -> io::Result<BadFile> {
    const LOOKED_AT: u64 = 50_000_000;
    let mut bytes = Vec::new();
    file.take(LOOKED_AT).read_to_end(&mut bytes)?;
    let has = |word: &str| {
        let wanted: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wanted.len()).any(|found| found == wanted)
    };
    Ok(if has("EncryptedPackage") { encrypted(name) } else { other(name, "an old workbook (.xls)") })
}

/// Tells by the names of its parts whether an archive is a workbook.
fn is_workbook(parts: &[String], name: &str) -> Result<(), BadFile> {
    let has = |part: &str| parts.iter().any(|found| found.eq_ignore_ascii_case(part));
    if parts.iter().any(|part| part.to_ascii_lowercase().ends_with("vbaproject.bin")) {
        let hint = "save it as .xlsx, which has none";
        return Err(BadFile::new(name, "WORKBOOK_HAS_MACROS", "it is a workbook with macros", Some(hint)));
    }
    if has("xl/workbook.xml") {
        return Ok(());
    }
    if has("xl/workbook.bin") {
        return Err(other(name, "a binary workbook (.xlsb)"));
    }
    if has("mimetype") && has("content.xml") {
        return Err(other(name, "an OpenDocument (.ods)"));
    }
    let first: Vec<&str> = parts.iter().take(5).map(String::as_str).collect();
    let message = format!("it is an archive ({}), and no file of rows", first.join(", "));
    let hint = "unpack it first; the folder is imported whole: bhlp import FOLDER";
    Err(BadFile::new(name, "FILE_IS_ARCHIVE", domain::excerpt(&message, 200), Some(hint)))
}

/// Unpacks every part that is read later, and keeps none of it: what a part says of its size is no proof.
/// Tells whether cells of a sheet are merged.
fn unpack(archive: &mut ZipArchive<BufReader<File>>, name: &str) -> Result<bool, BadFile> {
    let too_large = |part: &str| {
        let message = format!("its part `{part}` is larger unpacked than any register is");
        let hint = "leave out of the workbook what is no register, or save the sheets as CSV";
        BadFile::new(name, "WORKBOOK_TOO_LARGE", message, Some(hint))
    };
    let (mut all, mut merged) = (0, false);
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(_) => encrypted(name),
            error => broken(name, &error),
        })?;
        let called = domain::excerpt(&part.name().map_err(|error| broken(name, &error))?, 60);
        if !called.ends_with(".xml") && !called.ends_with(".rels") {
            continue;
        }
        let is_sheet = called.to_ascii_lowercase().starts_with("xl/worksheets/");
        let packed = part.compressed_size();
        let most = if is_sheet { MOST_BYTES } else { MOST_KEPT };
        let most = most.min(LARGE.max(packed.saturating_mul(MOST_TIMES)));
        let mut tail = Tail(Vec::new());
        let unpacked = io::copy(&mut part.take(most + 1), &mut tail).map_err(|error| broken(name, &error))?;
        merged |= is_sheet && tail.has(b"<mergeCell ");
        all += unpacked;
        if unpacked > most || all > MOST_BYTES {
            return Err(too_large(&called));
        }
    }
    Ok(merged)
}

/// The end of a part, where a sheet says which of its cells are merged.
struct Tail(Vec<u8>);

impl Tail {
    fn has(&self, wanted: &[u8]) -> bool {
        self.0.windows(wanted.len()).any(|found| found == wanted)
    }
}

impl io::Write for Tail {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        const KEPT: usize = 1 << 20;
        if self.0.len() > 2 * KEPT {
            self.0.drain(..self.0.len() - KEPT);
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
