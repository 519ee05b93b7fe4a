//! Letters that were lost on the way: a program could not read them, and wrote something else.

use domain::excerpt;

use super::sent::Row;

/// What was seen of them in a file.
#[derive(Debug)]
pub(super) struct Letters {
    doubtful: bool,
    /// How many rows have a question mark inside a word, the first of them, and that word.
    asked: u64,
    first: Option<(u64, String)>,
}

impl Letters {
    /// Nothing is looked at in a file in which there is no doubt.
    pub const fn new(doubtful: bool) -> Self {
        Self { doubtful, asked: 0, first: None }
    }

    /// Looks at a row, and says why it cannot be meant.
    pub fn look(&mut self, row: &Row) -> Option<(&'static str, String)> {
        if !self.doubtful {
            return None;
        }
        let text = row.cells.as_slice();
        if text.contains('\u{fffd}') {
            let cell = row.cells.iter().find(|cell| cell.contains('\u{fffd}')).unwrap_or_default();
            let message =
                format!("`{}` has U+FFFD where letters were lost; enter them again", excerpt(cell, 60));
            return Some(("LETTERS_LOST", message));
        }
        if !text.is_ascii()
            && let Some((cell, meant)) = row.cells.iter().find_map(|cell| Some((cell, twice_encoded(cell)?)))
        {
            let message = format!(
                "`{}` was read as other letters than it was written in; it was probably `{}`",
                excerpt(cell, 60),
                excerpt(&meant, 60)
            );
            return Some(("LETTERS_LOST", message));
        }
        if let Some(word) = text.contains('?').then(|| row.cells.iter().find_map(asked)).flatten() {
            self.asked += 1;
            self.first.get_or_insert_with(|| (row.number, excerpt(word, 60)));
        }
        None
    }

    /// Tells of question marks inside words.
    pub fn told(&self) -> Option<String> {
        let (row, word) = self.first.as_ref()?;
        let rows = if self.asked == 1 { "1 row".to_owned() } else { format!("{} rows", self.asked) };
        Some(format!(
            "a question mark stands inside a word in {rows}, first in row {row}: `{word}`; a letter may have been lost \
             when the file was saved"
        ))
    }
}

/// Finds a word with a question mark between letters, which is no address of a page.
fn asked(cell: &str) -> Option<&str> {
    cell.split_whitespace().filter(|word| !word.contains(['/', '='])).find(|word| {
        let letters: Vec<char> = word.chars().collect();
        letters.windows(3).any(|near| near[0].is_alphabetic() && near[1] == '?' && near[2].is_alphabetic())
    })
}

/// What a text was, where letters of UTF-8 were read as those of Windows: `ZoÃ«`.
fn twice_encoded(cell: &str) -> Option<String> {
    if !cell.contains(['Ã', 'Â', 'â']) {
        return None;
    }
    let bytes: Vec<u8> = cell.chars().map(file::text::windows_byte).collect::<Option<_>>()?;
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_were_read_in_another_encoding_are_told_for_what_they_were() {
        assert_eq!(twice_encoded("ZoÃ« Oâ€™Brien").as_deref(), Some("Zoë O’Brien"));
        assert_eq!(twice_encoded("Â£5").as_deref(), Some("£5"));
        for text in ["Zoë", "São Paulo", "Château", "Â", "plain"] {
            assert_eq!(twice_encoded(text), None, "{text}");
        }
    }

    #[test]
    fn a_question_mark_is_doubted_inside_a_word_alone() {
        assert_eq!(asked("visit to O?Brien, why?"), Some("O?Brien,"));
        for text in ["why?", "what? that?", "https://a.example/x?y", "5?6"] {
            assert_eq!(asked(text), None, "{text}");
        }
    }
}
