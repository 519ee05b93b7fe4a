//! Money in whole pence. There is no floating point here and no rounding that nobody asked for.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};
use std::str::FromStr;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use thiserror::Error;

use super::excerpt;

/// A signed sum of money in whole pence, for balances and differences.
///
/// Arithmetic panics on overflow: a ledger that reaches 92 quadrillion pounds has a fault.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pence(i64);

/// A positive sum of money that somebody asks to move: one penny to a thousand million pounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(i64);

/// How many units were commissioned, to three decimals (1.5 hours).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Units(i64);

/// Why a text is not an amount of money.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BadAmount {
    /// The text has no number in it that money can be.
    #[error("`{0}` is not an amount of money; write pounds and pence, such as 34.99")]
    NotMoney(String),
    /// The text has tenths of a penny.
    #[error("`{0}` is not a whole number of pence; write pounds and pence, such as 34.99")]
    SubPenny(String),
    /// The text is no plain number with at most three decimals.
    #[error("`{0}` is not a number; write it plainly, with at most three decimals, such as 7 or 1.5")]
    NotANumber(String),
    /// Nought was given where something has to move.
    #[error("`{0}` is zero; an amount is at least 0.01")]
    Zero(String),
    /// A negative amount was given.
    #[error("`{0}` is negative; an amount is positive (money back is a refund or a credit note)")]
    Negative(String),
    /// The amount is beyond any pilot.
    #[error("`{0}` is beyond any pilot; an amount is at most 1000000000.00")]
    TooLarge(String),
}

impl BadAmount {
    /// Returns the stable code of the message.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotMoney(_) => "AMOUNT_NOT_MONEY",
            Self::NotANumber(_) => "NUMBER_INVALID",
            Self::SubPenny(_) => "AMOUNT_SUB_PENNY",
            Self::Zero(_) => "AMOUNT_ZERO",
            Self::Negative(_) => "AMOUNT_NEGATIVE",
            Self::TooLarge(_) => "AMOUNT_TOO_LARGE",
        }
    }
}

const MAX_PENCE: i64 = 100_000_000_000;

impl Pence {
    /// No money.
    pub const ZERO: Self = Self(0);

    /// Wraps a number of pence.
    pub const fn new(pence: i64) -> Self {
        Self(pence)
    }

    /// Returns the number of pence.
    pub const fn get(self) -> i64 {
        self.0
    }

    /// Returns the sum as an amount, or `None` when it is not positive.
    pub fn amount(self) -> Option<Amount> {
        (self.0 > 0).then_some(Amount(self.0))
    }

    /// Reads pounds with at most two decimals: `34.99`, `£1,234.50`, `.97`, `-3`, `0`.
    ///
    /// # Errors
    /// Any text that is not such a number, or has parts of a penny, or is beyond ±£1,000,000,000.
    pub fn parse(text: &str) -> Result<Self, BadAmount> {
        let not_money = || BadAmount::NotMoney(excerpt(text, 40));
        let bare = text.trim();
        let (negative, bare) = match bare.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, bare),
        };
        let bare = bare.strip_prefix('£').unwrap_or(bare);
        let (whole, pence) = bare.split_once('.').unwrap_or((bare, ""));
        let whole = without_thousands_commas(whole).ok_or_else(not_money)?;
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if (whole.is_empty() && pence.is_empty()) || !digits(&whole) || !digits(pence) {
            return Err(not_money());
        }
        let significant = pence.trim_end_matches('0');
        if significant.len() > 2 {
            return Err(BadAmount::SubPenny(excerpt(text, 40)));
        }
        let whole = whole.trim_start_matches('0');
        if whole.len() > 12 {
            return Err(BadAmount::TooLarge(excerpt(text, 40)));
        }
        let number = format!("0{whole}.{significant:0<2}");
        let pounds = Decimal::from_str_exact(&number).map_err(|_| not_money())?;
        let magnitude = (pounds * Decimal::ONE_HUNDRED).to_i64().ok_or_else(not_money)?;
        if magnitude > MAX_PENCE {
            return Err(BadAmount::TooLarge(excerpt(text, 40)));
        }
        Ok(Self(if negative { -magnitude } else { magnitude }))
    }

    /// Returns the sum as people read it: `£1,234.50`, `-£3.00`.
    pub fn format_pounds(self) -> String {
        let pounds = (self.0.unsigned_abs() / 100).to_string();
        let pence = self.0.unsigned_abs() % 100;
        let mut grouped = String::with_capacity(pounds.len() + 8);
        for (i, digit) in pounds.chars().enumerate() {
            if i > 0 && (pounds.len() - i).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        let sign = if self.0 < 0 { "-" } else { "" };
        format!("{sign}£{grouped}.{pence:02}")
    }
}

