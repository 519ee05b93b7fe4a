//! MT940, the customer statement of SWIFT, bare or in its envelope, as banks write it: letters beyond
//! SWIFT's own set and narratives longer than six lines are read too.

use super::reading::{Draft, Reading, blank, no_reference};
use domain::statement::{StatementAccount, StatementFile, StatementLine};
use domain::{Day, Pence, excerpt};
use file::BadFile;

use chrono::{Datelike, NaiveDate};

const DAY: &str = "YYMMDD";

/// Tells whether a text is one: a field `:20:` near its beginning and a field of a statement after it.
pub(super) fn fits(text: &str) -> bool {
    let mut lines = text.lines().take(40).map(|line| line.trim_start_matches(envelope));
    let begins = lines.by_ref().take(12).any(|line| line.contains(":20:"));
    begins && lines.any(|line| [":25:", ":25P:", ":28", ":60"].iter().any(|tag| line.starts_with(tag)))
}

/// Tells whether a text is an interim report of the day, which is no statement: it has a field `:34F:` or
/// `:13D:` and no opening balance.
pub(super) fn is_interim(text: &str) -> bool {
    let has = |tags: &[&str]| {
        text.lines().any(|line| tags.iter().any(|tag| line.trim_start_matches(envelope).starts_with(tag)))
    };
    text.contains(":20:") && has(&[":34F:", ":13D:", ":13:", ":90D:", ":90C:"]) && !has(&[":60F:", ":60M:"])
}

fn envelope(c: char) -> bool {
    c.is_whitespace() || c == '\u{1}' || c == '\u{3}'
}

/// One field: its tag, its text and the line it begins on.
#[derive(Debug)]
struct Field<'a> {
    row: u64,
    tag: &'a str,
    lines: Vec<&'a str>,
}

impl Field<'_> {
    fn first(&self) -> &str {
        self.lines.first().map_or("", |line| line.trim())
    }
}

/// Splits a file into fields.
fn fields(text: &str) -> Vec<Field<'_>> {
    let mut fields: Vec<Field<'_>> = Vec::new();
    let mut inside = false;
    for (row, line) in (1..).zip(text.lines()) {
        // An envelope stands on the line before the first field, or before it on the same line.
        let line = line.trim_start_matches(envelope);
        let line =
            if line.starts_with('{') { line.rsplit_once("{4:").map_or("", |(_, rest)| rest) } else { line };
        let line = line.trim_end();
        if let Some((tag, rest)) = tagged(line) {
            fields.push(Field { row, tag, lines: vec![rest] });
            inside = true;
        } else if line == "-" || line.starts_with("-}") {
            inside = false;
        } else if inside
            && !line.is_empty()
            && let Some(field) = fields.last_mut()
        {
            field.lines.push(line);
        }
    }
    fields
}

/// `:61:rest` as tag and rest.
fn tagged(line: &str) -> Option<(&str, &str)> {
    let (tag, rest) = line.strip_prefix(':')?.split_once(':')?;
    let digits = tag.get(..2)?.bytes().all(|b| b.is_ascii_digit());
    let letter = tag.len() == 2 || (tag.len() == 3 && tag.as_bytes()[2].is_ascii_uppercase());
    (digits && letter).then_some((tag, rest))
}

/// A statement that is being read.
#[derive(Debug)]
struct Open {
    account: StatementAccount,
    opened: Option<Day>,
    drafts: Vec<Draft>,
    begun: bool,
    ended: bool,
    /// Whether the text that comes next is about the last line.
    at_line: bool,
}

pub(super) fn read(text: &str, name: &str) -> Result<StatementFile, BadFile> {
    let mut reading = Reading::new(name);
    let mut accounts = Vec::new();
    let mut open: Option<Open> = None;
    for field in fields(text) {
        if field.tag == "20" {
            close(&mut reading, open.take(), &mut accounts)?;
            open = Some(Open {
                account: blank(),
                opened: None,
                drafts: Vec::new(),
                begun: false,
                ended: false,
                at_line: false,
            });
            continue;
        }
        match &mut open {
            Some(open) => take(&mut reading, open, &field),
            None if field.tag == "61" => return Err(reading.truncated("field 20 before the first line")),
            None => {}
        }
    }
    close(&mut reading, open, &mut accounts)?;
    reading.finish("mt940", accounts)
}

