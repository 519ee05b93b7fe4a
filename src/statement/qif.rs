//! QIF, the old exchange form of Quicken: a letter and its value on each line, `^` after each record.
//!
//! Its days have no certain order. British files have the day first; a file with a day beyond 12 in the
//! second place, or with `!Option:MDY`, has the month first, and one with both is refused. Where no day
//! tells, the file's notes say how they are read.

use std::collections::HashMap;

use super::balance_rows;
use super::date_money_formats::DayForm;
use super::marks::Marks;
use super::reading::{Draft, Reading, blank};
use domain::Day;
use domain::statement::{StatementAccount, StatementFile};
use file::BadFile;

use chrono::NaiveDate;

const ACCOUNTS: [&str; 5] = ["bank", "ccard", "cash", "oth a", "oth l"];

/// Tells whether a text is one.
pub(super) fn fits(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(8).collect::<String>().to_ascii_lowercase();
    ["!type", "!account", "!option", "!clear"].iter().any(|head| start.starts_with(head))
}

/// What the records of a section are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Section {
    Lines,
    Account,
    /// Categories, classes and the like.
    Other,
}

/// One record: the first value of each letter, and the line it begins on.
#[derive(Debug, Default)]
struct Record<'a> {
    row: u64,
    values: HashMap<char, &'a str>,
    /// Whether another record has run into it, which is told once.
    joined: bool,
}

impl Record<'_> {
    fn get(&self, letter: char) -> &str {
        self.values.get(&letter).map_or("", |value| value.trim())
    }
}

pub(super) fn read(text: &str, name: &str) -> Result<StatementFile, BadFile> {
    let mut reading = Reading::new(name);
    let sums = text.lines().map(str::trim).filter_map(|line| line.strip_prefix(['T', 'U', '$']));
    reading.marks = Marks::of(sums);
    let mut accounts: Vec<StatementAccount> = Vec::new();
    let mut section = Section::Other;
    let mut named = blank();
    let mut record = Record::default();
    let order = Order::of(text, &reading)?;
    let month_first = order == Order::MonthFirst;
    for (row, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        let Some(letter) = line.chars().next() else { continue };
        match letter {
            '!' if !record.values.is_empty() => {
                return Err(reading.truncated(&format!("`^` before line {row}, after the record before it")));
            }
            '!' => {
                // An option changes how days are read, and nothing else.
                if ["!option", "!clear"].iter().any(|option| line.to_ascii_lowercase().starts_with(option)) {
                    continue;
                }
                section = begin(&reading, row, line)?;
                if section == Section::Lines {
                    let is_card = line.to_ascii_lowercase().contains("ccard");
                    accounts.push(StatementAccount { is_card, ..std::mem::replace(&mut named, blank()) });
                }
            }
            '^' => {
                let record = std::mem::take(&mut record);
                match section {
                    _ if record.values.is_empty() => {}
                    Section::Account => named = account(&mut reading, &record, month_first),
                    Section::Lines => {
                        if let Some(account) = accounts.last_mut() {
                            take(&mut reading, account, &record, month_first);
                        }
                    }
                    Section::Other => {}
                }
            }
            _ => {
                if record.values.is_empty() {
                    record.row = row;
                }
                let again = record.values.contains_key(&letter) && !record.joined;
                if again && section == Section::Lines && ['D', 'T'].contains(&letter) {
                    let message = format!(
                        "a second {letter} before `^`: two records have run together, and one would be lost"
                    );
                    reading.refuse(row, Some("record"), ("STATEMENT_FIELD_INVALID", message), line);
                    record.joined = true;
                }
                record.values.entry(letter).or_insert(&line[letter.len_utf8()..]);
            }
        }
    }
    if !record.values.is_empty() {
        return Err(reading.truncated("`^` after the last record"));
    }
    for account in &mut accounts {
        let (told, _) = balance_rows::take_from_the_ends(account);
        told.into_iter().for_each(|told| reading.tell(told));
        card_signs(&mut reading, account);
        account.is_card = false;
    }
    // The name is the user's own, not the bank's; it only tells several accounts apart.
    if let [only] = accounts.as_mut_slice() {
        only.number = None;
    }
    if order == Order::Unsaid
        && let Some(told) = either_way(&accounts)
    {
        reading.tell(told);
    }
    reading.finish("qif", accounts)
}

