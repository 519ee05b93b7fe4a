//! The bytes of a statement as text: UTF-8, UTF-16, or Windows-1252, and never a mixture.

use std::borrow::Cow;

use file::BadFile;

/// What Windows-1252 has in the places of 0x80 to 0x9F; the five that have no letter are control characters.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// A file's text, and what of it was put right.
#[derive(Debug)]
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) told: Option<String>,
}

/// Decodes a file.
///
/// # Errors
/// `STATEMENT_EMPTY`, `STATEMENT_NOT_TEXT`, `STATEMENT_MIXED_ENCODING`.
pub(super) fn decode<'a>(bytes: &'a [u8], name: &str) -> Result<Decoded<'a>, BadFile> {
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => from_8_bits(rest, name)?,
        [0xff, 0xfe, rest @ ..] => from_16_bits(rest, name, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => from_16_bits(rest, name, u16::from_be_bytes)?,
        _ if noughts(bytes, 1) => from_16_bits(bytes, name, u16::from_le_bytes)?,
        _ if noughts(bytes, 0) => from_16_bits(bytes, name, u16::from_be_bytes)?,
        _ => from_8_bits(bytes, name)?,
    };
    // What has no width has no meaning here; and DOS ends a text with a mark of its own.
    let unseen = ['\u{200b}', '\u{200e}', '\u{200f}', '\u{2060}', '\u{feff}'];
    let text = match text.contains(unseen) || text.ends_with('\u{1a}') {
        true => Cow::Owned(text.trim_end_matches('\u{1a}').replace(unseen, "")),
        false => text,
    };
    if text.trim().is_empty() {
        let hint = "ask the bank for it again";
        return Err(BadFile::new(name, "STATEMENT_EMPTY", "there is nothing in it", Some(hint)));
    }
    Ok(as_meant(text))
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
        return Decoded { text, told: None };
    }
    let letters = if count == 1 { "1 letter".to_owned() } else { format!("{count} letters") };
    let first = text.chars().position(|c| is_meant(&c)).unwrap_or(0);
    let line = 1 + text.chars().take(first).filter(|c| *c == '\n').count();
    let told = format!(
        "{letters} of Windows-1252 that another program had spoilt are put right, the first on line {line}"
    );
    let text = text.chars().map(|c| letter(c).unwrap_or(c)).collect();
    Decoded { text: Cow::Owned(text), told: Some(told) }
}

fn from_8_bits<'a>(bytes: &'a [u8], name: &str) -> Result<Cow<'a, str>, BadFile> {
    if let Some((what, hint)) = known_binary(bytes) {
        let message = format!("it is {what}, not a statement as text");
        return Err(BadFile::new(name, "STATEMENT_NOT_TEXT", message, Some(hint)));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Cow::Borrowed(text));
    }
    let (good, stray) = places(bytes);
    match good {
        None => Ok(Cow::Owned(bytes.iter().copied().map(windows).collect())),
        Some(good) => {
            let message = format!(
                "it has letters in two encodings: line {good} has one of UTF-8, line {stray} has one of Windows-1252"
            );
            let hint = "save it once more as UTF-8, and see that the letters on those lines are right";
            Err(BadFile::new(name, "STATEMENT_MIXED_ENCODING", message, Some(hint)))
        }
    }
}

/// What the first bytes of files are that people take for statements.
fn known_binary(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    match bytes {
        [b'P', b'K', 3, 4, ..] => {
            Some(("a workbook or an archive", "save the workbook as CSV, or unpack the archive"))
        }
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Some(("an old Excel workbook", "save it as CSV")),
        [b'%', b'P', b'D', b'F', ..] => Some(("a PDF", "ask the bank for CSV, CAMT.053, MT940, OFX or QIF")),
        [0x1f, 0x8b, ..] => Some(("a compressed file", "unpack it first")),
        _ if bytes.contains(&0) => {
            Some(("bytes that are no letters", "ask the bank for CSV, CAMT.053, MT940, OFX or QIF"))
        }
        _ => None,
    }
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

fn windows(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

fn from_16_bits<'a>(bytes: &[u8], name: &str, unit: fn([u8; 2]) -> u16) -> Result<Cow<'a, str>, BadFile> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let broken = || {
        let hint = "ask the bank for it again, or save it as UTF-8";
        BadFile::new(name, "STATEMENT_NOT_TEXT", "it says that it is UTF-16, and is not", Some(hint))
    };
    if !rest.is_empty() {
        return Err(broken());
    }
    let units: Vec<u16> = pairs.iter().copied().map(unit).collect();
    String::from_utf16(&units).map(Cow::Owned).map_err(|_| broken())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(bytes: &[u8]) -> (&'static str, String) {
        decode(bytes, "f").map(|_| ()).map_err(|bad| (bad.code, bad.message)).expect_err("it is no text")
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
            assert_eq!(decode(file, "f").unwrap().text, "Zoë £5 €2", "{file:x?}");
        }
    }

    #[test]
    fn letters_that_were_spoilt_are_put_right_and_told() {
        let decoded = decode("a\nTILLY\u{92}S \u{96} Zoë".as_bytes(), "f").unwrap();
        assert_eq!(decoded.text, "a\nTILLY’S – Zoë");
        let told =
            "2 letters of Windows-1252 that another program had spoilt are put right, the first on line 2";
        assert_eq!(decoded.told.as_deref(), Some(told));
        let unmarked: Vec<u8> = "a,b;5,00\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&unmarked, "f").unwrap().text, "a,b;5,00\n");
    }

    #[test]
    fn a_mixture_is_told_with_both_lines() {
        let (code, message) = code(b"a\n\xc3\xa9\nb\n\xa35\n\xa36");
        assert_eq!(code, "STATEMENT_MIXED_ENCODING");
        assert!(message.contains("line 2 ") && message.contains("line 4 "), "{message}");
    }

    #[test]
    fn what_is_no_text_is_told_for_what_it_is() {
        let files: [(&[u8], &str); 6] = [
            (b"", "STATEMENT_EMPTY"),
            (b"\xef\xbb\xbf \r\n", "STATEMENT_EMPTY"),
            (b"PK\x03\x04...", "STATEMENT_NOT_TEXT"),
            (b"%PDF-1.4", "STATEMENT_NOT_TEXT"),
            (b"a\0b\0", "STATEMENT_NOT_TEXT"),
            (b"\xff\xfea\0b", "STATEMENT_NOT_TEXT"),
        ];
        for (file, wanted) in files {
            assert_eq!(code(file).0, wanted, "{file:x?}");
        }
    }
}
