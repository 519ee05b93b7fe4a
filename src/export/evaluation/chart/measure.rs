//! How much room words take, without knowing the letters they will be set in.
//!
//! The widths are those of Arial, to which the letters of most systems are near; as much is added as
//! the widest of the common ones, DejaVu Sans, take more.

use statistics::number::real;

/// Which end of a text its place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    pub(super) const fn attribute(self) -> &'static str {
        match self {
            Self::Start => "",
            Self::Middle => r#" text-anchor="middle""#,
            Self::End => r#" text-anchor="end""#,
        }
    }
}

/// The width of a text whose letters are so large.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(letter).sum::<f64>() * size * 1.16
}

fn letter(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | '\'' | '|' => 0.23,
        ' ' | '.' | ',' | ':' | ';' | '!' | 'I' | 'f' | 't' | '/' => 0.28,
        '-' | '(' | ')' | '[' | ']' | 'r' => 0.335,
        'm' | 'M' | 'W' | '%' => 0.86,
        'w' | 'C' | 'D' | 'H' | 'N' | 'R' | 'U' | 'G' | 'O' | 'Q' => 0.75,
        letter if letter.is_uppercase() => 0.67,
        letter if letter.is_ascii() => 0.556,
        '\u{2212}' | '\u{2013}' => 0.584,
        _ => 0.7,
    }
}

/// Words on as few lines as fit the room, at most so many; what is left over ends in dots.
pub(super) fn wrapped(text: &str, size: f64, room: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(&format!("{line} {word}"), size) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    let more = lines.len() > most;
    lines.truncate(most);
    let last = lines.len().saturating_sub(1);
    for (place, line) in lines.iter_mut().enumerate() {
        if (more && place == last) || width(line, size) > room {
            shorten(line, size, room);
        }
    }
    lines
}

/// Ends a line in dots, within the room.
fn shorten(line: &mut String, size: f64, room: f64) {
    line.push('\u{2026}');
    while width(line, size) > room && line.chars().count() > 2 {
        line.pop();
        line.pop();
        line.push('\u{2026}');
    }
}

pub(super) fn height(lines: usize, size: f64) -> f64 {
    real(lines) * size * 1.2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fill_lines_and_end_in_dots_where_there_is_no_more_room() {
        let name = "Health, care and wellbeing services";
        assert_eq!(wrapped(name, 10.0, 400.0, 3), [name]);
        assert_eq!(wrapped(name, 10.0, 85.0, 3), ["Health, care", "and wellbeing", "services"]);
        let short = wrapped(name, 10.0, 85.0, 2);
        assert_eq!((short.len(), short[1].ends_with('\u{2026}')), (2, true));
        assert!(short.iter().all(|line| width(line, 10.0) <= 85.0), "{short:?}");
        assert!(wrapped("", 10.0, 85.0, 2).is_empty());
    }
}