/// Takes out commas that stand where thousands do; `None` for any other comma.
fn without_thousands_commas(whole: &str) -> Option<String> {
    if !whole.contains(',') {
        return Some(whole.to_owned());
    }
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let well_placed = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    well_placed.then(|| whole.replace(',', ""))
}

impl Amount {
    /// Wraps a positive number of pence within bounds; `None` otherwise.
    pub fn new(pence: i64) -> Option<Self> {
        (1..=MAX_PENCE).contains(&pence).then_some(Self(pence))
    }

    /// Returns the amount as a signed sum.
    pub const fn pence(self) -> Pence {
        Pence(self.0)
    }
}

impl FromStr for Amount {
    type Err = BadAmount;

    fn from_str(text: &str) -> Result<Self, BadAmount> {
        let pence = Pence::parse(text)?;
        match pence.0 {
            0 => Err(BadAmount::Zero(excerpt(text, 40))),
            n if n < 0 => Err(BadAmount::Negative(excerpt(text, 40))),
            n => Ok(Self(n)),
        }
    }
}

impl FromStr for Pence {
    type Err = BadAmount;

    /// Reads nought or more: the form of a limit or of recoverable VAT.
    fn from_str(text: &str) -> Result<Self, BadAmount> {
        let pence = Self::parse(text)?;
        if pence.0 < 0 { Err(BadAmount::Negative(excerpt(text, 40))) } else { Ok(pence) }
    }
}

impl Units {
    /// Wraps a positive number of thousandths of a unit.
    pub fn from_thousandths(thousandths: i64) -> Option<Self> {
        (1..=1_000_000_000).contains(&thousandths).then_some(Self(thousandths))
    }

    /// Returns the number of thousandths of a unit.
    pub const fn thousandths(self) -> i64 {
        self.0
    }

    /// Multiplies by a price, to the penny, half a penny up; `None` where that is no amount.
    pub fn at(self, unit_price: Amount) -> Option<Amount> {
        let product = i128::from(self.0) * i128::from(unit_price.0);
        i64::try_from((product + 500) / 1000).ok().and_then(Amount::new)
    }

    /// Says how a price falls on the units: what each costs where only the whole is agreed, the odd pence
    /// on the last; or where a price each makes no whole pence.
    pub fn spread(self, amount: Amount, unit_price: Option<Amount>) -> Option<String> {
        let whole = amount.0;
        match unit_price {
            Some(each) => {
                let exact =
                    Decimal::from_i128_with_scale(i128::from(self.0) * i128::from(each.0), 5).normalize();
                (exact != Decimal::new(whole, 2)).then(|| {
                    format!(
                        "{self} at {} is £{exact}: {}",
                        each.pence().format_pounds(),
                        amount.pence().format_pounds()
                    )
                })
            }
            None if self.0 % 1000 == 0 && whole % (self.0 / 1000) != 0 => {
                let units = self.0 / 1000;
                let (each, last) =
                    (Pence::new(whole / units), Pence::new(whole - whole / units * (units - 1)));
                let [each, last] = [each, last].map(Pence::format_pounds);
                Some(format!("{self} at {each} each, the last {last}"))
            }
            None => None,
        }
    }
}

impl FromStr for Units {
    type Err = BadAmount;

    fn from_str(text: &str) -> Result<Self, BadAmount> {
        Decimal::from_str_exact(text.trim())
            .ok()
            .and_then(|units| units.checked_mul(Decimal::ONE_THOUSAND))
            .map(|thousandths| thousandths.normalize())
            .filter(|thousandths| thousandths.scale() == 0)
            .and_then(|thousandths| thousandths.to_i64())
            .and_then(Self::from_thousandths)
            .ok_or_else(|| BadAmount::NotANumber(excerpt(text, 40)))
    }
}

impl fmt::Display for Units {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Decimal::new(self.0, 3).normalize().fmt(f)
    }
}

