//! What a purchase can show for itself.

use super::Text;

/// A receipt, or the reason why there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Receipt {
    File {
        /// Its SHA-256, in hexadecimal.
        sha256: String,
        /// Its size in bytes.
        size: i64,
        /// Its own name.
        name: Text,
        /// Where it is: a path or words; `None` where the ledger keeps it and nobody said more.
        place: Option<Text>,
    },
    /// There is none.
    None {
        /// Why.
        reason: Text,
    },
}

impl Receipt {
    /// Returns the hash of the file, if there is one.
    pub fn sha256(&self) -> Option<&str> {
        match self {
            Self::File { sha256, .. } => Some(sha256),
            Self::None { .. } => None,
        }
    }

    /// Returns where the file is, if somebody said.
    pub fn place(&self) -> Option<&str> {
        match self {
            Self::File { place, .. } => place.as_ref().map(Text::as_str),
            Self::None { .. } => None,
        }
    }
}
