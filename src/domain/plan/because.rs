//! Why a commission must be approved by another, as it is recorded.

use crate::row::{Recorded, Value, recorded};

/// Why a commission must be approved by another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// It is above what buyer or recorder may order alone.
    Limit,
    /// Buyer or recorder has a conflict of interest.
    Conflict,
    Both,
}

impl Because {
    /// Returns the written word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Limit => "limit",
            Self::Conflict => "conflict",
            Self::Both => "both",
        }
    }
}

recorded! { words Because }
