//! Days and money as banks write them, each form by its name: `DD/MM/YY`, `(1,234.50)`.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

use super::marks::Marks;
use domain::{BadAmount, Day, Pence, excerpt};

/// A way to write a day: `DD/MM/YYYY`, `YYMMDD`, `CCYYMMDD`, `DD MMM YY`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DayForm {
    named: String,
    parts: Vec<Part>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Day,
    Month,
    MonthName,
    Year2,
    Year4,
    Between(char),
}

/// Why a text is no day of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoDay {
    /// It is written another way.
    Otherwise,
    /// It is written that way, and the calendar has no such day.
    Impossible,
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

impl DayForm {
    /// The same form with day and month changed round.
    pub(super) fn swapped(&self) -> Option<Self> {
        let swap = |part: &Part| match part {
            Part::Day => Part::Month,
            Part::Month => Part::Day,
            other => *other,
        };
        let named = self.named.replace("DD", "\0").replace("MM", "DD").replace('\0', "MM");
        let parts: Vec<Part> = self.parts.iter().map(swap).collect();
        // Year first, or the month as a word: nobody mistakes those.
        let mistaken = matches!(self.parts.first(), Some(Part::Day | Part::Month))
            && !self.parts.contains(&Part::MonthName);
        mistaken.then_some(Self { named, parts })
    }

    /// Tells whether a text could be a day of either form.
    pub(super) fn mistaken_for(&self, other: &Self) -> bool {
        self == other || self.swapped().is_some_and(|swapped| swapped.parts == other.parts)
    }

    /// Reads a day; a time of day after it is left aside.
    pub(super) fn read(&self, text: &str) -> Result<Day, NoDay> {
        let bare = text.trim();
        let bare = bare.strip_prefix('\'').unwrap_or(bare);
        let compact = !self.parts.iter().any(|part| matches!(part, Part::Between(_)));
        // A spreadsheet takes the nought at the front away: of 060901, or of 01/09/2006.
        let padded = (compact && bare.len() + 1 == self.named.len()).then(|| format!("0{bare}"));
        let mut rest = padded.as_deref().unwrap_or(bare);
        let least = if compact { 2 } else { 1 };
        let (mut day, mut month, mut year) = (0, 0, 0);
        // Beside the month's name may stand more: `Mon 14th Sep 2026`, `Sep 14, 2026`.
        let worded = self.parts.contains(&Part::MonthName);
        if worded {
            rest = without_weekday(rest);
        }
        for part in &self.parts {
            let found = match part {
                Part::Day if worded => number(rest, least, 2).map(|(day, rest)| (day, without_ordinal(rest))),
                Part::Day => number(rest, least, 2),
                Part::Month => number(rest, least, 2),
                Part::MonthName => month_name(rest),
                Part::Year2 => number(rest, 2, 2).map(|(year, rest)| (century(year), rest)),
                Part::Year4 => number(rest, 4, 4),
                Part::Between(' ') if worded => {
                    rest.strip_prefix(',').unwrap_or(rest).strip_prefix(' ').map(|rest| (0, rest))
                }
                Part::Between(c) => rest.strip_prefix(*c).map(|rest| (0, rest)),
            };
            let number;
            (number, rest) = found.ok_or(NoDay::Otherwise)?;
            match part {
                Part::Day => day = number,
                Part::Month | Part::MonthName => month = number,
                Part::Year2 | Part::Year4 => year = number,
                Part::Between(_) => {}
            }
        }
        if !is_time(rest) {
            return Err(NoDay::Otherwise);
        }
        let known = i32::try_from(year).ok().filter(|year| (1980..2100).contains(year));
        known
            .and_then(|year| NaiveDate::from_ymd_opt(year, month, day))
            .map(Day::new)
            .ok_or(NoDay::Impossible)
    }
}

/// Reads at least and at most so many digits.
fn number(text: &str, least: usize, most: usize) -> Option<(u32, &str)> {
    let digits = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at_checked(digits)?;
    (digits >= least).then(|| number.parse().ok()).flatten().map(|number| (number, rest))
}

fn century(year: u32) -> u32 {
    if year < 80 { 2000 + year } else { 1900 + year }
}

/// Reads a month by its first three letters, and passes over the others.
fn month_name(text: &str) -> Option<(u32, &str)> {
    let begins = text.get(..3)?.to_lowercase();
    let (month, _) = (1..).zip(MONTHS).find(|(_, name)| *name == begins)?;
    Some((month, text.trim_start_matches(|c: char| c.is_ascii_alphabetic())))
}

/// Takes the letters of `14th` off.
fn without_ordinal(text: &str) -> &str {
    ["st", "nd", "rd", "th"].iter().find_map(|end| text.strip_prefix(end)).unwrap_or(text)
}

