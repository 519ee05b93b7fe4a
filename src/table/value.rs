//! What stands in one place of a table, as data files and as people have it.

use std::borrow::Cow;
use std::fmt;

use domain::{Day, Pence};

/// What stands in one place of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Nothing: it is not known, or there is none.
    Empty,
    /// It is known, and not told.
    Withheld,
    /// A word or a text, as it was given: each writer makes it safe for its readers. Days, months and
    /// instants of a report are what the ledger keeps of them, a text too.
    Text(Cow<'a, str>),
    /// A whole number.
    Count(i64),
    /// A sum.
    Money(Pence),
    Day(Day),
    /// A share of a hundred, in tenths.
    Percent(i64),
    /// A number in thousandths: a score, a number of units.
    Thousandths(i64),
    /// A real number, told to so many decimals.
    Number(f64, u8),
    /// A sum split over funds, as `POOL=8000;SEN=3000` in pence.
    Shares(Cow<'a, str>),
    /// Yes or no.
    Yes(bool),
}

impl<'a> Value<'a> {
    /// Keeps it beyond what it was read from.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Self::Empty => Value::Empty,
            Self::Withheld => Value::Withheld,
            Self::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Self::Count(value) => Value::Count(value),
            Self::Money(value) => Value::Money(value),
            Self::Day(value) => Value::Day(value),
            Self::Percent(value) => Value::Percent(value),
            Self::Thousandths(value) => Value::Thousandths(value),
            Self::Number(value, decimals) => Value::Number(value, decimals),
            Self::Shares(text) => Value::Shares(Cow::Owned(text.into_owned())),
            Self::Yes(value) => Value::Yes(value),
        }
    }

    /// A word or a text.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    /// What may not be known.
    pub fn perhaps<T>(what: Option<T>, value: impl FnOnce(T) -> Self) -> Self {
        what.map_or(Self::Empty, value)
    }

    /// Returns its words, where it is some.
    pub fn as_text(&self) -> &str {
        if let Self::Text(text) = self { text } else { "" }
    }

    /// Returns the sum, where it is one.
    pub const fn as_money(&self) -> Option<Pence> {
        if let Self::Money(pence) = self { Some(*pence) } else { None }
    }

    /// Returns the whole number, where it is one.
    pub const fn as_count(&self) -> Option<i64> {
        if let Self::Count(count) = self { Some(*count) } else { None }
    }

    /// Writes it as data files have it.
    pub fn data(&self, out: &mut String) {
        match self {
            Self::Empty | Self::Withheld => {}
            Self::Text(text) => out.push_str(text),
            Self::Count(number) => point(*number, 0, out),
            Self::Money(pence) => point(pence.get(), 2, out),
            Self::Day(day) => out.push_str(&day.to_string()),
            Self::Percent(tenths) => point(*tenths, 1, out),
            Self::Thousandths(number) => bare(*number, out),
            Self::Number(number, decimals) => real(*number, *decimals, out),
            Self::Yes(yes) => out.push_str(if *yes { "true" } else { "false" }),
            Self::Shares(shares) => by_fund(shares, "; ", |pence, out| point(pence.get(), 2, out), out),
        }
    }

    /// Writes it as people read it.
    pub fn write_for_people(&self, out: &mut String) {
        match self {
            Self::Money(pence) => out.push_str(&pence.format_pounds()),
            Self::Shares(shares) => {
                by_fund(shares, ", ", |pence, out| out.push_str(&pence.format_pounds()), out)
            }
            Self::Percent(_) => {
                self.data(out);
                out.push('%');
            }
            _ => self.data(out),
        }
    }
}

/// As data files have it.
impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = String::new();
        self.data(&mut out);
        f.write_str(&out)
    }
}

impl From<&str> for Value<'_> {
    fn from(text: &str) -> Self {
        Self::text(text.to_owned())
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::text(text)
    }
}

impl From<Pence> for Value<'_> {
    fn from(pence: Pence) -> Self {
        Self::Money(pence)
    }
}

impl From<Day> for Value<'_> {
    fn from(day: Day) -> Self {
        Self::Day(day)
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Count(number)
    }
}

/// Writes a sum by fund.
fn by_fund(shares: &str, between: &str, amount: fn(Pence, &mut String), out: &mut String) {
    for (place, (fund, pence)) in parts(shares).enumerate() {
        if place > 0 {
            out.push_str(between);
        }
        out.push_str(fund);
        out.push(' ');
        amount(pence, out);
    }
}

/// Reads a sum by fund.
pub fn parts(shares: &str) -> impl Iterator<Item = (&str, Pence)> {
    shares.split(';').filter(|part| !part.is_empty()).map(|part| {
        let (fund, pence) = part.split_once('=').expect("the store writes FUND=PENCE");
        (fund, Pence::new(pence.parse().expect("the store writes whole pence")))
    })
}

/// A number of thousandths without needless zeros: `7`, `6.5`.
fn bare(thousandths: i64, out: &mut String) {
    point(thousandths, 3, out);
    let bare = out.trim_end_matches('0').trim_end_matches('.').len();
    out.truncate(bare);
}

fn real(number: f64, decimals: u8, out: &mut String) {
    let text = format!("{number:.*}", usize::from(decimals));
    // Nothing is not negative.
    out.push_str(match text.strip_prefix('-') {
        Some(size) if size.bytes().all(|byte| matches!(byte, b'0' | b'.')) => size,
        _ => &text,
    });
}

/// Writes a whole number of parts with the point where it belongs: `-3.20`. By hand, because a
/// report of every child writes two hundred thousand of these.
fn point(number: i64, decimals: usize, out: &mut String) {
    let mut digits = [b'0'; 24];
    let mut place = digits.len();
    let mut rest = number.unsigned_abs();
    let mut push = |byte: u8| {
        place -= 1;
        digits[place] = byte;
    };
    let mut digit = || {
        let last = rest % 10;
        rest /= 10;
        (b'0' + u8::try_from(last).expect("a digit is under ten"), rest)
    };
    for _ in 0..decimals {
        push(digit().0);
    }
    if decimals > 0 {
        push(b'.');
    }
    loop {
        let (byte, rest) = digit();
        push(byte);
        if rest == 0 {
            break;
        }
    }
    if number < 0 {
        push(b'-');
    }
    out.push_str(std::str::from_utf8(&digits[place..]).expect("digits are ASCII"));
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::*;

    #[test]
    fn numbers_have_their_point_where_it_belongs() {
        let cases = [
            (Kind::Money, 0, "0.00"),
            (Kind::Money, 5, "0.05"),
            (Kind::Money, -320, "-3.20"),
            (Kind::Money, 125_500, "1255.00"),
            (Kind::Money, i64::MIN, "-92233720368547758.08"),
            (Kind::Count, 0, "0"),
            (Kind::Count, 10, "10"),
            (Kind::Count, -7, "-7"),
            (Kind::Percent, 125, "12.5"),
            (Kind::Percent, 3, "0.3"),
            (Kind::Score, 7000, "7"),
            (Kind::Score, 6500, "6.5"),
            (Kind::Score, -125, "-0.125"),
            (Kind::Score, 0, "0"),
            (Kind::Score, 10_000, "10"),
        ];
        for (kind, number, expected) in cases {
            let mut out = String::new();
            kind.number(number).data(&mut out);
            assert_eq!(out, expected, "{kind:?} {number}");
        }
        let real = [(-0.04, 1), (-3.25, 2), (-1.5, 1), (7.0, 0)].map(|(n, places)| Value::Number(n, places));
        assert_eq!(real.map(|number| number.to_string()), ["0.0", "-3.25", "-1.5", "7"]);
    }
}