/// Turns the signs of a card's lines where purchases are written as positive.
fn card_signs(reading: &mut Reading<'_>, account: &mut StatementAccount) {
    if account.is_card {
        let lines = account.lines.iter().map(|line| {
            let text = line.text.as_ref().map_or("", domain::Text::as_str);
            (line.row, line.amount, text)
        });
        if reading.purchases_are_positive(&lines.collect::<Vec<_>>()) {
            account.lines.iter_mut().for_each(|line| line.amount = -line.amount);
            account.opening = account.opening.map(|opening| -opening);
            account.closing = account.closing.map(|closing| -closing);
        }
    }
}

/// Says how days are read that could be read either way round.
fn either_way(accounts: &[StatementAccount]) -> Option<String> {
    let days = || accounts.iter().flat_map(|account| &account.lines).map(|line| line.posted_on);
    let (first, last) = days().min().zip(days().max())?;
    Some(format!(
        "no day of it tells which number is the month; read day first they run from {first} to {last}: see that they do"
    ))
}

/// What a line that begins with `!` begins.
fn begin(reading: &Reading<'_>, row: u64, line: &str) -> Result<Section, BadFile> {
    let lower = line.to_ascii_lowercase();
    let Some(kind) = lower.strip_prefix("!type:").map(str::trim) else {
        return Ok(if lower.starts_with("!account") { Section::Account } else { Section::Other });
    };
    if kind == "invst" {
        let message = format!("line {row}: it is of an investment account; a bank account or card is wanted");
        return Err(reading.bad_file("STATEMENT_UNKNOWN", message, "export the bank account or card itself"));
    }
    Ok(if ACCOUNTS.contains(&kind) { Section::Lines } else { Section::Other })
}

/// An account's name, and its balance on a day.
fn account(reading: &mut Reading<'_>, record: &Record<'_>, month_first: bool) -> StatementAccount {
    let mut account = blank();
    account.number = reading.number(record.row, record.get('N'));
    let balance = record.get('$');
    if !balance.is_empty() {
        account.closing = reading.money(record.row, "balance", balance);
        account.until = day(record.get('/'), month_first);
    }
    account
}

fn take(reading: &mut Reading<'_>, account: &mut StatementAccount, record: &Record<'_>, month_first: bool) {
    let row = record.row;
    let amount = if record.get('T').is_empty() { record.get('U') } else { record.get('T') };
    let found = record.get('D');
    reading.count();
    for (value, column) in [(found, "date (D)"), (amount, "amount (T)")] {
        if value.is_empty() {
            reading.missing(row, column);
            return;
        }
    }
    let posted_on = day(found, month_first);
    if posted_on.is_none() {
        let wanted = if month_first { "MM/DD/YYYY, as elsewhere in the file," } else { "DD/MM/YYYY" };
        reading.bad_day(row, "date (D)", found, wanted);
    }
    let amount = reading.money(row, "amount (T)", amount);
    let (Some(posted_on), Some(amount)) = (posted_on, amount) else { return };
    let (payee, memo) = (record.get('P'), record.get('M'));
    // Quicken's own way to say what was there before the first line, and some banks' for after the last.
    match balance_rows::balance_row(payee) {
        Some(true) if account.lines.is_empty() && account.opening.is_none() => {
            (account.opening, account.from) = (Some(amount), Some(posted_on));
            if !payee.eq_ignore_ascii_case("opening balance") {
                reading
                    .leave_out(row, format_args!("`{payee}` of {amount} is taken for the opening balance"));
            }
            return;
        }
        Some(false) => {
            account.closing = Some(amount);
            reading.leave_out(row, format_args!("`{payee}` of {amount} is taken for the closing balance"));
            return;
        }
        _ => {}
    }
    let (kind, reference) = number(record.get('N'));
    let text = if payee.contains(memo) { payee.to_owned() } else { format!("{payee} {memo}") };
    let draft = Draft {
        row,
        posted_on,
        amount,
        text,
        reference: reference.to_owned(),
        kind: kind.to_owned(),
        foreign: String::new(),
    };
    account.lines.extend(reading.line(draft));
}

