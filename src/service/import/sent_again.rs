//! A sheet that is sent again. A row that was recorded and is no longer in the file, beside a new one that is
//! nearly it, is a correction: taken in, it would count twice. So it is refused, with the commands that
//! correct what is recorded; what is only missing is told.

use super::super::{Result, UnitOfWork};
use super::row_context::RowContext;
use super::rows_met::{Cells, RowsMet};
use domain::{ChildId, REASON, Refusal, RowDifference, quoted, shell_word};
use import::{Kind, RowPlace};
use store::RecordedRow;

/// Holds a file that was read against what was recorded before: refuses each new row that corrects one, and
/// tells of those that the file does not have.
pub(super) fn settle(
    context: &mut RowContext<'_>,
    kind: Kind,
    mut refuse: impl FnMut(&RowPlace, &Refusal),
) -> Result<()> {
    let RowsMet { new, mut known, mut children, .. } = std::mem::take(&mut context.again);
    if new.is_empty() && known.is_empty() || known.is_empty() && kind == Kind::Outcomes {
        return Ok(());
    }
    children.sort_unstable();
    children.dedup();
    let mut left_out = recorded(&context.work, kind, (&children, context.lookups.began))?;
    left_out.retain(|row| match known.get_mut(&row.cells) {
        Some(times) if *times > 0 => {
            *times -= 1;
            false
        }
        _ => true,
    });
    let may_differ: &[&str] = match kind {
        Kind::Funds => &["fund", "received_on", "amount"],
        Kind::Budgets => &["fund"],
        _ => &["item", "informant", "observed_on"],
    };
    for (row, place) in &new {
        let Some((at, cell)) = nearest(&left_out, row, may_differ) else { continue };
        let stands = left_out.remove(at);
        let (field, given) = &row[cell];
        let difference = RowDifference {
            code: if kind == Kind::Outcomes { "OUTCOME_RECORDED_OTHERWISE" } else { "REGISTERED_OTHERWISE" },
            what: format!("{} is recorded, and no longer in the file,", stands.called),
            field: (*field).to_owned(),
            found: quoted(&stands.cells[cell].1),
            given: quoted(given),
            way: way(kind, row, &stands, (field, given)),
        };
        refuse(place, &Refusal::from(difference));
    }
    /// How many are named.
    const NAMED: usize = 5;
    if !known.is_empty() && !left_out.is_empty() {
        let mut named: Vec<String> = left_out.iter().take(NAMED).map(|row| row.called.clone()).collect();
        if let more @ 1.. = left_out.len().saturating_sub(NAMED) {
            named.push(format!("and {more} more"));
        }
        context.warnings.push(format!("recorded, and not in the file: {}", named.join("; ")));
    }
    Ok(())
}

/// Finds the recorded row from which another differs in one cell, of those in which it may.
fn nearest(left_out: &[RecordedRow], row: &Cells, may_differ: &[&str]) -> Option<(usize, usize)> {
    left_out.iter().enumerate().find_map(|(at, stands)| {
        let mut differ = (0..row.len()).filter(|cell| stands.cells[*cell].1 != row[*cell].1);
        let cell = differ.next().filter(|cell| may_differ.contains(&row[*cell].0))?;
        differ.next().is_none().then_some((at, cell))
    })
}

fn recorded(
    work: &UnitOfWork<'_>,
    kind: Kind,
    (children, began): (&[ChildId], i64),
) -> Result<Vec<RecordedRow>> {
    let reader = work.reader();
    Ok(match kind {
        Kind::Funds => reader.fund_rows(began)?,
        Kind::Budgets => reader.budget_rows(children, began)?,
        Kind::Outcomes => reader.outcome_rows(children, began)?,
        _ => Vec::new(),
    })
}

/// The commands that make what is recorded say what a row says.
fn way(kind: Kind, row: &Cells, stands: &RecordedRow, (field, given): (&str, &str)) -> String {
    let said = |name: &str| row.iter().find(|(cell, _)| *cell == name).map_or("", |(_, said)| said.as_str());
    let was =
        |name: &str| stands.cells.iter().find(|(cell, _)| *cell == name).map_or("", |(_, was)| was.as_str());
    let number = stands.number;
    let both = "if both are right, both belong in the file";
    match kind {
        Kind::Funds => format!(
            "bhlp fund receive {} {} --on {}; then bhlp entry reverse {number} {REASON}; {both}",
            said("fund"),
            said("amount"),
            said("received_on")
        ),
        Kind::Budgets => format!(
            "bhlp budget top-up {child} {amount} --fund {} --on {}; then bhlp budget return {child} {amount} \
             --fund {}; {both}",
            said("fund"),
            said("opened_on"),
            was("fund"),
            child = said("child_ref"),
            amount = said("amount"),
        ),
        _ => {
            let flag = if field == "observed_on" { "on" } else { field };
            format!("bhlp outcome correct {number} --{flag} {} {REASON}; {both}", shell_word(given))
        }
    }
}
