//! Figures as people read them: thousands apart, a true minus, pounds.

use domain::Pence;

use super::report::Value;
use statistics::number::pounds;

/// A count: `1,234`.
pub fn count(count: usize) -> String {
    apart(&count.to_string())
}

/// A number with so many decimals: `1,234.5`, `−0.3`.
pub fn number(number: f64, decimals: u8) -> String {
    let digits = format!("{:.*}", usize::from(decimals), number.abs());
    let nothing = digits.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    signed(number < 0.0 && !nothing, &apart(&digits), "")
}

/// A sum of money, with pence where there are any: `£1,230`, `−£4.50`.
pub fn money(pence: Pence) -> String {
    in_pounds(pounds(pence), if pence.get() % 100 == 0 { 0 } else { 2 })
}

/// Money that is estimated: whole pounds from a hundred up, pence below where there are any.
pub fn estimated(pounds: f64) -> String {
    let pence = pounds.abs() < 100.0 && (pounds.fract() * 100.0).round() != 0.0;
    in_pounds(pounds, if pence { 2 } else { 0 })
}

pub fn in_pounds(pounds: f64, decimals: u8) -> String {
    let digits = number(pounds.abs(), decimals);
    let nothing = digits.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    signed(pounds < 0.0 && !nothing, &digits, "£")
}

/// A share of one in whole per cent: `93%`.
pub fn percent(share: f64) -> String {
    format!("{}%", number(share * 100.0, 0))
}

/// From one number to another.
pub fn interval(low: f64, high: f64, decimals: u8) -> String {
    format!("{} to {}", number(low, decimals), number(high, decimals))
}

/// From one sum of money to another.
pub fn pounds_interval(low: f64, high: f64) -> String {
    let decimals = if low.abs().max(high.abs()) < 100.0 { 2 } else { 0 };
    format!("{} to {}", in_pounds(low, decimals), in_pounds(high, decimals))
}

/// What stands in a cell.
pub fn value(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Count(figure) => count(*figure),
        Value::Money(pence) => money(*pence),
        Value::Pounds(pounds) => estimated(*pounds),
        Value::Number(figure, decimals) => number(*figure, *decimals),
        Value::Share(share) => percent(*share),
        Value::Interval(low, high, decimals) => interval(*low, *high, *decimals),
        Value::PoundsInterval(low, high) => pounds_interval(*low, *high),
        Value::Mark(mark) => mark.symbol().to_owned(),
    }
}

/// Whether estimated pounds of a column are told with pence: where all are small, and some have pence.
pub fn pence<'a>(column: impl Iterator<Item = &'a Value>) -> bool {
    let (mut largest, mut parts) = (0.0_f64, false);
    for value in column {
        let ends = match value {
            Value::Pounds(pounds) => [*pounds, *pounds],
            Value::PoundsInterval(low, high) => [*low, *high],
            _ => continue,
        };
        largest = ends.into_iter().map(f64::abs).fold(largest, f64::max);
        parts |= ends.into_iter().any(|end| (end.fract() * 100.0).round() != 0.0);
    }
    parts && largest < 100.0
}

/// What stands in a cell of a column that tells pence, or does not.
pub fn of_column(value: &Value, pence: bool) -> String {
    let decimals = if pence { 2 } else { 0 };
    match value {
        Value::Pounds(pounds) => in_pounds(*pounds, decimals),
        Value::PoundsInterval(low, high) => {
            format!("{} to {}", in_pounds(*low, decimals), in_pounds(*high, decimals))
        }
        other => self::value(other),
    }
}

fn signed(negative: bool, digits: &str, before: &str) -> String {
    format!("{}{before}{digits}", if negative { "\u{2212}" } else { "" })
}

/// Puts a comma between thousands; what follows a point is left alone.
fn apart(digits: &str) -> String {
    let whole = digits.split('.').next().unwrap_or(digits).len();
    let mut out = String::with_capacity(digits.len() + 4);
    for (place, sign) in digits.chars().enumerate() {
        if place > 0 && place < whole && (whole - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(sign);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::report::Mark;
    use super::*;

    #[test]
    fn figures_are_said_as_people_read_them() {
        assert_eq!(
            [count(0), count(999), count(1_000), count(1_234_567)],
            ["0", "999", "1,000", "1,234,567"]
        );
        assert_eq!([number(-0.04, 1), number(-1234.5, 1), number(12.0, 0)], ["0.0", "−1,234.5", "12"]);
        let sums = [money(Pence::new(123_000)), money(Pence::new(-450)), money(Pence::new(0))];
        assert_eq!(sums, ["£1,230", "−£4.50", "£0"]);
        assert_eq!([estimated(96.5), estimated(104.4), estimated(-0.001)], ["£96.50", "£104", "£0"]);
        assert_eq!(percent(0.93), "93%");
        assert_eq!(interval(-0.3, 1.25, 1), "−0.3 to 1.2");
        assert_eq!(pounds_interval(-1234.0, 60.0), "−£1,234 to £60");
        let column = [Value::Pounds(66.4), Value::Pounds(171.0)];
        assert!(!pence(column.iter()) && pence(column[..1].iter()));
        let told = [of_column(&column[0], false), of_column(&column[0], true)];
        assert_eq!(told, ["£66", "£66.40"]);
        assert_eq!(value(&Value::Mark(Mark::NotApplicable)), "z");
    }
}
