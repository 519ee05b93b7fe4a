//! What the user is told when it is done.

use domain::{Code, Pence};

/// Where a child's budget stands after a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    pub child: Code,
    /// Everything given to the child.
    pub allocated: Pence,
    /// Free to use.
    pub available: Pence,
    /// Promised.
    pub committed: Pence,
    /// Used.
    pub spent: Pence,
}

/// What was done, for the user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// The number it is recorded under; 0 until sealed.
    pub number: i64,
    /// What was done, in a plain sentence without a full stop.
    pub sentence: String,
    /// Which fund it came from (negative: went back to).
    pub split: Vec<(Code, Pence)>,
    /// Set when another fund could have paid: then people are told of one, too.
    pub of_several_funds: bool,
    /// What it comes to, a line each.
    pub details: Vec<String>,
    /// What is left, for each child concerned.
    pub left: Vec<Left>,
    /// What was done all the same, and should be looked at.
    pub warnings: Vec<String>,
    /// Set when the same request had been recorded before; nothing was recorded now.
    pub already: bool,
    /// Set when nothing was kept.
    pub dry: bool,
}

impl Reply {
    /// Starts a reply with its sentence.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), ..Self::default() }
    }
}
