//! One cell: a text that is a value of its column's type, or is not.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;

use domain::plan::Percent;
use domain::{
    AccountName, Amount, Arm, BadAmount, BadDay, BadText, Basis, Better, ChosenBy, ClaimBasis, Code, Cohort,
    ConsentKind, Day, DeliveredTo, HandsKind, HappeningKind, Membership, Month, Nature, Payee, Pence,
    Remainder, Role, SaidBy, SaidHow, Score, Sector, Sex, Stream, Text, VatForm,
};
use table::Kind;

/// Why a cell is not acceptable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadCell {
    /// The stable code.
    pub code: &'static str,
    /// What was found and what was wanted.
    pub message: String,
}

/// What the text of a cell is like, which decides what else it may be mistaken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Day,
    Month,
    /// A number, whole or not.
    Number,
    /// What is written by people: a code or a text.
    Words,
    /// Anything else, which is refused where it is not known.
    Known,
}

impl Form {
    const fn of(kind: Kind) -> Self {
        match kind {
            Kind::Day => Self::Day,
            Kind::Month => Self::Month,
            Kind::Money | Kind::Count | Kind::Number => Self::Number,
            Kind::Text => Self::Words,
            _ => Self::Known,
        }
    }
}

/// A type that a cell can hold.
pub trait Cell: Sized {
    /// What it holds.
    const KIND: Kind;
    const FORM: Form = Form::of(Self::KIND);
    /// Whether the cell may be empty.
    const OPTIONAL: bool = false;

    /// Reads the cell's text.
    ///
    /// # Errors
    /// A text that is no value of the type.
    fn read(text: &str) -> Result<Self, BadCell>;

    /// Tells whether the cell held nothing.
    fn is_empty(&self) -> bool {
        false
    }
}

/// An empty cell holds nothing.
impl<T: Cell> Cell for Option<T> {
    const KIND: Kind = T::KIND;
    const FORM: Form = T::FORM;
    const OPTIONAL: bool = true;

    fn read(text: &str) -> Result<Self, BadCell> {
        if text.trim().is_empty() { Ok(None) } else { T::read(text).map(Some) }
    }

    fn is_empty(&self) -> bool {
        self.is_none()
    }
}

/// Refuses a cell that must not be empty and is.
fn given(text: &str) -> Result<&str, BadCell> {
    match text.trim() {
        "" => Err(BadCell { code: BadText::Empty.code(), message: BadText::Empty.to_string() }),
        text => Ok(text),
    }
}

fn parsed<T: FromStr<Err: fmt::Display>>(
    text: &str,
    code: fn(&T::Err) -> &'static str,
) -> Result<T, BadCell> {
    given(text)?.parse().map_err(|error| BadCell { code: code(&error), message: error.to_string() })
}

macro_rules! cells {
    ($($kind:expr, $code:expr => $($type:ty),+;)+) => {$($(
        impl Cell for $type {
            const KIND: Kind = $kind;

            fn read(text: &str) -> Result<Self, BadCell> {
                parsed(text, $code)
            }
        }
    )+)+};
}

cells! {
    Kind::Text, BadText::code => Code, Text;
    Kind::Day, BadDay::code => Day;
    Kind::Month, BadDay::code => Month;
    Kind::Money, BadAmount::code => Amount, Pence;
    Kind::Number, |_| "NUMBER_INVALID" => Thousandths, Percent;
}

macro_rules! words {
    ($($type:ty),+ $(,)?) => {$(
        impl Cell for $type {
            const KIND: Kind = Kind::Choice(<$type>::WORDS);

            fn read(text: &str) -> Result<Self, BadCell> {
                parsed(text, |_| "WORD_UNKNOWN")
            }
        }
    )+};
}

words! {
    Arm, Basis, Better, ChosenBy, ClaimBasis, Cohort, ConsentKind, DeliveredTo, HandsKind, HappeningKind,
    Membership, Nature, Payee, Remainder, Role, SaidBy, SaidHow, Sector, Sex, Stream, VatForm,
}

/// One of the pilot's own accounts, which says of what kind it is.
impl Cell for AccountName {
    const KIND: Kind = Kind::Text;
    const FORM: Form = Form::Known;

    fn read(text: &str) -> Result<Self, BadCell> {
        parsed(text, BadText::code)
    }
}

/// A whole number, in digits only.
impl Cell for u32 {
    const KIND: Kind = Kind::Count;

    fn read(text: &str) -> Result<Self, BadCell> {
        let text = given(text)?;
        let number = text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten();
        let message = || format!("`{}` is not a whole number", excerpt(text));
        number.ok_or_else(|| BadCell { code: "NUMBER_INVALID", message: message() })
    }
}

/// Yes or no.
impl Cell for bool {
    const KIND: Kind = Kind::Yes;

    fn read(text: &str) -> Result<Self, BadCell> {
        let said = given(text)?;
        let is = |words: [&str; 3]| words.iter().any(|word| said.eq_ignore_ascii_case(word));
        if is(["yes", "true", "y"]) || is(["no", "false", "n"]) {
            return Ok(is(["yes", "true", "y"]));
        }
        let message = format!("`{}` is neither yes nor no", excerpt(said));
        Err(BadCell { code: "WORD_UNKNOWN", message })
    }
}

/// An amount of money, nought where the cell is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct OrNought(pub Pence);

impl Cell for OrNought {
    const KIND: Kind = Kind::Money;
    const OPTIONAL: bool = true;

    fn read(text: &str) -> Result<Self, BadCell> {
        Ok(Self(Option::read(text)?.unwrap_or(Pence::ZERO)))
    }
}

/// A number to three decimals, in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Thousandths(pub i64);

impl Thousandths {
    /// Returns it as a score.
    pub fn score(self) -> Score {
        Score::from_thousandths(self.0)
    }
}

impl FromStr for Thousandths {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Decimal::from_str_exact(text.trim())
            .ok()
            .filter(|number| number.abs() <= Decimal::from(1_000_000))
            .map(|number| (number * Decimal::ONE_THOUSAND).normalize())
            .filter(|thousandths| thousandths.scale() == 0)
            .and_then(|thousandths| thousandths.to_i64())
            .map(Self)
            .ok_or_else(|| format!("`{}` is not a number with at most three decimals", excerpt(text)))
    }
}

/// Codes with spaces between.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Codes(pub Vec<Code>);

impl Cell for Codes {
    const KIND: Kind = Kind::Text;
    const OPTIONAL: bool = true;

    fn read(text: &str) -> Result<Self, BadCell> {
        text.split_whitespace().map(Code::read).collect::<Result<_, _>>().map(Self)
    }
}

/// The beginning of a text, with nothing in it that a terminal would act on.
pub(super) fn excerpt(text: &str) -> String {
    domain::excerpt(text, 60)
}
