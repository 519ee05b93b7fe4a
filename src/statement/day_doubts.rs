//! Days that may be read the wrong way round: as a profile reads them some are impossible, or lie far apart.

use chrono::Datelike as _;

use super::date_money_formats::DayForm;
use super::layout::Layout;
use super::profile::Profile;
use domain::statement::StatementFile;
use file::{BadFile, BadRow};

/// Finds the form with day and month changed round in which every day of the file can be read.
pub(super) fn month_first(profile: &Profile, layout: &Layout, text: &str) -> Option<DayForm> {
    let place = layout.columns.date?;
    let mut forms = profile.days.iter().filter_map(DayForm::swapped);
    forms.find(|form| {
        let (mut lines, mut all) = (layout.lines(profile, text), 0);
        while let Some((_, record)) = lines.next() {
            if !layout.passes_over(record) && form.read(record.get(place).unwrap_or_default()).is_err() {
                return false;
            }
            all += 1;
        }
        all > 0
    })
}

/// Where days can be read either way, and lie closer together the other way, something may be wrong.
pub(super) fn perhaps_month_first(profile: &Profile, file: &StatementFile) -> Option<String> {
    const MONTH: i64 = 31;
    let days = || file.accounts.iter().flat_map(|account| &account.lines).map(|line| line.posted_on);
    let either_way = profile.days.iter().any(|form| form.swapped().is_some());
    if !either_way || days().any(|day| day.date().day() > 12) {
        return None;
    }
    let (first, last) = days().min().zip(days().max())?;
    let swapped = || {
        days().filter_map(|day| {
            day.date().with_day(1)?.with_month(day.date().day())?.with_day(day.date().month())
        })
    };
    let (first_swapped, last_swapped) = swapped().min().zip(swapped().max())?;
    let (span, span_swapped) =
        ((last.date() - first.date()).num_days(), (last_swapped - first_swapped).num_days());
    (span > MONTH && span_swapped < span).then(|| {
        format!("the days are read as {first} to {last}: see that day and month are not the other way round")
    })
}

/// A spreadsheet of another country turns those days round that can be read either way, and no others.
pub(super) fn perhaps_half_turned(profile: &Profile, file: &StatementFile) -> Option<String> {
    if !profile.days.iter().any(|form| form.swapped().is_some()) {
        return None;
    }
    let days = || file.accounts.iter().flat_map(|account| &account.lines).map(|line| line.posted_on.date());
    let clear = || days().filter(|day| day.day() > 12);
    let month = chrono::Duration::days(31);
    let (from, until) = (clear().min()? - month, clear().max()? + month);
    let out = |day: &chrono::NaiveDate| *day < from || *day > until;
    let turned = |day: chrono::NaiveDate| day.with_day(1)?.with_month(day.day())?.with_day(day.month());
    let either: Vec<chrono::NaiveDate> =
        days().filter(|day| day.day() <= 12 && day.day() != day.month()).collect();
    let all_out = either.len() > 1 && either.iter().all(out);
    let all_in = either.iter().all(|day| turned(*day).is_some_and(|day| !out(&day)));
    (all_out && all_in).then(|| {
        format!(
            "{} days up to the 12th lie months from the others, and beside them with day and month turned round: see that a spreadsheet has not turned them",
            either.len()
        )
    })
}

/// Some days are impossible as the profile reads them, and all can be read the other way.
pub(super) fn dates_month_first(name: &str, profile: &Profile, form: &DayForm, bad: Vec<BadRow>) -> BadFile {
    let first = bad.into_iter().find(|row| row.column == Some("date"));
    let row = first.map_or(String::new(), |row| format!(", such as `{}` on line {}", row.excerpt, row.line));
    let message =
        format!("its days are written {form}{row}; profile `{}` reads them day first", profile.name);
    let hint = format!(
        "copy the profile and say dates = [\"{form}\"]: bhlp statement profile show {}",
        profile.name
    );
    BadFile::new(name, "STATEMENT_DAYS_SWAPPED", message, Some(&hint))
}
