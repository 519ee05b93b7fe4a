//! What a child's reference looks like, as a regular expression that fits the whole of it.

use std::fmt;
use std::str::FromStr;

use regex_lite::Regex;
use thiserror::Error;

use crate::{Code, excerpt};

/// A pattern for references.
#[derive(Clone, Debug)]
pub struct Pattern {
    text: String,
    whole: Regex,
}

/// Why a text is not a pattern.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{found}` is not a pattern: {why}")]
pub struct BadPattern {
    found: String,
    why: String,
}

impl Pattern {
    /// Tells whether a reference fits, from its first letter to its last.
    pub fn fits(&self, reference: &Code) -> bool {
        self.whole.is_match(reference.as_str())
    }
}

impl FromStr for Pattern {
    type Err = BadPattern;

    fn from_str(text: &str) -> Result<Self, BadPattern> {
        let bad = |why: String| BadPattern { found: excerpt(text, 40), why };
        // By itself first: `C-(` must not be closed by our own bracket.
        Regex::new(text).map_err(|error| bad(error.to_string()))?;
        let whole = Regex::new(&format!("^(?:{text})$")).map_err(|error| bad(error.to_string()))?;
        Ok(Self { text: text.to_owned(), whole })
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Pattern {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_fits_the_whole_reference() {
        let pattern: Pattern = "C-[0-9]{4}|D-[0-9]+".parse().unwrap();
        for (reference, fits) in
            [("C-0001", true), ("D-7", true), ("C-00012", false), ("XC-0001", false), ("D-7x", false)]
        {
            assert_eq!(pattern.fits(&reference.parse().unwrap()), fits, "{reference}");
        }
        for bad in ["C-(", ")(", "[", "C-{2,1}"] {
            assert!(bad.parse::<Pattern>().is_err(), "{bad}");
        }
    }
}
