//! A statement as lines with labels, as Santander's online banking writes it as text: `From: … to …` and
//! `Account: …` above, then for each line of the account `Date:`, `Description:`, `Amount:` and `Balance:`,
//! with an empty line between.
//!
//! It is laid out in columns, each record on the line where it began, and read by profile `santander`.

use super::profile::Profile;
use super::{csv, layout};
use domain::statement::StatementFile;
use domain::{Day, excerpt};
use file::BadFile;

use chrono::NaiveDate;

/// The profile that its columns have.
pub(super) const PROFILE: &str = "santander";

/// The labels of a record, in the order of the columns.
const LABELS: [&str; 4] = ["Date:", "Description:", "Amount:", "Balance:"];

/// What stands above the records.
const ABOVE: [&str; 2] = ["From:", "Account:"];

/// Tells whether a text is one: the period at its beginning, and a record's labels, one below the other.
pub(super) fn fits(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let begins = lines.next().is_some_and(|line| value(line, "From:").is_some());
    let labelled = |line: &str, label| value(line, label).is_some();
    let mut after = lines.skip_while(|line| !labelled(line, LABELS[0])).take(LABELS.len());
    begins && LABELS.iter().all(|label| after.next().is_some_and(|line| labelled(line, label)))
}

/// Reads one.
///
/// # Errors
/// As of any file with columns; `STATEMENT_TRUNCATED` where a record lacks one of its lines.
pub(super) fn read(text: &str, name: &str) -> Result<StatementFile, BadFile> {
    let text = layout::with_line_feeds(text);
    let profile = Profile::shipped().iter().find(|profile| profile.name.as_str() == PROFILE);
    one_account(&text, name)?;
    let (columns, told) = in_columns(&text, name)?;
    let mut file = csv::read(&columns, name, profile)?;
    file.left_out.extend(told);
    let (from, until) = period(&text);
    for account in &mut file.accounts {
        (account.from, account.until) = (from, until);
        let is_outside =
            |day: Day| from.is_some_and(|from| day < from) || until.is_some_and(|until| day > until);
        if let Some(line) = account.lines.iter().find(|line| is_outside(line.posted_on)) {
            let message =
                format!("line {} is of {}, outside the days that it says above", line.row, line.posted_on);
            return Err(invalid(name, message));
        }
    }
    Ok(file)
}

/// Refuses the lines of two accounts, of which nothing tells whose each is.
fn one_account(text: &str, name: &str) -> Result<(), BadFile> {
    let mut accounts: Vec<&str> = text.lines().filter_map(|line| value(line, "Account:")).collect();
    accounts.dedup();
    match accounts.as_slice() {
        [first, second, ..] => {
            let message =
                format!("it has two accounts, `{}` and `{}`", excerpt(first, 30), excerpt(second, 30));
            Err(invalid(name, message))
        }
        _ => Ok(()),
    }
}

fn invalid(name: &str, message: String) -> BadFile {
    let hint = "fetch each account, and each period, by itself";
    BadFile::new(name, "STATEMENT_FIELD_INVALID", message, Some(hint))
}

/// What stands behind a label.
fn value<'a>(line: &'a str, label: &str) -> Option<&'a str> {
    line.trim().strip_prefix(label).map(str::trim)
}

/// Lays the records out in columns, and says what has no place in them. A line that begins no record stays,
/// empty, so that each keeps its number; a line without a label goes on with the description above it.
fn in_columns(text: &str, name: &str) -> Result<(String, Vec<String>), BadFile> {
    let mut told = Vec::new();
    let mut lines: Vec<Option<[Vec<&str>; 4]>> = Vec::new();
    let mut began = 0;
    for line in text.lines() {
        let labelled =
            LABELS.iter().enumerate().find_map(|(place, label)| Some((place, value(line, label)?)));
        lines.push(None);
        match labelled {
            Some((0, day)) => {
                began = lines.len() - 1;
                lines[began] = Some([vec![day], vec![], vec![], vec![]]);
            }
            Some((place, said)) => match &mut lines[began] {
                Some(cells) => cells[place].push(said),
                None => return Err(incomplete(name, lines.len(), LABELS[0])),
            },
            None if line.trim().is_empty() => {}
            None => match &mut lines[began] {
                Some([_, description, amount, _]) if !description.is_empty() && amount.is_empty() => {
                    description.push(line.trim());
                }
                _ if ABOVE.iter().any(|label| value(line, label).is_some()) => {}
                _ => {
                    told.push(format!("line {} is passed over: `{}`", lines.len(), excerpt(line.trim(), 60)))
                }
            },
        }
    }
    let mut columns = String::new();
    for (row, line) in (1..).zip(&lines) {
        if row == 1 {
            columns.push_str(&LABELS.join(","));
        }
        if let Some(cells) = line {
            let missing = LABELS.iter().zip(cells).find(|(_, said)| said.is_empty());
            if let Some((label, _)) = missing {
                return Err(incomplete(name, row, label));
            }
            let quoted = cells.each_ref().map(|said| format!("\"{}\"", said.join(" ").replace('"', "\"\"")));
            columns.push_str(&quoted.join(","));
        }
        columns.push('\n');
    }
    Ok((columns, told))
}

fn incomplete(name: &str, line: usize, label: &str) -> BadFile {
    let message = format!("the record on line {line} has no `{label}`");
    BadFile::new(name, "STATEMENT_TRUNCATED", message, Some("fetch it once more: a part is missing"))
}

/// The first day and the last that the file says it covers.
fn period(text: &str) -> (Option<Day>, Option<Day>) {
    let said = text.lines().find_map(|line| value(line, "From:")).unwrap_or_default();
    let mut days = said
        .split_whitespace()
        .filter_map(|word| NaiveDate::parse_from_str(word, "%d/%m/%Y").ok())
        .map(Day::new);
    (days.next(), days.next())
}
