//! The first look at a file of text: whether it can be read as it stands, and what of it is doubtful.

use std::io::{self, Read};

use file::text::{UNSEEN, is_16_bits};

/// What was seen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    /// Whether it is UTF-8, and its lines end in line feeds.
    pub plain: bool,
    /// How many bytes of it are rows: the mark that DOS ends a text with is none.
    pub length: u64,
    /// Whether letters may have been lost in it.
    pub doubtful: bool,
}

const END_OF_DOS: u8 = 0x1a;

/// Looks through a file, a piece at a time.
pub(super) fn look(mut file: impl Read) -> io::Result<Look> {
    const PIECE: usize = 1 << 16;
    let mut piece = vec![0; PIECE];
    let (mut kept, mut length, mut marks) = (0, 0, 0);
    let (mut feeds, mut returns, mut seen) = (false, false, Look { plain: true, length: 0, doubtful: false });
    loop {
        let read = file.read(piece.get_mut(kept..).unwrap_or_default())?;
        if read == 0 {
            break;
        }
        let (first, filled) = (length == 0, kept + read);
        length += u64::try_from(read).unwrap_or(u64::MAX);
        let bytes = piece.get(..filled).unwrap_or_default();
        let whole = match std::str::from_utf8(bytes) {
            Ok(_) => filled,
            // A letter that goes on in the next piece.
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            Err(_) => return Ok(Look { plain: false, ..seen }),
        };
        let text = bytes.get(..whole).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default();
        let unmarked = text.strip_prefix('\u{feff}').filter(|_| first).unwrap_or(text);
        if first && is_16_bits(bytes) || !text.is_ascii() && unmarked.contains(UNSEEN) {
            return Ok(Look { plain: false, ..seen });
        }
        feeds |= text.as_bytes().contains(&b'\n');
        returns |= text.as_bytes().contains(&b'\r');
        seen.doubtful |=
            text.as_bytes().contains(&b'?') || !text.is_ascii() && text.contains(['\u{fffd}', 'Ã', 'Â', 'â']);
        let rest = text.trim_end_matches(char::from(END_OF_DOS));
        marks = if rest.is_empty() { marks + text.len() } else { text.len() - rest.len() };
        piece.copy_within(whole..filled, 0);
        kept = filled - whole;
    }
    seen.plain = kept == 0 && (feeds || !returns);
    seen.length = length - u64::try_from(marks).unwrap_or(0);
    Ok(seen)
}
