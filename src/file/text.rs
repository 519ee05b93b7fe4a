//! The bytes of a file as text: UTF-8, UTF-16, or Windows-1252, and never a mixture.

use std::borrow::Cow;
use std::fmt;

use super::BadFile;

/// What Windows-1252 has in the places of 0x80 to 0x9F; the five that have no letter are control characters.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// What has no width, and no meaning in a file of rows.
pub const UNSEEN: [char; 5] = ['\u{200b}', '\u{200e}', '\u{200f}', '\u{2060}', '\u{feff}'];

/// A file's text, and what of it was put right.
#[derive(Debug)]
pub struct Decoded<'a> {
    pub text: Cow<'a, str>,
    pub told: Option<String>,
    /// Whether its letters are those of Windows-1252: no byte of that says so itself.
    pub windows: bool,
}

/// Why a file is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotText {
    /// There is nothing in it.
    Empty,
    /// It is something else, which its first bytes tell.
    Binary {
        what: &'static str,
        /// What to do, where whoever it is of does not know better.
        instead: Option<&'static str>,
    },
    /// It says that it is UTF-16, and is not.
    BrokenUtf16,
    /// A line has a letter of UTF-8, and another one of Windows-1252.
    Mixed { good: usize, stray: usize },
}

impl NotText {
    /// Says it of a file. `again` is how a good one is to be had, which only its reader knows.
    pub fn of(self, name: &str, again: &str) -> BadFile {
        let (code, hint) = match self {
            Self::Empty => ("FILE_EMPTY", again),
            Self::Binary { instead, .. } => ("FILE_NOT_TEXT", instead.unwrap_or(again)),
            Self::BrokenUtf16 => ("FILE_NOT_TEXT", again),
            Self::Mixed { .. } => (
                "FILE_MIXED_ENCODING",
                "save it once more as UTF-8, and see that the letters on those lines are right",
            ),
        };
        BadFile::new(name, code, self.to_string(), Some(hint))
    }
}

impl fmt::Display for NotText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "there is nothing in it"),
            Self::Binary { what, .. } => write!(f, "it is {what}, not text"),
            Self::BrokenUtf16 => write!(f, "it says that it is UTF-16, and is not"),
            Self::Mixed { good, stray } => write!(
                f,
                "it has letters in two encodings: line {good} has one of UTF-8, line {stray} has one of Windows-1252"
            ),
        }
    }
}

/// Decodes a file.
///
/// # Errors
/// Why it is no text.
pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, NotText> {
    let (text, windows) = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => from_8_bits(rest)?,
        [0xff, 0xfe, rest @ ..] => from_16_bits(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => from_16_bits(rest, u16::from_be_bytes)?,
        _ if noughts(bytes, 1) => from_16_bits(bytes, u16::from_le_bytes)?,
        _ if noughts(bytes, 0) => from_16_bits(bytes, u16::from_be_bytes)?,
        _ => from_8_bits(bytes)?,
    };
    // DOS ends a text with a mark of its own.
    let text = match text.contains(UNSEEN) || text.ends_with('\u{1a}') {
        true => Cow::Owned(text.trim_end_matches('\u{1a}').replace(UNSEEN, "")),
        false => text,
    };
    if text.trim().is_empty() {
        return Err(NotText::Empty);
    }
    Ok(Decoded { windows, ..as_meant(text) })
}

/// Tells whether a text is UTF-16, as its mark or its first bytes say.
pub fn is_16_bits(bytes: &[u8]) -> bool {
    matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) || noughts(bytes, 1) || noughts(bytes, 0)
}

/// Tells whether a text is UTF-16 without the mark that says so: every second byte is nought.
fn noughts(bytes: &[u8], odd: usize) -> bool {
    const LOOKED_AT: usize = 2_000;
    let (pairs, _) = bytes.as_chunks::<2>();
    let alike = |pair: &&[u8; 2]| pair[odd] == 0 && pair[1 - odd] != 0;
    let looked_at = pairs.len().min(LOOKED_AT);
    let all = pairs.iter().take(looked_at).filter(alike).count();
    looked_at > 3 && all * 10 >= looked_at * 9
}