/// Takes the day of the week off: `Mon 14 Sep 2026`, `Monday, 14 September 2026`.
fn without_weekday(text: &str) -> &str {
    const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let is_one = text.get(..3).is_some_and(|begins| WEEKDAYS.contains(&begins.to_ascii_lowercase().as_str()));
    let rest = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let parted = rest.strip_prefix(',').unwrap_or(rest).strip_prefix(' ');
    parted.filter(|_| is_one).unwrap_or(text)
}

/// Tells whether a text begins with the name of a month or of a day of the week.
pub(super) fn begins_a_day(text: &str) -> bool {
    month_name(text).is_some() || without_weekday(text) != text
}

/// A time of day and its zone, or the zone alone.
fn is_time(rest: &str) -> bool {
    let is_zone = |zone: &str| {
        zone.is_empty()
            || ["Z", "AM", "PM", "UTC", "GMT", "BST"].contains(&zone)
            || zone.strip_prefix(['+', '-']).is_some_and(|offset| {
                offset.len() >= 2 && offset.bytes().all(|b| b.is_ascii_digit() || b == b':')
            })
    };
    let Some(time) = rest.strip_prefix([' ', 'T']) else { return rest.len() != 2 && is_zone(rest) };
    let time = time.trim();
    let end = time.find(|c: char| !c.is_ascii_digit() && !":.".contains(c)).unwrap_or(time.len());
    end > 0 && is_zone(time[end..].trim().to_ascii_uppercase().as_str())
}

/// What is wrong with the name of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NoForm;

impl FromStr for DayForm {
    type Err = NoForm;

    fn from_str(named: &str) -> Result<Self, NoForm> {
        const PARTS: [(&str, Part); 7] = [
            ("CCYY", Part::Year4),
            ("YYYY", Part::Year4),
            ("YY", Part::Year2),
            ("MMM", Part::MonthName),
            ("MM", Part::Month),
            ("DD", Part::Day),
            ("-", Part::Between('-')),
        ];
        let upper = named.trim().to_uppercase();
        let (mut rest, mut parts) = (upper.as_str(), Vec::new());
        while let Some(c) = rest.chars().next() {
            let found = PARTS.iter().find_map(|(word, part)| Some((*part, rest.strip_prefix(word)?)));
            let between = || "/. ".contains(c).then(|| (Part::Between(c), &rest[1..]));
            let (part, after) = found.or_else(between).ok_or(NoForm)?;
            parts.push(part);
            rest = after;
        }
        let count = |wanted: &[Part]| parts.iter().filter(|part| wanted.contains(part)).count();
        let whole = count(&[Part::Day]) == 1
            && count(&[Part::Month, Part::MonthName]) == 1
            && count(&[Part::Year2, Part::Year4]) == 1;
        whole.then_some(Self { named: upper, parts }).ok_or(NoForm)
    }
}

impl fmt::Display for DayForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.named)
    }
}

/// Which way money went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Out,
    In,
}

/// A sum as it is written, with the way it says beside its sign: `5.00 DR`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sum {
    pub(super) pence: Pence,
    pub(super) way: Option<Way>,
}

impl Sum {
    /// The sum as the account sees it, where it says the way itself.
    pub(super) fn signed(self) -> Pence {
        if self.way == Some(Way::Out) { -self.pence } else { self.pence }
    }
}

/// Reads money as statements have it, `5.00 DR` as money out.
pub(super) fn money(marks: Marks, text: &str) -> Result<Pence, BadAmount> {
    sum(marks, text).map(Sum::signed)
}

/// Takes the letters off that say which way a sum went.
pub(super) fn without_way(text: &str) -> (&str, Option<Way>) {
    let bare = text.trim();
    let end = bare.len().checked_sub(2).filter(|end| bare.is_char_boundary(*end));
    let (before, letters) = bare.split_at(end.unwrap_or(bare.len()));
    let way = match letters.to_ascii_uppercase().as_str() {
        "DR" | "OD" => Way::Out,
        "CR" => Way::In,
        _ => return (bare, None),
    };
    (before.trim_end(), Some(way))
}

/// Tells whether a value says that there is no sum: nothing, or a dash.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || "-'£\u{2212}\u{2013}\u{2014}".contains(c))
}

/// The spaces that part thousands, in one country or another.
pub(super) const THIN: [char; 5] = [' ', '\u{a0}', '\u{2009}', '\u{202f}', '\u{2007}'];

