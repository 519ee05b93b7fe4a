//! A setting in plain words.

/// One setting and its value, both as people say them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The setting: `sign-off limit`, `clothing: cap for a child`.
    pub setting: String,
    pub value: String,
}

/// A setting that two policies do not share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub setting: String,
    /// What was; `None` where nothing was said.
    pub old: Option<String>,
    /// What is to be; `None` where nothing is said any more.
    pub new: Option<String>,
}
