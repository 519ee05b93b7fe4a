//! One cell as text: for people and for data files.

use crate::domain::{Day, Pence};
use crate::report::Kind;
use crate::store::Cell;

/// Writes a cell as data files have it.
pub(super) fn data(kind: Kind, cell: Cell<'_>, out: &mut String) {
    match (kind, cell) {
        (_, Cell::Empty) => {}
        (Kind::Shares, Cell::Text(text)) => out.push_str(&shares(text, "; ", decimal)),
        (_, Cell::Text(text)) => out.push_str(text),
        (Kind::Money, Cell::Number(pence)) => point(pence, 2, out),
        (Kind::Percent, Cell::Number(tenths)) => point(tenths, 1, out),
        (Kind::Score | Kind::Units, Cell::Number(thousandths)) => score(thousandths, out),
        (_, Cell::Number(number)) => point(number, 0, out),
    }
}

/// Writes a cell as people read it.
pub(super) fn spoken(kind: Kind, cell: Cell<'_>, out: &mut String) {
    match (kind, cell) {
        (Kind::Money, Cell::Number(pence)) => out.push_str(&Pence::new(pence).spoken()),
        (Kind::Shares, Cell::Text(text)) => out.push_str(&shares(text, ", ", Pence::spoken)),
        (Kind::Percent, Cell::Number(_)) => {
            data(kind, cell, out);
            out.push('%');
        }
        _ => data(kind, cell, out),
    }
}

fn decimal(pence: Pence) -> String {
    let mut out = String::new();
    point(pence.get(), 2, &mut out);
    out
}

/// Rewrites `POOL=8000;SEN=3000`, the store's form of a sum by fund.
fn shares(text: &str, between: &str, amount: fn(Pence) -> String) -> String {
    let parts: Vec<String> = parts(text).map(|(fund, pence)| format!("{fund} {}", amount(pence))).collect();
    parts.join(between)
}

/// Reads a sum by fund.
pub(super) fn parts(text: &str) -> impl Iterator<Item = (&str, Pence)> {
    text.split(';').filter(|part| !part.is_empty()).map(|part| {
        let (fund, pence) = part.split_once('=').expect("the store writes FUND=PENCE");
        (fund, Pence::new(pence.parse().expect("the store writes whole pence")))
    })
}

/// Says a day as people do: `5 September 2006`.
pub(super) fn spoken_day(day: Day) -> String {
    day.date().format("%-d %B %Y").to_string()
}

/// A score without needless zeros: `7`, `6.5`.
fn score(thousandths: i64, out: &mut String) {
    point(thousandths, 3, out);
    let bare = out.trim_end_matches('0').trim_end_matches('.').len();
    out.truncate(bare);
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
            data(kind, Cell::Number(number), &mut out);
            assert_eq!(out, expected, "{kind:?} {number}");
        }
    }
}
