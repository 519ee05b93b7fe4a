//! Rows of a file of text: comma-separated values as spreadsheets save them.

use std::fs;
use std::io::{self, Cursor, Read};
use std::rc::Rc;

use super::Row;
use super::look::{Look, look};
use file::text::{Decoded, decode};
use file::{BadFile, Source};

/// What to do about a file whose letters cannot be read.
const SAVE_AS_UTF8: &str = "save it from the spreadsheet as \"CSV UTF-8 (comma delimited)\"";

/// Rows being read.
pub(in super::super) struct RowsOfText {
    name: String,
    text: Text,
    reader: csv::Reader<Box<dyn Read>>,
    pub delimiter: u8,
    /// How many lines before the row to be read are none of the spreadsheet's rows: those inside cells, and
    /// the one that only names the separator.
    more_lines: u64,
    /// Whether letters may have been lost in it.
    pub doubtful: bool,
    /// What was put right in it.
    pub told: Vec<String>,
}

/// Where the text is.
enum Text {
    /// As it stands on the disk.
    File(Source, Look),
    /// Put right, in memory.
    Memory(Rc<str>),
}

impl Text {
    fn open(&self) -> Result<Box<dyn Read>, BadFile> {
        Ok(match self {
            Self::File(source, look) => Box::new(source.open()?.take(look.length)),
            Self::Memory(text) => Box::new(Cursor::new(Bytes(Rc::clone(text)))),
        })
    }
}

struct Bytes(Rc<str>);

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl RowsOfText {
    /// Opens a file.
    pub fn open(source: &Source) -> Result<Self, BadFile> {
        let name = source.name();
        let unreadable = |error: io::Error| broken(&name, &error);
        // What is no plain file can be read once only.
        let is_file = match source {
            Source::Path(path) => fs::metadata(path).is_ok_and(|found| found.is_file()),
            _ => true,
        };
        let mut told = Vec::new();
        let seen = if is_file { Some(look(source.open()?).map_err(unreadable)?) } else { None };
        let (text, doubtful) = match seen.filter(|seen| seen.plain) {
            Some(look) => (Text::File(source.clone(), look), look.doubtful),
            None => {
                let mut bytes = Vec::new();
                source.open()?.read_to_end(&mut bytes).map_err(unreadable)?;
                (Text::Memory(put_right(&bytes, &name, &mut told)?), true)
            }
        };
        Self::begin(name, text, doubtful, told)
    }

    /// Begins again from the first row.
    pub fn again(self) -> Result<Self, BadFile> {
        Self::begin(self.name, self.text, self.doubtful, self.told)
    }

    fn begin(name: String, text: Text, doubtful: bool, told: Vec<String>) -> Result<Self, BadFile> {
        let unreadable = |error: io::Error| broken(&name, &error);
        let mut file = text.open()?;
        let mut first = Vec::new();
        (&mut file).take(64).read_to_end(&mut first).map_err(unreadable)?;
        let said = separator(&first);
        let (delimiter, from) = said.unwrap_or((b',', 0));
        let rest = first.split_off(from.min(first.len()));
        // Each row ends, also the last one of a file that breaks off: then lines are counted rightly.
        let file: Box<dyn Read> = Box::new(Cursor::new(rest).chain(file).chain(&b"\n"[..]));
        // Lines end in LF; a CR before it is trimmed with the value.
        let reader = csv::ReaderBuilder::new()
            .terminator(csv::Terminator::Any(b'\n'))
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(1 << 16)
            .from_reader(file);
        Ok(Self { name, text, reader, delimiter, more_lines: 0, doubtful, told })
    }

    /// Reads the next row; tells whether there is one.
    pub fn next(&mut self, row: &mut Row) -> Result<bool, BadFile> {
        let before = self.reader.position().line();
        match self.reader.read_record(&mut row.cells) {
            Ok(true) => {}
            Ok(false) => return Ok(false),
            Err(error) => return Err(broken(&self.name, &error)),
        }
        let after = self.reader.position().line();
        // Between the two lines are those inside its cells, and empty ones before it.
        let breaks = match after - before {
            1 => 0,
            _ => row.cells.as_slice().bytes().filter(|byte| *byte == b'\n').count(),
        };
        row.broken = breaks > 0;
        let breaks = u64::try_from(breaks).unwrap_or(0);
        // What ends without an end of its line ends with the file, inside a quote.
        row.unclosed = row.broken && after - before == breaks;
        self.more_lines += breaks;
        // The line after it; of a row that never ends the last one.
        let ends = if row.unclosed { after } else { after - 1 };
        row.number = ends.saturating_sub(self.more_lines).max(1);
        Ok(true)
    }

    /// Returns how many bytes of the file have been read.
    pub fn bytes_read(&self) -> u64 {
        self.reader.position().byte()
    }
}

fn broken(name: &str, error: &dyn std::fmt::Display) -> BadFile {
    BadFile::new(name, "FILE_UNREADABLE", format!("it cannot be read to its end: {error}"), None)
}

/// Decodes a file that is no UTF-8 as it stands, and ends its lines in line feeds.
fn put_right(bytes: &[u8], name: &str, told: &mut Vec<String>) -> Result<Rc<str>, BadFile> {
    let Decoded { text, told: spoilt, windows } = decode(bytes).map_err(|bad| bad.of(name, SAVE_AS_UTF8))?;
    if windows {
        told.push("its letters are read as those of Windows (Windows-1252)".into());
    }
    told.extend(spoilt);
    Ok(match text.contains('\n') {
        true => text.into(),
        false => text.replace('\r', "\n").into(),
    })
}

/// What a first line `sep=;` says, and how many bytes it has.
fn separator(first: &[u8]) -> Option<(u8, usize)> {
    let text = String::from_utf8_lossy(first);
    let line = text.split_inclusive('\n').next()?;
    let bare = line.trim_start_matches('\u{feff}').trim_start_matches('"');
    let said = bare.get(..4).filter(|said| said.eq_ignore_ascii_case("sep="))?;
    let mark = *bare.as_bytes().get(said.len())?;
    matches!(mark, b',' | b';' | b'\t' | b'|').then_some((mark, line.len()))
}
