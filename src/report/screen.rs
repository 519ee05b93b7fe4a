//! What a month has to say, in what a screen holds: all of it where it fits, else the worst by name and the
//! rest counted.

use super::Error;
use super::month::{self, Asked, Sink};
use domain::Month;
use store::Reader;
use table::Value;

/// The lines of a terminal, less the two above the rows and the one where the next command is typed.
const LINES: usize = 24 - 3;
const WIDTH: usize = 80;

/// The sections whose rows name the worst first.
const ACCOUNTS: &str = "Accounts";
const PREVENTS: &str = "What prevents closing";
const MAY_NOT: &str = "Who may not sign";

/// A row: its section, what there is to say, and what to do about it.
#[derive(Clone)]
struct Row {
    section: String,
    what: String,
    act: Option<String>,
}

/// Gives where a month stands, on a screen or in full.
pub(super) fn month_end(
    reader: Reader<'_>,
    month: Month,
    asked: Asked<'_>,
    on_a_screen: bool,
    sink: &mut Sink<'_>,
) -> Result<(), Error> {
    if !on_a_screen {
        return month::month_end(reader, month, asked, sink);
    }
    let mut rows = Vec::new();
    month::month_end(reader, month, asked, &mut |row| {
        let text = |place: usize| match row.get(place) {
            None | Some(Value::Empty) => None,
            Some(value) => Some(value.to_string()),
        };
        let (section, what) = (text(0).unwrap_or_default(), text(1).unwrap_or_default());
        rows.push(Row { section, what, act: text(2) });
        Ok(())
    })?;
    for row in fitted(rows, month) {
        let act = row.act.as_deref();
        sink(&[Value::text(&row.section), Value::text(&row.what), Value::perhaps(act, Value::text)])?;
    }
    Ok(())
}

/// Leaves out the least that lets the rest fit: what to do about accounts, then the rows after the first
/// three, two and one of a section.
fn fitted(mut rows: Vec<Row>, month: Month) -> Vec<Row> {
    if lines(&rows) <= LINES {
        return rows;
    }
    for row in rows.iter_mut().filter(|row| row.section != PREVENTS) {
        row.act = None;
    }
    let mut kept = rows.clone();
    for most in [3, 2, 1] {
        if lines(&kept) <= LINES {
            break;
        }
        kept = counted(&rows, most, month);
    }
    if lines(&kept) > LINES {
        // The first thing to do is the next command, and who may not sign is only counted.
        kept.iter_mut().for_each(|row| row.act = None);
        let others = rows.iter().filter(|row| row.section == MAY_NOT).count();
        let what = format!("{others} had a part in it: bhlp report month-end --month {month}");
        kept.dedup_by(|b, a| a.section == MAY_NOT && b.section == MAY_NOT);
        kept.iter_mut().filter(|row| row.section == MAY_NOT).for_each(|row| row.what.clone_from(&what));
    }
    kept
}

/// Keeps some rows of each section, and counts the others.
fn counted(rows: &[Row], most: usize, month: Month) -> Vec<Row> {
    let mut kept = Vec::new();
    for section in rows.chunk_by(|a, b| a.section == b.section) {
        let name = &section[0].section;
        // Who may sign is as good as any other; of what was recorded one is shown.
        let most = if *name == ACCOUNTS || *name == PREVENTS { most } else { 1 };
        kept.extend(section.iter().take(most).cloned());
        let others = section.len().saturating_sub(most);
        if others > 0 {
            let what = format!("and {others} more: bhlp report month-end --month {month}");
            kept.push(Row { section: name.clone(), what, act: None });
        }
    }
    kept
}

/// Counts the lines that rows take, with an empty line and a heading above each section.
fn lines(rows: &[Row]) -> usize {
    let folded = |text: &str| (text.chars().count() + 2).div_ceil(WIDTH);
    let of_row = |row: &Row| folded(&row.what) + row.act.as_deref().map_or(0, folded);
    let sections = rows.chunk_by(|a, b| a.section == b.section).count();
    2 * sections + rows.iter().map(of_row).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::super::month::NEXT;
    use super::{LINES, Row, fitted, lines};

    fn rows(section: &str, many: usize) -> impl Iterator<Item = Row> + '_ {
        (1..=many).map(move |n| {
            let what = format!(
                "card:{n:04}: ledger -£55.00, statement -£27.00, £35.00 out not yet on the statement, \
                 £7.00 out not yet in the ledger, not explained -£2.00"
            );
            Row {
                section: section.to_owned(),
                what,
                act: Some("bhlp reconcile work --account card:5521".into()),
            }
        })
    }

    /// Five sections of 1 or 400 rows, each of two lines and a command.
    #[test]
    fn a_month_of_any_size_fits_a_screen_and_ends_with_the_next_command() {
        for many in [1, 2, 3, 4, 40, 400] {
            let sections = ["Accounts", "What prevents closing", "Who may sign", "Who may not sign"];
            let mut all: Vec<Row> = sections.into_iter().flat_map(|section| rows(section, many)).collect();
            all.push(Row { section: NEXT.into(), what: "bhlp month close 2006-09".into(), act: None });
            let kept = fitted(all, "2006-09".parse().unwrap());
            assert!(lines(&kept) <= LINES, "{many}: {}", lines(&kept));
            let last = kept.last().unwrap();
            assert_eq!((last.section.as_str(), last.what.as_str()), (NEXT, "bhlp month close 2006-09"));
            if many > 1 {
                let counted = format!("and {} more: bhlp report month-end --month 2006-09", many - 1);
                assert!(kept.iter().any(|row| row.what == counted), "{many}");
            }
        }
    }
}
