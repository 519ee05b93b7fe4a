//! The bytes of a statement as text: UTF-8, UTF-16 that says so, or Windows-1252, and never a mixture.

use std::borrow::Cow;

use file::BadFile;

/// What Windows-1252 has in the places of 0x80 to 0x9F; the five that have no letter are control characters.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Decodes a file.
///
/// # Errors
/// `STATEMENT_EMPTY`, `STATEMENT_NOT_TEXT`, `STATEMENT_MIXED_ENCODING`.
pub(super) fn decode<'a>(bytes: &'a [u8], name: &str) -> Result<Cow<'a, str>, BadFile> {
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => from_8_bits(rest, name)?,
        [0xff, 0xfe, rest @ ..] => from_16_bits(rest, name, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => from_16_bits(rest, name, u16::from_be_bytes)?,
        _ => from_8_bits(bytes, name)?,
    };
    if text.trim().is_empty() {
        let hint = "ask the bank for it again";
        return Err(BadFile::new(name, "STATEMENT_EMPTY", "there is nothing in it", Some(hint)));
    }
    Ok(text)
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
        decode(bytes, "f").map_err(|bad| (bad.code, bad.message)).expect_err("it is no text")
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
            assert_eq!(decode(file, "f").as_deref(), Ok("Zoë £5 €2"), "{file:x?}");
        }
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
