//! The data dictionary: every report with its columns, as the documentation prints it.

use std::fmt::Write as _;

use super::{ALL, Report};
use table::markdown;

const INTRODUCTION: &str = "# What the reports contain

Written by `bhlp report --describe`; the program's own declarations are its source, so it cannot
differ from what the program writes. `bhlp report NAME --format csv` writes the columns of a report
under these names and in this order; more may be added at the end.

- *CSV* is RFC 4180 in UTF-8. Amounts are pounds with two decimals, without a pound sign or commas. An
  empty cell is a value there is none of. A text that begins with `=`, `+`, `-`, `@` or a tab gets an
  apostrophe before it, so that no spreadsheet takes it for a formula; numbers are left alone.
- *JSON* is an array of one object a row, with the same names. Amounts, scores and percentages are
  strings (`\"1255.00\"`), so that no reader rounds them; counts are numbers; a sum by fund is an object;
  a value there is none of is `null`.
- *Read by* names the roles a report is meant for, and whose rows: `own`, those of the children a person leads or
  whose budgets they hold, and of what they bought or asked for; `team`, those of the people they manage; `all`. Whoever
  has the file can read all of it: this command asks nobody.
- `--as-at DAY` counts what was effective up to a day; `--known-at DAY` counts what had been recorded by
  the end of it. What the registers say (names, needs, areas) is always as it is now.
";

/// Writes the whole dictionary in Markdown.
pub fn dictionary() -> String {
    let mut out = INTRODUCTION.to_owned();
    for report in ALL {
        describe(report, &mut out);
    }
    out
}

fn describe(report: &Report, out: &mut String) {
    // Writing to a String cannot fail.
    let _ = writeln!(out, "\n## {}\n\n{}.", report.name, report.purpose);
    if !report.filters.is_empty() {
        let flags: Vec<String> =
            report.filters.iter().map(|param| format!("`--{}`", param.as_str())).collect();
        let _ = writeln!(out, "Narrowed by {}.", flags.join(", "));
    }
    let readers: Vec<String> =
        report.rights.iter().map(|right| format!("`{}` {}", right.role, right.whose.as_str())).collect();
    let _ = writeln!(out, "Read by {}.", readers.join(", "));
    let _ = write!(out, "\n{}", markdown::described(report.columns));
}
