//! Free text made safe for journals: readable first, and never a sign that a program acts on.

/// Writes a text on one line, without signs that begin a comment, a note, a tag or a date.
///
/// Only what is shown is changed; the ledger keeps the text as it was given, and every entry
/// carries the codes that lead to it.
pub(super) fn tame(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().map(|sign| match sign {
            // hledger parts payee and description at a bar; `;` begins a comment.
            '|' => '/',
            ';' => '.',
            // Later versions of hledger read a leading quote as the start of a quoted payee.
            '"' => '\'',
            // Ledger reads a date in square brackets, even in a note.
            '[' => '(',
            ']' => ')',
            sign => sign,
        }));
    }
    out
}

/// As [`tame`], for the value of a tag: there a comma ends it.
pub(super) fn tame_value(text: &str) -> String {
    tame(text).replace(',', ".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sign_is_left_that_a_program_acts_on() {
        assert_eq!(tame("Smith; \"Fish\" | Chips  [2006-01-01]"), "Smith. 'Fish' / Chips (2006-01-01)");
        assert_eq!(tame("a\u{2028}b\u{a0}\u{a0}c"), "a b c");
        assert_eq!(tame("=1+1 \\ back, slash"), "=1+1 \\ back, slash");
        assert_eq!(tame_value("INV 1,2"), "INV 1.2");
    }
}