/// Takes one field of a statement.
fn take(reading: &mut Reading<'_>, open: &mut Open, field: &Field<'_>) {
    let Field { row, tag, .. } = *field;
    if tag != "86" {
        open.at_line = false;
    }
    match tag {
        "25" | "25P" => open.account.number = reading.number(row, field.first()),
        "60F" | "60M" => {
            open.begun = true;
            if let Some((pence, day)) = balance(reading, row, field.first()) {
                (open.account.opening, open.opened) = (Some(pence), Some(day));
            }
        }
        "61" => {
            reading.count();
            if let Some(draft) = line(reading, field) {
                open.drafts.push(draft);
                open.at_line = true;
            }
        }
        "86" if open.at_line => {
            if let Some(draft) = open.drafts.last_mut() {
                narrative(draft, field);
            }
        }
        "62F" | "62M" => {
            open.ended = true;
            if let Some((pence, day)) = balance(reading, row, field.first()) {
                (open.account.closing, open.account.until) = (Some(pence), Some(day));
            }
        }
        _ => {}
    }
}

/// Ends a statement, which begins and ends with a balance.
fn close(
    reading: &mut Reading<'_>,
    open: Option<Open>,
    accounts: &mut Vec<StatementAccount>,
) -> Result<(), BadFile> {
    let Some(Open { mut account, opened, drafts, begun, ended, .. }) = open else { return Ok(()) };
    if !begun {
        return Err(reading.truncated("the opening balance (field 60F or 60M)"));
    }
    if !ended {
        return Err(reading.truncated("the closing balance (field 62F or 62M)"));
    }
    account.lines =
        drafts.into_iter().filter_map(|draft| reading.line(draft)).collect::<Vec<StatementLine>>();
    // The opening balance has the day of the closing one before it, or the first day: banks differ.
    let days = account.lines.iter().map(|line| line.posted_on);
    let after = opened.and_then(|day| day.date().succ_opt()).map(Day::new);
    account.from = days.chain(after).chain(account.until).min();
    accounts.push(account);
    Ok(())
}

/// `C060901GBP1234,56`.
fn balance(reading: &mut Reading<'_>, row: u64, text: &str) -> Option<(Pence, Day)> {
    let shape = |reading: &mut Reading<'_>| {
        let message = "it is not a balance; wanted is C or D, YYMMDD, GBP and an amount such as 1234,56";
        reading.refuse(row, Some("balance"), ("STATEMENT_FIELD_INVALID", message.to_owned()), text);
    };
    let Some((sign, rest)) = text.split_at_checked(1) else {
        shape(reading);
        return None;
    };
    let (Some((day, rest)), "C" | "D") = (rest.split_at_checked(6), sign) else {
        shape(reading);
        return None;
    };
    let Some((currency, amount)) = rest.split_at_checked(3) else {
        shape(reading);
        return None;
    };
    let Some(day) = short_day(day) else {
        reading.bad_day(row, "balance", day, DAY);
        return None;
    };
    if !reading.pounds(row, "balance", currency) {
        return None;
    }
    let pence = money(reading, row, amount)?;
    Some((if sign == "D" { -pence } else { pence }, day))
}

/// `1234,56`, `1234,` or `1234`.
fn money(reading: &mut Reading<'_>, row: u64, text: &str) -> Option<Pence> {
    if text.contains(['.', '-', '£']) || text.matches(',').count() > 1 {
        let message = format!("`{}` is not an amount; a comma and two digits are wanted", excerpt(text, 40));
        reading.refuse(row, Some("amount"), ("AMOUNT_NOT_MONEY", message), text);
        return None;
    }
    reading.money(row, "amount", &text.replace(',', "."))
}

/// A day of two digits for the year: from 1980 to 2079.
fn short_day(text: &str) -> Option<Day> {
    if text.len() != 6 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number = |from: usize| text[from..from + 2].parse::<u32>().ok();
    let (year, month, day) = (number(0)?, number(2)?, number(4)?);
    let year = i32::try_from(if year < 80 { 2000 + year } else { 1900 + year }).ok()?;
    NaiveDate::from_ymd_opt(year, month, day).map(Day::new)
}

