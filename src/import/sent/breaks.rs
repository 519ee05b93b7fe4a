//! Lines that break inside a cell: somebody pressed Alt and Enter, or a quote was never closed.

use csv::StringRecord;

use super::Row;

/// Tells how many lines below the row a quote in it has swallowed, if it has: they are rows of their own, or
/// the file ended before it was closed.
pub(in super::super) fn swallowed(row: &Row, width: usize, delimiter: u8) -> Option<u64> {
    let delimiter = char::from(delimiter);
    let is_row = |line: &str| width > 1 && line.matches(delimiter).count() + 1 >= width;
    let lost = row.unclosed || row.cells.iter().any(|cell| cell.lines().skip(1).any(is_row));
    let lines = || row.cells.iter().map(|cell| cell.trim_end().matches('\n').count()).sum::<usize>();
    lost.then(|| u64::try_from(lines()).unwrap_or(u64::MAX))
}

/// Makes a space of each break.
pub(in super::super) fn join(row: &mut Row) {
    let one_line = |cell: &str| cell.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    row.cells = row.cells.iter().map(one_line).collect::<StringRecord>();
    row.broken = false;
}