/// Takes the spaces out that part thousands: `1 234.50`.
fn without_spaces(text: &str) -> String {
    if !text.contains(THIN) {
        return text.to_owned();
    }
    let mut parts = text.split(THIN);
    let first = parts.next().unwrap_or_default();
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let rest: Vec<&str> = parts.collect();
    let (last, middle) = rest.split_last().unwrap_or((&"", &[]));
    let grouped = (1..=3).contains(&first.len())
        && digits(first)
        && middle.iter().all(|part| part.len() == 3 && digits(part))
        && last.split(['.', ',']).next().is_some_and(|whole| whole.len() == 3)
        && digits(&last.replace(['.', ','], ""));
    match grouped {
        true => format!("{first}{}", rest.concat()),
        false => text.to_owned(),
    }
}

/// Reads money as statements have it: `.97`, `1,234.50`, `£1,234.50`, `12.00-`, `(12.00)`, `£(12.00)`,
/// `+3.00`, `1 234.50`, `'-5.00`, `5.00 DR`; the marks are the file's.
pub(super) fn sum(marks: Marks, text: &str) -> Result<Sum, BadAmount> {
    let (bare, way) = without_way(text);
    // A spreadsheet marks with an apostrophe what it must not change.
    let bare = bare.strip_prefix('\'').unwrap_or(bare).trim();
    let bare = bare.strip_prefix("GBP").or_else(|| bare.strip_suffix("GBP")).unwrap_or(bare);
    let mut rest = bare.trim();
    let (mut minuses, mut pluses, mut pounds) = (0, 0, 0);
    if let Some(before) = rest.strip_suffix(MINUS) {
        (minuses, rest) = (minuses + 1, before.trim_end());
    }
    loop {
        rest = rest.trim_start();
        if let Some(inside) = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            (minuses, rest) = (minuses + 1, inside.trim());
            continue;
        }
        let mut marks = rest.chars();
        match marks.next() {
            Some('-' | '\u{2212}') => minuses += 1,
            Some('+') => pluses += 1,
            Some('£') => pounds += 1,
            _ => break,
        }
        rest = marks.as_str();
    }
    if minuses + pluses > 1 || pounds > 1 || rest.starts_with('-') {
        return Err(BadAmount::NotMoney(excerpt(text, 40)));
    }
    let rest = without_spaces(rest);
    let plain = marks.plain(&rest).map_err(|_| BadAmount::SubPenny(excerpt(text, 40)))?;
    let plain = as_typed(&plain).unwrap_or_else(|| plain.to_string());
    let pence = Pence::parse(&plain)?;
    Ok(Sum { pence: if minuses == 1 { -pence } else { pence }, way })
}

/// What was typed where a spreadsheet writes `34.990000000000002`, or `0.28999999999999998`.
fn as_typed(plain: &str) -> Option<String> {
    const BEYOND: usize = 8;
    let (whole, part) = plain.split_once('.')?;
    let (pence, rest) = part.split_at_checked(2)?;
    let like = |digit: u8| rest.len() > BEYOND && rest.bytes().take(BEYOND).all(|byte| byte == digit);
    if rest.bytes().any(|byte| !byte.is_ascii_digit()) {
        return None;
    }
    match () {
        () if like(b'0') => Some(format!("{whole}.{pence}")),
        () if like(b'9') => {
            let next = pence.parse::<u8>().ok()? + 1;
            // A whole pound more is no error of a spreadsheet's that is seen.
            (next < 100).then(|| format!("{whole}.{next:02}"))
        }
        () => None,
    }
}

/// The day a spreadsheet means by a number, counted from the end of 1899.
pub(super) fn spreadsheet_day(text: &str) -> Option<Day> {
    let (whole, part) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let number: i64 = whole.parse().ok().filter(|_| whole.len() == 5 && digits(whole) && digits(part))?;
    let first = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    (29_000..80_000)
        .contains(&number)
        .then(|| first.checked_add_signed(chrono::Duration::days(number)))?
        .map(Day::new)
}

const MINUS: [char; 2] = ['-', '\u{2212}'];

#[cfg(test)]
mod tests {
    use super::*;

    fn day(form: &str, text: &str) -> Result<String, NoDay> {
        form.parse::<DayForm>().unwrap().read(text).map(|day| day.to_string())
    }