/// Puts letters right that a program read as Latin-1 where Windows-1252 was meant: U+0092 for an apostrophe.
fn as_meant(text: Cow<'_, str>) -> Decoded<'_> {
    let letter =
        |c: char| u8::try_from(u32::from(c)).ok().filter(|byte| (0x80..=0x9f).contains(byte)).map(windows);
    let is_meant = |c: &char| letter(*c).is_some_and(|letter| letter != *c);
    let count = text.chars().filter(is_meant).count();
    if count == 0 {
        return Decoded { text, told: None, windows: false };
    }
    let letters = if count == 1 { "1 letter".to_owned() } else { format!("{count} letters") };
    let first = text.chars().position(|c| is_meant(&c)).unwrap_or(0);
    let line = 1 + text.chars().take(first).filter(|c| *c == '\n').count();
    let told = format!(
        "{letters} of Windows-1252 that another program had spoilt are put right, the first on line {line}"
    );
    let text = text.chars().map(|c| letter(c).unwrap_or(c)).collect();
    Decoded { text: Cow::Owned(text), told: Some(told), windows: false }
}

fn from_8_bits(bytes: &[u8]) -> Result<(Cow<'_, str>, bool), NotText> {
    if let Some(binary) = known_binary(bytes) {
        return Err(binary);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((Cow::Borrowed(text), false));
    }
    match places(bytes) {
        (None, _) => Ok((Cow::Owned(bytes.iter().copied().map(windows).collect()), true)),
        (Some(good), stray) => Err(NotText::Mixed { good, stray }),
    }
}

/// What the first bytes of files are that people take for text.
fn known_binary(bytes: &[u8]) -> Option<NotText> {
    let (what, instead) = match bytes {
        [b'P', b'K', 3, 4, ..] => {
            ("a workbook or an archive", Some("save the workbook as CSV, or unpack the archive"))
        }
        [0xd0, 0xcf, 0x11, 0xe0, ..] => ("an old Excel workbook", Some("save it as CSV")),
        [b'%', b'P', b'D', b'F', ..] => ("a PDF", None),
        [0x1f, 0x8b, ..] => ("a compressed file", Some("unpack it first")),
        _ if bytes.contains(&0) => ("bytes that are no letters", None),
        _ => return None,
    };
    Some(NotText::Binary { what, instead })
}

/// The lines with the first letter of UTF-8 beyond ASCII, if there is one, and with the first stray byte.
fn places(bytes: &[u8]) -> (Option<usize>, usize) {
    let (mut line, mut good, mut stray) = (1, None, None);
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            if !c.is_ascii() {
                good = good.or(Some(line));
            }
            line += usize::from(c == '\n');
        }
        if !chunk.invalid().is_empty() {
            stray = stray.or(Some(line));
        }
    }
    (good, stray.unwrap_or(line))
}

/// The byte that a letter has in Windows-1252.
pub fn windows_byte(letter: char) -> Option<u8> {
    let code = u8::try_from(u32::from(letter)).ok().filter(|byte| !(0x80..=0x9f).contains(byte));
    code.or_else(|| (0x80..=0x9f).find(|byte| windows(*byte) == letter))
}

fn windows(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

fn from_16_bits(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<(Cow<'_, str>, bool), NotText> {
    let (pairs, []) = bytes.as_chunks::<2>() else { return Err(NotText::BrokenUtf16) };
    let units: Vec<u16> = pairs.iter().copied().map(unit).collect();
    let text = String::from_utf16(&units).map_err(|_| NotText::BrokenUtf16)?;
    Ok((Cow::Owned(text), false))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(bytes: &[u8]) -> (&'static str, String) {
        let bad = decode(bytes).map(|_| ()).expect_err("it is no text").of("f", "again");
        (bad.code, bad.message)
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let utf16 = |bytes: fn(u16) -> [u8; 2], mark: [u8; 2]| {
            let letters = "Zoë £5 €2".encode_utf16().flat_map(bytes);
            mark.into_iter().chain(letters).collect::<Vec<u8>>()
        };
        let files: [&[u8]; 5] = [
            "Zoë £5 €2".as_bytes(),
            "\u{feff}Zoë £5 €2".as_bytes(),
            &utf16(u16::to_le_bytes, [0xff, 0xfe]),
            &utf16(u16::to_be_bytes, [0xfe, 0xff]),
            b"Zo\xeb \xa35 \x802",
        ];
        for file in files {
            assert_eq!(decode(file).unwrap().text, "Zoë £5 €2", "{file:x?}");
        }
    }

    #[test]
    fn letters_that_were_spoilt_are_put_right_and_told() {
        let decoded = decode("a\nTILLY\u{92}S \u{96} Zoë".as_bytes()).unwrap();
        assert_eq!(decoded.text, "a\nTILLY’S – Zoë");
        let told =
            "2 letters of Windows-1252 that another program had spoilt are put right, the first on line 2";
        assert_eq!(decoded.told.as_deref(), Some(told));
        let unmarked: Vec<u8> = "a,b;5,00\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&unmarked).unwrap().text, "a,b;5,00\n");
    }

    #[test]
    fn a_mixture_is_told_with_both_lines() {
        let (code, message) = code(b"a\n\xc3\xa9\nb\n\xa35\n\xa36");
        assert_eq!(code, "FILE_MIXED_ENCODING");
        assert!(message.contains("line 2 ") && message.contains("line 4 "), "{message}");
    }

    #[test]
    fn what_is_no_text_is_told_for_what_it_is() {
        let files: [(&[u8], &str); 6] = [
            (b"", "FILE_EMPTY"),
            (b"\xef\xbb\xbf \r\n", "FILE_EMPTY"),
            (b"PK\x03\x04...", "FILE_NOT_TEXT"),
            (b"%PDF-1.4", "FILE_NOT_TEXT"),
            (b"a\0b\0", "FILE_NOT_TEXT"),
            (b"\xff\xfea\0b", "FILE_NOT_TEXT"),
        ];
        for (file, wanted) in files {
            assert_eq!(code(file).0, wanted, "{file:x?}");
        }
    }
}
