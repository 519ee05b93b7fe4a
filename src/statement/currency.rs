//! Which money a sum is: its column's name may say it, or a column of currencies beside it. Only pounds are
//! taken, and a currency that a profile leaves aside is looked at all the same.

use super::names::plain_name;
use super::profile::{Columns, Money};

/// A profile counts no further.
const MOST_COLUMNS: usize = 1_000;

/// What money a name or a value says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Currency {
    Pounds,
    Other,
}

const POUNDS: [&str; 7] = ["gbp", "£", "sterling", "pound", "pounds", "pound sterling", "pounds sterling"];
/// Pounds by the number that ISO 4217 gives them.
const POUNDS_NUMBER: &str = "826";
/// Those that are met beside pounds, by code, sign and name.
const OTHERS: [&str; 40] = [
    "eur", "usd", "chf", "jpy", "cad", "aud", "nzd", "sek", "nok", "dkk", "pln", "czk", "huf", "ron", "bgn",
    "try", "zar", "inr", "hkd", "sgd", "cny", "aed", "thb", "mxn", "brl", "ils", "isk", "uah", "pkr", "bdt",
    "kes", "ngn", "€", "$", "us$", "¥", "euro", "euros", "dollar", "dollars",
];
/// Names of columns that say a currency.
const COLUMNS: [&str; 7] = ["ccy", "cur", "curr", "valuta", "wahrung", "währung", "devise"];
/// Words of sums that are not the account's own.
const ANOTHER: [&str; 6] = ["original", "orig", "foreign", "local", "source", "merchant"];
/// Words that say nothing of which sum it is.
const PLAIN: [&str; 12] =
    ["amount", "amt", "value", "sum", "currency", "ccy", "cur", "curr", "code", "in", "of", "the"];

fn words(name: &str) -> Vec<String> {
    let plain = plain_name(name);
    let is_part = |c: char| c.is_alphanumeric() || "£€$¥".contains(c);
    plain.split(|c| !is_part(c)).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The money that a column's name says.
pub(super) fn of_name(name: &str) -> Option<Currency> {
    let words = words(name);
    let has = |all: &[&str]| words.iter().any(|word| all.contains(&word.as_str()));
    match () {
        () if has(&POUNDS) || name.contains('£') => Some(Currency::Pounds),
        () if has(&OTHERS) || name.contains(['€', '$', '¥']) => Some(Currency::Other),
        () => None,
    }
}

/// The money that a value says; in a column that is named for it, any three letters are a currency.
pub(super) fn of_value(value: &str, named: bool) -> Option<Currency> {
    let plain = plain_name(value);
    let letters = plain.chars().count() == 3 && plain.chars().all(char::is_alphabetic);
    let number = plain.len() == 3 && plain.bytes().all(|b| b.is_ascii_digit());
    match () {
        () if POUNDS.contains(&plain.as_str()) || (named && plain == POUNDS_NUMBER) => Some(Currency::Pounds),
        () if OTHERS.contains(&plain.as_str()) || (named && (letters || number)) => Some(Currency::Other),
        () => None,
    }
}

/// Tells whether a column is named as one that says a currency.
pub(super) fn is_column(name: &str) -> bool {
    let words = words(name);
    let is_sum = |word: &String| ["amount", "amt", "value", "rate", "sum"].contains(&word.as_str());
    let says = |word: &String| word.contains("currency") || COLUMNS.contains(&word.as_str());
    words.iter().any(says) && !words.iter().any(is_sum)
}

/// Tells whether a name is of a sum that is not the account's own: what it was before the exchange.
pub(super) fn is_of_another_sum(name: &str) -> bool {
    words(name).iter().any(|word| ANOTHER.contains(&word.as_str()))
}

/// The words of a name that tell which sum it is of: `Billing Amount` and `Billing Currency` have one.
pub(super) fn which(name: &str) -> Vec<String> {
    let tells = |word: &String| {
        let word = word.as_str();
        ![&PLAIN[..], &POUNDS, &OTHERS].iter().any(|plain| plain.contains(&word))
    };
    words(name).into_iter().filter(tells).collect()
}

/// What of a file says which money its sums are, where its profile names no column for it.
#[derive(Default)]
pub(super) struct Currencies {
    /// Columns of currencies, and whether their name says so.
    pub(super) columns: Vec<(usize, bool)>,
    /// The name of a column of sums that says another money.
    pub(super) other: Option<String>,
}

impl Currencies {
    /// Finds them by the names of a file's columns, of which a profile leaves some aside.
    pub(super) fn of(
        columns: &Columns<usize>,
        names: &[String],
        titles: &[String],
        is_aside: impl Fn(usize) -> bool,
    ) -> Self {
        let sums: Vec<usize> = match &columns.amount {
            Money::Signed { amount, .. } | Money::Flagged { amount, .. } => vec![*amount],
            Money::Apart { out, in_ } => vec![*out, *in_],
        };
        let name = |place: usize| names.get(place).map_or("", String::as_str);
        let is_other = |place: &usize| of_name(name(*place)) == Some(Currency::Other);
        let mut all = sums.iter().copied().chain(columns.balance);
        let other = all.find(is_other).and_then(|place| titles.get(place)).cloned();
        let in_pounds = |place: &usize| of_name(name(*place)) == Some(Currency::Pounds);
        if columns.currency.is_some() || sums.iter().any(in_pounds) {
            return Self { columns: Vec::new(), other };
        }
        let of_the_sum = |place: &usize| {
            let which_sum = which(name(*place));
            let same = |other: usize| other != *place && which(name(other)) == which_sum;
            match () {
                () if names.is_empty() => true,
                () if !is_column(name(*place)) => false,
                () if sums.iter().any(|sum| same(*sum)) => true,
                () if is_of_another_sum(name(*place)) => false,
                // Another sum has its words: it is that one's.
                () => which_sum.is_empty() || !(0..names.len()).any(same),
            }
        };
        let places = (0..MOST_COLUMNS).filter(|place| is_aside(*place)).filter(of_the_sum);
        Self { columns: places.map(|place| (place, is_column(name(place)))).collect(), other }
    }
}