    #[test]
    fn days_are_read_in_every_form_banks_use() {
        for (form, text, wanted) in [
            ("DD/MM/YY", "01/09/06", "2006-09-01"),
            ("DD/MM/YY", "1/9/06", "2006-09-01"),
            ("DD/MM/YYYY", "29/02/2008", "2008-02-29"),
            ("DD/MM/YYYY", "29/02/2008 13:05:00", "2008-02-29"),
            ("MM/DD/YYYY", "02/29/2008", "2008-02-29"),
            ("YYMMDD", "060901", "2006-09-01"),
            ("YYMMDD", "60901", "2006-09-01"),
            ("CCYYMMDD", "20060901", "2006-09-01"),
            ("yyyy/mm/dd", "2006/09/01", "2006-09-01"),
            ("YYYY-MM-DD", "2006-09-01T10:00:00Z", "2006-09-01"),
            ("DD MMM YYYY", "01 Sep 2006", "2006-09-01"),
            ("DD-MMM-YY", "01-September-06", "2006-09-01"),
            ("DD/MM/YY", "31/12/99", "1999-12-31"),
            ("MMM DD YYYY", "Sep 14, 2006", "2006-09-14"),
            ("MMM DD YYYY", "September 14 2006", "2006-09-14"),
            ("DD MMM YYYY", "Thu 14 Sep 2006", "2006-09-14"),
            ("DD MMM YYYY", "Thursday, 14 September 2006", "2006-09-14"),
            ("DD MMM YYYY", "14th September 2006", "2006-09-14"),
        ] {
            assert_eq!(day(form, text), Ok(wanted.to_owned()), "{form} {text}");
        }
    }

    #[test]
    fn no_day_is_guessed() {
        for (form, text, wanted) in [
            ("DD/MM/YYYY", "29/02/2007", NoDay::Impossible),
            ("DD/MM/YYYY", "31/04/2007", NoDay::Impossible),
            ("DD/MM/YYYY", "04/25/2017", NoDay::Impossible),
            ("DD/MM/YYYY", "01/09/0206", NoDay::Impossible),
            ("DD/MM/YYYY", "01/09/06", NoDay::Otherwise),
            ("DD/MM/YY", "01/09/2006", NoDay::Otherwise),
            ("DD/MM/YYYY", "01/09/2006x", NoDay::Otherwise),
            ("DD/MM/YYYY", "2006-09-01", NoDay::Otherwise),
            ("YYMMDD", "0609", NoDay::Otherwise),
            ("DD MMM YY", "01 Sxp 06", NoDay::Otherwise),
            ("DD/MM/YYYY", "", NoDay::Otherwise),
            ("DD/MM/YYYY", "é1/09/2006", NoDay::Otherwise),
        ] {
            assert_eq!(day(form, text), Err(wanted), "{form} {text}");
        }
        for bad in ["", "DD/MM", "DD/MM/YYY", "DD/DD/YY", "day", "DD/MM/YY hh"] {
            assert!(bad.parse::<DayForm>().is_err(), "{bad}");
        }
    }

    #[test]
    fn money_is_read_however_a_bank_signs_it() {
        for (text, pence) in [
            (".97", 97),
            ("1,234.50", 123_450),
            ("£1,234.50", 123_450),
            (" £ 1,234.50 ", 123_450),
            ("12.00-", -1_200),
            ("(12.00)", -1_200),
            ("(£1,012.00)", -101_200),
            ("-£12.00", -1_200),
            ("£-12.00", -1_200),
            ("\u{2212}12.00", -1_200),
            ("+3.00", 300),
            ("12.5000", 1_250),
            ("-0.00", 0),
            ("£(5.00)", -500),
            (" £2,000.00 ", 200_000),
            ("-34.990000000000002", -3_499),
            ("0.28999999999999998", 29),
            ("'-5.00", -500),
            ("5.00 DR", -500),
            ("1.20dr", -120),
            ("2,000.00 CR", 200_000),
            ("1 234.50", 123_450),
            ("1\u{2009}234\u{202f}567.50", 123_456_750),
        ] {
            assert_eq!(money(Marks::Point, text), Ok(Pence::new(pence)), "{text}");
        }
        for (text, code) in [
            ("12.345", "AMOUNT_SUB_PENNY"),
            ("1.230", "AMOUNT_SUB_PENNY"),
            ("12.3456", "AMOUNT_SUB_PENNY"),
            ("--12.00", "AMOUNT_NOT_MONEY"),
            ("-12.00-", "AMOUNT_NOT_MONEY"),
            ("(-12.00)", "AMOUNT_NOT_MONEY"),
            ("££1", "AMOUNT_NOT_MONEY"),
            ("12,34", "AMOUNT_NOT_MONEY"),
            ("12.00 EUR", "AMOUNT_NOT_MONEY"),
            ("", "AMOUNT_NOT_MONEY"),
            ("-", "AMOUNT_NOT_MONEY"),
            ("1e3", "AMOUNT_NOT_MONEY"),
            ("9999999999999.00", "AMOUNT_TOO_LARGE"),
        ] {
            assert_eq!(money(Marks::Point, text).map_err(|bad| bad.code()), Err(code), "{text}");
        }
    }
}
