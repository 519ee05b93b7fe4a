//! Words that people type: short codes that name things, and free text.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// The name of a thing in a register: 1 to 40 letters, digits and `- _ . /`.
///
/// Codes have no space, quote, comma or leading `=`, so they are safe in every file we write.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(String);

/// Free text: 1 to 500 characters, no control characters, trimmed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(String);

/// Why a text is not acceptable.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BadText {
    /// Nothing was given.
    #[error("it is empty")]
    Empty,
    /// More than the longest allowed.
    #[error("it is {found} characters long; at most {most} are kept")]
    TooLong {
        /// Characters found.
        found: usize,
        /// Characters allowed.
        most: usize,
    },
    /// A tab, line break or other control character.
    #[error("it has a control character (U+{0:04X}) at place {1}")]
    Control(u32, usize),
    /// A code with a character codes cannot have.
    #[error("`{found}` has `{character}`; a code has letters, digits and - _ . / only")]
    NotACode {
        /// The text.
        found: String,
        /// Its first bad character.
        character: char,
    },
    /// An account that is not named by kind and name.
    #[error("`{0}` is not an account; write bank:NAME, card:NUMBER, imprest:NAME or notional:NAME")]
    NotAnAccount(String),
}

impl BadText {
    /// Returns the stable code of the message.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "FIELD_EMPTY",
            Self::TooLong { .. } => "FIELD_TOO_LONG",
            Self::Control(..) => "FIELD_CONTROL_CHARACTER",
            Self::NotACode { .. } => "CODE_INVALID",
            Self::NotAnAccount(_) => "ACCOUNT_NAME_INVALID",
        }
    }
}

impl Code {
    /// Returns the code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns it in small letters, where capitals name nothing else.
    pub fn lowercase(&self) -> Self {
        Self(self.0.to_lowercase())
    }
}

impl Text {
    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Writes a hash as people compare it.
pub fn hex(hash: &[u8]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Quotes the beginning of a text, with nothing in it that a terminal would act on.
pub fn excerpt(text: &str, most: usize) -> String {
    let mut out = String::new();
    for (place, c) in text.trim().chars().enumerate() {
        if place == most {
            out.push_str("...");
            break;
        }
        if c.is_control() { out.extend(c.escape_default()) } else { out.push(c) }
    }
    out
}

fn checked(text: &str, most: usize) -> Result<&str, BadText> {
    let bare = text.trim();
    if bare.is_empty() {
        return Err(BadText::Empty);
    }
    // Bytes bound characters, so ordinary text is measured without being counted.
    if bare.len() > most {
        let found = bare.chars().count();
        if found > most {
            return Err(BadText::TooLong { found, most });
        }
    }
    match bare.chars().enumerate().find(|(_, c)| c.is_control()) {
        Some((place, c)) => Err(BadText::Control(c.into(), place + 1)),
        None => Ok(bare),
    }
}

impl FromStr for Code {
    type Err = BadText;

    fn from_str(text: &str) -> Result<Self, BadText> {
        let bare = checked(text, 40)?;
        match bare.chars().find(|c| !(c.is_ascii_alphanumeric() || "-_./".contains(*c))) {
            Some(character) => Err(BadText::NotACode { found: bare.to_owned(), character }),
            None => Ok(Self(bare.to_owned())),
        }
    }
}

impl FromStr for Text {
    type Err = BadText;

    fn from_str(text: &str) -> Result<Self, BadText> {
        checked(text, 500).map(|bare| Self(bare.to_owned()))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_keep_to_safe_characters_and_texts_to_one_line() {
        assert!("C-00042".parse::<Code>().is_ok());
        for bad in ["", "  ", "=1+1", "a b", "a,b", "C-0\u{7}", "Zoë"] {
            assert!(bad.parse::<Code>().is_err(), "{bad}");
        }
        assert_eq!("  Fish, chips & =peas ".parse::<Text>().unwrap().as_str(), "Fish, chips & =peas");
        assert_eq!("a\nb".parse::<Text>(), Err(BadText::Control(10, 2)));
        assert_eq!("é".repeat(500).parse::<Text>().map(|_| ()), Ok(()));
        assert_eq!("é".repeat(501).parse::<Text>(), Err(BadText::TooLong { found: 501, most: 500 }));
    }
}
