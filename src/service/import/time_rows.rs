//! Rows of time. They have no key of their own: two identical rows of a file are two visits, and the same
//! file again has no third.
//!
//! A sheet that is sent again with a changed cell would bring the hours twice. So where the ledger has time
//! already, a row that it does not have waits for the end of the file; then it is held against what is
//! recorded of the same people and days and is not in the file, and one that can only be the same is refused.

use super::super::time::check_minutes;
use super::super::{Result, TimeRecord, UseCase};
use super::register_rows::seal;
use super::row_context::{RowContext, RowOutcome};
use super::times::{Times, Visit, Waiting};
use crate::UnitOfWork;
use domain::{Code, Day, FactKind, Refusal, rows};
use import::RowPlace;
use import::rows::TimeRow;
use store::RecordedTime;

/// Something recorded that the file does not have.
struct LeftOut {
    visit: Visit,
    recorded: RecordedTime,
    child: Code,
}

pub(super) fn time(context: &mut RowContext<'_>, row: &TimeRow) -> Result<RowOutcome> {
    let RowContext { work, lookups, times, .. } = context;
    work.calendar.has_come(row.on)?;
    let minutes = row.minutes.into();
    check_minutes(minutes)?;
    let practitioner = lookups.people.find(work, &row.practitioner)?.id;
    let child = lookups.children.find(work, &row.child_ref)?.child.id;
    let visit = Visit { practitioner, child, on: row.on, activity: row.activity.clone(), minutes };
    let occurrence = times.met.entry(visit.clone()).or_insert(0);
    *occurrence += 1;
    let occurrence = *occurrence;
    let any_before = match times.any_before {
        Some(any) => any,
        None => *times.any_before.insert(work.reader().has_time()?),
    };
    if !any_before {
        record(work, &visit, occurrence)?;
        return Ok(RowOutcome::New);
    }
    let (first, last) = times.span.unwrap_or((row.on, row.on));
    times.span = Some((first.min(row.on), last.max(row.on)));
    let recorded =
        work.reader().times_recorded(child, practitioner, row.on, row.activity.as_str(), minutes)?;
    if recorded.standing >= occurrence {
        times.sent_again.insert(practitioner);
        return Ok(RowOutcome::Known);
    }
    let occurrence = recorded.last + occurrence - recorded.standing;
    times.waiting.push(Waiting { visit, row: row.clone(), occurrence, place: None });
    Ok(RowOutcome::Waits)
}

fn record(work: &mut UnitOfWork<'_>, visit: &Visit, occurrence: i64) -> Result<RowOutcome> {
    work.tx.insert(&rows::TimeSpent {
        practitioner_id: visit.practitioner,
        child_id: visit.child,
        worked_on: visit.on,
        activity: visit.activity.as_str(),
        minutes: visit.minutes,
        occurrence,
    })?;
    seal(work, TimeRecord::KIND)
}

/// Records the rows that waited, or tells of each why not. Answers how many are new.
pub(super) fn settle(
    context: &mut RowContext<'_>,
    mut refuse: impl FnMut(&RowPlace, &Refusal),
) -> Result<u64> {
    let waiting = std::mem::take(&mut context.times.waiting);
    let Some((first, last)) = context.times.span.take() else { return Ok(0) };
    let mut left_out = left_out(context, first, last)?;
    let mut new = 0;
    for waits in &waiting {
        let refused = match changed(&context.times, &mut left_out, waits) {
            Some(refusal) => Some(refusal),
            None => undone(&context.work, waits)?,
        };
        match (refused, &waits.place) {
            (Some(refusal), Some(place)) => refuse(place, &refusal),
            (Some(refusal), None) => return Err(refusal.into()),
            (None, _) => {
                record(&mut context.work, &waits.visit, waits.occurrence)?;
                new += 1;
            }
        }
    }
    left_out.retain(|left| context.times.sent_again.contains(&left.visit.practitioner));
    if !left_out.is_empty() {
        let numbers: Vec<String> = left_out.iter().map(|left| left.recorded.number.to_string()).collect();
        context.warnings.push(format!(
            "recorded of the same people and days, and not in the file: time {}; what is wrong of it is withdrawn: \
             bhlp time withdraw N --reason TEXT",
            numbers.join(", ")
        ));
    }
    Ok(new)
}