/// The field N is a cheque's number, or the bank's word for what it is.
fn number(text: &str) -> (&str, &str) {
    if text.contains(|c: char| c.is_ascii_digit()) { ("", text) } else { (text, "") }
}

/// Which number of a day comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    DayFirst,
    MonthFirst,
    /// Some days could be read either way, and none tells.
    Unsaid,
}

impl Order {
    fn of(text: &str, reading: &Reading<'_>) -> Result<Self, BadFile> {
        order(text, reading)
    }
}

fn order(text: &str, reading: &Reading<'_>) -> Result<Order, BadFile> {
    let (mut month, mut day, mut unsaid) = (None, None, false);
    for (row, line) in (1_u64..).zip(text.lines()) {
        match line.trim().to_ascii_lowercase().as_str() {
            "!option:mdy" => month = month.or(Some(row)),
            "!option:dmy" => day = day.or(Some(row)),
            _ => {}
        }
        let Some((first, second, _)) = line.trim().strip_prefix('D').and_then(parts) else { continue };
        if first.len() > 2 {
            continue;
        }
        let number = |part: &str| part.parse::<u32>().unwrap_or(0);
        match (number(first), number(second)) {
            (1..=12, 13..) => month = month.or(Some(row)),
            (13.., 1..=12) => day = day.or(Some(row)),
            (one @ 1..=12, other @ 1..=12) => unsaid |= one != other,
            _ => {}
        }
    }
    if let (Some(month), Some(day)) = (month, day) {
        let message =
            format!("its days are of two orders: line {day} has the day first, line {month} the month first");
        return Err(reading.bad_file(
            "STATEMENT_DAYS_MIXED",
            message,
            "export it once more with one form of date",
        ));
    }
    Ok(match (month, day) {
        (Some(_), _) => Order::MonthFirst,
        (None, None) if unsaid => Order::Unsaid,
        _ => Order::DayFirst,
    })
}

/// The three numbers of a day.
fn parts(text: &str) -> Option<(&str, &str, &str)> {
    let mut parts = text.trim().split(['/', '-', '.', '\'']).map(str::trim);
    let found = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |part: &str| !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
    (parts.next().is_none() && digits(found.0) && digits(found.1) && digits(found.2)).then_some(found)
}

/// Reads `1/9/06`, `01/09/2006`, `1/ 9'06`, `2006-09-01` or `1 Sep 2006`.
fn day(text: &str, month_first: bool) -> Option<Day> {
    const NAMED: [&str; 6] =
        ["DD MMM YYYY", "DD-MMM-YYYY", "DD/MMM/YYYY", "DD MMM YY", "DD-MMM-YY", "DD/MMM/YY"];
    let named = || {
        let mut forms = NAMED.iter().filter_map(|form| form.parse::<DayForm>().ok());
        forms.find_map(|form| form.read(text).ok())
    };
    if text.contains(|c: char| c.is_ascii_alphabetic()) {
        return named();
    }
    let (first, second, third) = parts(text)?;
    let (year, month, day) = match first.len() {
        4 => (first, second, third),
        _ if month_first => (third, first, second),
        _ => (third, second, first),
    };
    let years: i32 = year.parse().ok()?;
    let years = match (year.len(), years) {
        (4, _) => years,
        (2, 80..) => years + 1900,
        (1 | 2, _) => years + 2000,
        _ => return None,
    };
    NaiveDate::from_ymd_opt(years, month.parse().ok()?, day.parse().ok()?).map(Day::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_every_form_quicken_wrote() {
        let first = "2006-09-01".parse().ok();
        for (text, month_first) in [
            ("1/9/06", false),
            ("01/09/2006", false),
            ("9/ 1'06", true),
            ("2006-09-01", true),
            ("01.09.2006", false),
        ] {
            assert_eq!(day(text, month_first), first, "{text}");
        }
        for text in ["31/02/2006", "1/9", "1/9/006", "1/9/06/1", "a/b/c", "", "99999/1/1"] {
            assert_eq!(day(text, false), None, "{text}");
        }
    }
}
