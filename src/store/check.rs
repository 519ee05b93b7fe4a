//! Recomputes everything.

/// One thing found wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The check that found it.
    pub check: &'static str,
    /// What is wrong, with its numbers.
    pub text: String,
}

/// The checks, in order, with what each proves.
pub const CHECKS: &[(&str, &str)] = &[];
