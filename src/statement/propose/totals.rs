//! The rows of a file that are none of the account's lines: totals that the sums prove, and lines of a state
//! in which no money has moved. Each is shown with how many lines and how much money it leaves out; a row
//! that cannot be read is told, and never made into a rule.

use super::super::date_money_formats::money;
use super::super::evidence;
use super::column::Seen;
use super::roles::{Role, Roles};
use super::sheet::{Row, Sheet, word};
use domain::{Pence, excerpt};

/// Most rows that are told one by one.
const TOLD: usize = 5;

/// Finds what is passed over, by column and word, and says what of it there is.
pub(super) fn find(sheet: &Sheet, roles: &Roles, doubts: &mut Vec<String>) -> Vec<(usize, String)> {
    let mut passed: Vec<(usize, String)> = Vec::new();
    for (line, row) in &sheet.totals {
        let Some((place, said)) = word(row) else { continue };
        let shown = excerpt(
            &row.iter().filter(|value| !value.is_empty()).cloned().collect::<Vec<_>>().join(", "),
            60,
        );
        let is_line = sheet.columns.get(place).is_none_or(|seen| begins_a_line(seen, said));
        if is_line || !is_proved(sheet, roles, row) || said.chars().count() > 40 {
            doubts.push(format!(
                "line {line} (`{shown}`) may be a total, and the sums of the lines do not prove it: look at it"
            ));
            continue;
        }
        doubts.push(format!("line {line} (`{shown}`) is passed over: it is the total of the lines"));
        if !passed.contains(&(place, said.to_owned())) {
            passed.push((place, said.to_owned()));
        }
    }
    if let Some((place, rows)) = &sheet.dead {
        passed.extend(of_states(sheet, *place, rows, roles, doubts));
    }
    doubts.extend(of_unknown_states(&sheet.columns));
    for (line, row) in sheet.unread.iter().take(TOLD) {
        let shown = excerpt(&row.join(","), 60);
        doubts.push(format!(
            "line {line} (`{shown}`) cannot be read as a line: nothing is taken while it is in the file"
        ));
    }
    if let more @ 1.. = sheet.unread.len().saturating_sub(TOLD) {
        doubts.push(format!("{more} more lines cannot be read"));
    }
    passed
}

/// Tells whether a line of the account begins with a word too: it would be passed over with the total.
fn begins_a_line(seen: &Seen, word: &str) -> bool {
    let word = word.to_lowercase();
    seen.values.iter().any(|value| value.to_lowercase().starts_with(&word))
}

/// Tells whether each sum of a row is what the lines come to in its column.
fn is_proved(sheet: &Sheet, roles: &Roles, row: &[String]) -> bool {
    let known = [Role::Amount, Role::PaidOut, Role::PaidIn, Role::Balance];
    let of = |role: Role| roles.places(role).first().map(|place| sheet.columns[*place].sums());
    let total = |sums: &[Pence]| sums.iter().copied().sum::<Pence>();
    let size = |sum: Pence| if sum < Pence::ZERO { -sum } else { sum };
    let mut whole: Vec<Pence> = Vec::new();
    for sums in known[..3].iter().filter_map(|role| of(*role)) {
        whole.extend([total(&sums), sums.iter().map(|sum| size(*sum)).sum()]);
    }
    whole.extend(
        of(Role::Balance).iter().flat_map(|sums| [sums.first().copied(), sums.last().copied()]).flatten(),
    );
    let sums: Vec<Pence> = row
        .iter()
        .filter_map(|value| money(sheet.marks, value).ok())
        .filter(|sum| *sum != Pence::ZERO)
        .collect();
    sums.iter().all(|sum| whole.iter().any(|whole| size(*whole) == size(*sum)))
}

/// States of which it is not known whether money has moved in them.
fn of_unknown_states(columns: &[Seen]) -> Option<String> {
    let seen = columns.iter().find(|seen| seen.name.as_deref().is_some_and(evidence::is_state))?;
    let mut states: Vec<&String> = Vec::new();
    for state in seen.values.iter().filter(|state| !state.is_empty() && !evidence::is_done(state)) {
        if !states.contains(&state) {
            states.push(state);
        }
    }
    let told: Vec<String> =
        states.iter().take(TOLD).map(|state| format!("`{}`", excerpt(state, 30))).collect();
    (!told.is_empty() && seen.distinct <= 12).then(|| {
        format!("{} has {}: see whether money moved on these lines", seen.describe(), told.join(", "))
    })
}

/// The states in which no money has moved, each with its lines and its money.
fn of_states(
    Sheet { columns, marks, .. }: &Sheet,
    place: usize,
    rows: &[Row],
    roles: &Roles,
    doubts: &mut Vec<String>,
) -> Vec<(usize, String)> {
    let sums = [Role::Amount, Role::PaidOut, Role::PaidIn].into_iter().flat_map(|role| roles.places(role));
    let sums: Vec<usize> = sums.collect();
    let mut states: Vec<(String, usize, Pence)> = Vec::new();
    for (_, row) in rows {
        let sum = sums.iter().filter_map(|place| money(*marks, &row[*place]).ok()).sum::<Pence>();
        match states.iter_mut().find(|(state, ..)| *state == row[place]) {
            Some((_, lines, all)) => (*lines, *all) = (*lines + 1, *all + sum),
            None => states.push((row[place].clone(), 1, sum)),
        }
    }
    let told: Vec<String> = states
        .iter()
        .map(|(state, lines, sum)| {
            let lines = if *lines == 1 { "1 line".to_owned() } else { format!("{lines} lines") };
            format!("{} ({lines} of {sum})", excerpt(state, 30))
        })
        .collect();
    doubts.push(format!(
        "{} has {}: no money moved, and they are passed over",
        columns[place].describe(),
        told.join(" and ")
    ));
    states.into_iter().map(|(state, ..)| (place, state)).collect()
}