/// Lists what is recorded of the days of the file and is not in it.
fn left_out(context: &RowContext<'_>, first: Day, last: Day) -> Result<Vec<LeftOut>> {
    let RowContext { work, times, .. } = context;
    let mut met = times.met.clone();
    let mut left_out = Vec::new();
    for (practitioner, child, child_ref, recorded) in work.reader().times_between(first, last)? {
        let visit = Visit {
            practitioner,
            child,
            on: recorded.on,
            activity: recorded.activity.clone(),
            minutes: recorded.minutes,
        };
        match met.get_mut(&visit).filter(|times| **times > 0) {
            Some(times) => *times -= 1,
            None => left_out.push(LeftOut { visit, recorded, child: child_ref }),
        }
    }
    Ok(left_out)
}

/// Refuses a row that is one of those left out, but for a cell: another of the same person, child and day
/// where one cell differs, or where the sheet is sent again; and of a sheet that is sent again any other
/// of which one cell differs.
fn changed(times: &Times, left_out: &mut Vec<LeftOut>, waits: &Waiting) -> Option<Refusal> {
    let found = left_out
        .iter()
        .enumerate()
        .filter_map(|(place, left)| {
            let cells = cells(left, waits);
            let differ = cells.iter().filter(|cell| cell.1 != cell.2).count();
            let same_day = cells[..3].iter().all(|cell| cell.1 == cell.2);
            let again = times.sent_again.contains(&left.visit.practitioner);
            ((differ == 1 && (same_day || again)) || (same_day && again)).then_some((differ, place))
        })
        .min()?;
    let left = left_out.remove(found.1);
    let cells = cells(&left, waits);
    let (field, found, given) = cells.into_iter().rfind(|cell| cell.1 != cell.2)?;
    let LeftOut { recorded, child, .. } = left;
    let RecordedTime { practitioner, on, number, .. } = recorded;
    let whose = whose(&practitioner, &child, on);
    Some(Refusal::TimeRecordedOtherwise { number, whose, field, found, given })
}

/// What is recorded and what the row says, cell by cell.
fn cells(left: &LeftOut, waits: &Waiting) -> [(&'static str, String, String); 5] {
    let LeftOut { recorded, child, .. } = left;
    let row = &waits.row;
    [
        ("for", recorded.practitioner.to_string(), row.practitioner.to_string()),
        ("child", child.to_string(), row.child_ref.to_string()),
        ("on", recorded.on.to_string(), row.on.to_string()),
        ("activity", recorded.activity.to_string(), row.activity.to_string()),
        ("minutes", recorded.minutes.to_string(), row.minutes.to_string()),
    ]
}

/// Refuses a row that was corrected or withdrawn.
fn undone(work: &UnitOfWork<'_>, waits: &Waiting) -> Result<Option<Refusal>> {
    let Visit { practitioner, child, on, activity, minutes } = &waits.visit;
    let same = (activity.as_str(), *minutes);
    let Some(number) = work.reader().time_undone(*child, *practitioner, *on, same)? else { return Ok(None) };
    let fact = work.reader().recorded_fact(FactKind::Time, number, work.recorded_on())?;
    let fact = work.found(fact, FactKind::Time.as_str(), number)?;
    if let Err(withdrawn) = fact.stands() {
        return Ok(Some(withdrawn));
    }
    let found = work.reader().said(&fact)?;
    let whose = whose(&waits.row.practitioner, &waits.row.child_ref, *on);
    let (field, given) = ("minutes", minutes.to_string());
    Ok(Some(Refusal::TimeRecordedOtherwise { number, whose, field, found, given }))
}

fn whose(practitioner: &Code, child: &Code, on: Day) -> String {
    format!("of {practitioner} for {child} on {on}")
}
