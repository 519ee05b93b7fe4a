//! How a bank lays out its CSV files.

/// One bank's layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Its name, such as `lloyds`.
    pub name: String,
}