/// The day of the entry, given as month and day, nearest to the value day.
fn entry_day(value: Day, text: &str) -> Option<Day> {
    let (month, day) = (text.get(..2)?.parse().ok()?, text.get(2..)?.parse().ok()?);
    (-1..=1)
        .filter_map(|years| NaiveDate::from_ymd_opt(value.date().year() + years, month, day))
        .min_by_key(|date| (*date - value.date()).num_days().abs())
        .map(Day::new)
}

/// `0609010901DR12,34NTRFreference//bank's`, and more on the next line.
fn line(reading: &mut Reading<'_>, field: &Field<'_>) -> Option<Draft> {
    let (row, text) = (field.row, field.first());
    let Some((value, rest)) = text.split_at_checked(6) else {
        reading.bad_day(row, "value date", text, DAY);
        return None;
    };
    let Some(value) = short_day(value) else {
        reading.bad_day(row, "value date", value, DAY);
        return None;
    };
    // Some banks leave the places of the entry's day blank.
    let (entered, rest) = digits(rest.trim_start());
    let posted_on = match entered {
        "" => Some(value),
        entered if entered.len() == 4 => entry_day(value, entered),
        _ => None,
    };
    let Some(posted_on) = posted_on else {
        reading.bad_day(row, "entry date", entered, "MMDD");
        return None;
    };
    let rest = rest.trim_start();
    let mark = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_uppercase()).len();
    let (mark, rest) = rest.split_at(mark);
    let sign = sign(reading, row, mark)?;
    let end = rest.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(rest.len());
    let (amount, rest) = rest.split_at(end);
    let pence = money(reading, row, amount)?;
    let (kind, references) = rest.split_at_checked(4).unwrap_or((rest, ""));
    let (own, bank) = references.split_once("//").unwrap_or((references, ""));
    let reference = [own, bank].map(no_reference).into_iter().find(|found| !found.is_empty()).unwrap_or("");
    Some(Draft {
        row,
        posted_on,
        amount: if sign == Sign::Out { -pence } else { pence },
        text: field.lines.get(1..).unwrap_or_default().join(" "),
        reference: reference.to_owned(),
        kind: kind.trim_start_matches(['N', 'F', 'S']).to_owned(),
        foreign: String::new(),
    })
}

fn digits(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    In,
    Out,
}

/// C and D, their reversals, and what is only expected; a letter of the currency may follow.
fn sign(reading: &mut Reading<'_>, row: u64, mark: &str) -> Option<Sign> {
    match mark {
        _ if mark.starts_with("EC") || mark.starts_with("ED") => {
            reading.leave_out(row, format_args!("it is only expected ({mark})"));
            None
        }
        _ if mark.starts_with("RC") => Some(Sign::Out),
        _ if mark.starts_with("RD") => Some(Sign::In),
        _ if mark.starts_with('C') => Some(Sign::In),
        _ if mark.starts_with('D') => Some(Sign::Out),
        _ => {
            let message = format!("its mark is `{}`; C, D, RC or RD is wanted", excerpt(mark, 12));
            reading.refuse(row, Some("mark"), ("STATEMENT_SIGN_INVALID", message), mark);
            None
        }
    }
}

/// Adds what the bank says about a line: plain text, or parts marked `?20` and so on.
fn narrative(draft: &mut Draft, field: &Field<'_>) {
    let plain = field.lines.iter().map(|line| line.trim()).collect::<Vec<_>>();
    let code = plain.first().and_then(|line| line.split_at_checked(3));
    let text = match code {
        Some((code, rest)) if rest.starts_with('?') && code.bytes().all(|b| b.is_ascii_digit()) => {
            structured(&plain.concat()[3..])
        }
        _ => plain.join(" "),
    };
    draft.text = [draft.text.as_str(), text.as_str()].join(" ").trim().to_owned();
}

/// The name (`?32`, `?33`) and the purpose (`?20` to `?29`, `?60` to `?63`) of marked parts.
fn structured(text: &str) -> String {
    let (mut name, mut purpose) = (String::new(), String::new());
    for part in text.split('?').filter_map(|part| part.split_at_checked(2)) {
        match part {
            ("32" | "33", text) => name.push_str(text),
            (mark, text) if mark.starts_with('2') || mark.starts_with('6') => purpose.push_str(text),
            _ => {}
        }
    }
    format!("{name} {purpose}")
}
