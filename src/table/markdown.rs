//! Markdown: a table as a document has it.

use super::Column;

/// Writes a table.
pub fn table<const N: usize>(heads: [&str; N], rows: impl IntoIterator<Item = [String; N]>) -> String {
    let mut out = format!("| {} |\n|{}\n", heads.join(" | "), "---|".repeat(N));
    rows.into_iter().for_each(|row| out.push_str(&format!("| {} |\n", row.join(" | "))));
    out
}

/// Writes what columns hold and mean.
pub fn described(columns: &[Column]) -> String {
    let row = |column: &Column| [column.name.to_owned(), column.form(), column.meaning.to_owned()];
    table(["column", "holds", "means"], columns.iter().map(row))
}
