//! Names of columns, as they are compared.

/// A column's name as it is compared: banks change its case and spaces.
pub(super) fn plain_name(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