/// The form data files use: `1255.00`, `-3.00`.
impl fmt::Display for Pence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let magnitude = self.0.unsigned_abs();
        f.pad(&format!("{sign}{}.{:02}", magnitude / 100, magnitude % 100))
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pence().fmt(f)
    }
}

impl From<Amount> for Pence {
    fn from(amount: Amount) -> Self {
        amount.pence()
    }
}

const OVERFLOW: &str = "sums of money fit 64 bits: each amount is bounded";

impl Add for Pence {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.checked_add(other.0).expect(OVERFLOW))
    }
}

impl Sub for Pence {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.checked_sub(other.0).expect(OVERFLOW))
    }
}

impl AddAssign for Pence {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl SubAssign for Pence {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl Neg for Pence {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.checked_neg().expect(OVERFLOW))
    }
}

impl Sum for Pence {
    fn sum<I: Iterator<Item = Self>>(sums: I) -> Self {
        sums.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_pounds_as_people_and_spreadsheets_write_them() {
        let cases = [
            ("34.99", 3499),
            ("£1,234.50", 123_450),
            (".97", 97),
            ("5", 500),
            ("5.", 500),
            ("5.5", 550),
            ("1.500", 150),
            ("-3.20", -320),
            ("-£3.20", -320),
            ("0", 0),
            ("007.10", 710),
        ];
        for (text, pence) in cases {
            assert_eq!(Pence::parse(text), Ok(Pence::new(pence)), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_not_money_each_with_its_own_code() {
        let cases = [
            ("", "AMOUNT_NOT_MONEY"),
            (".", "AMOUNT_NOT_MONEY"),
            ("12,34", "AMOUNT_NOT_MONEY"),
            ("1,2345.00", "AMOUNT_NOT_MONEY"),
            ("1e5", "AMOUNT_NOT_MONEY"),
            ("+5", "AMOUNT_NOT_MONEY"),
            ("--5", "AMOUNT_NOT_MONEY"),
            ("NaN", "AMOUNT_NOT_MONEY"),
            ("12.505", "AMOUNT_SUB_PENNY"),
            ("0.00", "AMOUNT_ZERO"),
            ("-1.00", "AMOUNT_NEGATIVE"),
            ("1000000000.01", "AMOUNT_TOO_LARGE"),
            ("99999999999999999999999999999999", "AMOUNT_TOO_LARGE"),
        ];
        for (text, code) in cases {
            assert_eq!(text.parse::<Amount>().map_err(|e| e.code()), Err(code), "{text}");
        }
        assert!("1000000000.00".parse::<Amount>().is_ok());
        assert!("0.01".parse::<Amount>().is_ok());
    }

    #[test]
    fn speaks_with_a_pound_sign_and_thousands() {
        let cases = [
            (0, "£0.00"),
            (5, "£0.05"),
            (-320, "-£3.20"),
            (125_500, "£1,255.00"),
            (123_456_789, "£1,234,567.89"),
        ];
        for (pence, spoken) in cases {
            assert_eq!(Pence::new(pence).format_pounds(), spoken);
        }
    }

    #[test]
    fn units_times_price_is_rounded_to_the_penny_and_the_odd_pence_are_told() {
        let units: Units = "1.5".parse().unwrap();
        assert_eq!(units.at(Amount(3000)), Some(Amount(4500)));
        assert_eq!(units.spread(Amount(4500), Some(Amount(3000))), None);
        // 1.5 x 3.33 = 4.995; 0.333 x 0.01 is not half a penny.
        assert_eq!(units.at(Amount(333)), Some(Amount(500)));
        assert_eq!(units.spread(Amount(500), Some(Amount(333))).unwrap(), "1.5 at £3.33 is £4.995: £5.00");
        assert_eq!("0.333".parse::<Units>().unwrap().at(Amount(1)), None);
        // 100.00 = 33.33 + 33.33 + 33.34; 7 x 14.28 = 99.96.
        let of = |units: &str| units.parse::<Units>().unwrap().spread(Amount(10_000), None);
        assert_eq!(of("3").unwrap(), "3 at £33.33 each, the last £33.34");
        assert_eq!(of("7").unwrap(), "7 at £14.28 each, the last £14.32");
        assert_eq!([of("1"), of("4"), of("1.5")], [None, None, None]);
        assert!("0".parse::<Units>().is_err());
        assert!("1.0005".parse::<Units>().is_err());
    }
}
