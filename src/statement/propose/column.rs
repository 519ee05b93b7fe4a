//! One column of a file, as its values show it.

use std::collections::HashSet;

use crate::date_money_formats::{DayForm, Way, begins_a_day, is_blank, money, sum};
use crate::detect::looks_like_money;
use crate::layout::plain_name;
use crate::marks::Marks;
use domain::{Day, Pence};

/// The forms a day may have; of two that fit, the earlier is taken.
const DAYS: [&str; 20] = [
    "DD/MM/YYYY",
    "DD/MM/YY",
    "YYYY-MM-DD",
    "DD-MM-YYYY",
    "DD-MM-YY",
    "DD.MM.YYYY",
    "DD.MM.YY",
    "YYYY/MM/DD",
    "DD MMM YYYY",
    "DD-MMM-YYYY",
    "DD/MMM/YYYY",
    "DD MMM YY",
    "DD-MMM-YY",
    "DD/MMM/YY",
    "MMM DD YYYY",
    "DDMMMYYYY",
    "DDMMMYY",
    "YYYYMMDD",
    "YYMMDD",
    "DDMMYYYY",
];

/// A column and its values.
pub(super) struct Seen {
    /// From 1 on.
    pub(super) number: usize,
    pub(super) name: Option<String>,
    pub(super) values: Vec<String>,
    /// Values that are there.
    pub(super) filled: usize,
    /// Values that are different.
    pub(super) distinct: usize,
    /// How its days are written, where it has days.
    pub(super) days: Option<Days>,
    /// What the file's sums have before their pence.
    pub(super) marks: Marks,
}

/// The days of a column.
#[derive(Clone, Debug)]
pub(super) struct Days {
    pub(super) form: DayForm,
    /// Month first, or day first, whichever `form` is not, where that fits as well.
    pub(super) other: Option<DayForm>,
    /// A value that tells the order.
    pub(super) telling: Option<String>,
}

impl Seen {
    pub(super) fn of(place: usize, name: Option<&String>, lines: &[&Vec<String>]) -> Self {
        let values: Vec<String> = lines.iter().map(|row| row[place].clone()).collect();
        let filled = values.iter().filter(|value| !value.is_empty()).count();
        let distinct = values.iter().filter(|value| !value.is_empty()).collect::<HashSet<_>>().len();
        let days = Days::of(&values);
        let name = name.filter(|name| !name.is_empty()).cloned();
        Self { number: place + 1, name, values, filled, distinct, days, marks: Marks::Point }
    }

    /// What its values tell of the marks of sums, where they look like sums.
    pub(super) fn tells(&self) -> Marks {
        let said = || self.values.iter().map(String::as_str).filter(|value| !is_blank(value));
        let sums = said().filter(|value| money_of_any(value).is_some()).count();
        let are_sums = self.days.is_none() && sums > 0 && sums * 10 >= said().count() * 9;
        if are_sums { Marks::of(said()) } else { Marks::Unknown }
    }

    /// Counts the values that are not there.
    pub(super) fn empty(&self) -> usize {
        self.values.len() - self.filled
    }

    /// Names the column for a person.
    pub(super) fn describe(&self) -> String {
        match &self.name {
            Some(name) => format!("`{name}`"),
            None => format!("column {}", self.number),
        }
    }

    /// Tells whether its name has one of these words in it; a short one has to stand alone.
    pub(super) fn is_called(&self, words: &[&str]) -> bool {
        let name = self.name.as_deref().map(plain_name).unwrap_or_default();
        let alone = |word: &str| name.split(|c: char| !c.is_alphanumeric()).any(|part| part == word);
        words.iter().any(|word| if word.len() <= 3 { alone(word) } else { name.contains(word) })
    }

    /// Tells whether most of its values, and at least one, are like that.
    pub(super) fn mostly(&self, like: impl Fn(&str) -> bool) -> bool {
        let alike = self.values.iter().filter(|value| !value.is_empty() && like(value)).count();
        alike * 10 >= self.filled * 9 && alike > 0
    }

    /// Tells whether it holds sums of money.
    pub(super) fn is_money(&self) -> bool {
        let named = self.is_called(&["amount", "value", "debit", "credit", "paid", "money", "balance"]);
        let pence = self.values.iter().any(|value| self.is_pence(value));
        let said = || self.values.iter().filter(|value| !is_blank(value));
        let sums = said().filter(|value| money(self.marks, value).is_ok()).count();
        self.days.is_none() && (named || pence) && sums > 0 && sums * 10 >= said().count() * 9
    }

    /// Pounds and pence.
    fn is_pence(&self, value: &str) -> bool {
        looks_like_money(value) && value.contains(['.', ',']) && money(self.marks, value).is_ok()
    }

    /// How many of its sums say themselves that they are money out, or money in: `5.00 DR`.
    pub(super) fn ways(&self) -> (usize, usize) {
        let count = |way: Way| {
            let says = |value: &&String| sum(self.marks, value).is_ok_and(|sum| sum.way == Some(way));
            self.values.iter().filter(says).count()
        };
        (count(Way::Out), count(Way::In))
    }

    /// Its sums, 0 where there is none.
    pub(super) fn sums(&self) -> Vec<Pence> {
        self.values.iter().map(|value| money(self.marks, value).unwrap_or_default()).collect()
    }

    /// How long its texts are on average, where they have letters.
    pub(super) fn wordiness(&self) -> usize {
        let letters = |value: &&String| value.chars().any(char::is_alphabetic);
        let length: usize = self.values.iter().filter(letters).map(|value| value.chars().count()).sum();
        length / self.values.len().max(1)
    }
}

impl Days {
    fn of(values: &[String]) -> Option<Self> {
        let filled: Vec<&String> = values.iter().filter(|value| !value.is_empty()).collect();
        let fits = |form: &DayForm| filled.iter().filter(|value| form.read(value).is_ok()).count();
        // One that fits none of the first values is not looked for in all of them.
        let begins = |form: &DayForm| filled.iter().take(20).any(|value| reads(form, value));
        let forms = DAYS.iter().rev().filter_map(|form| form.parse::<DayForm>().ok()).filter(begins);
        // Of equals the last is taken.
        let form = forms.max_by_key(|form| fits(form).max(form.swapped().map_or(0, |other| fits(&other))))?;
        let swapped = form.swapped();
        let (day_first, month_first) = (fits(&form), swapped.as_ref().map_or(0, &fits));
        if filled.is_empty() || day_first.max(month_first) * 10 < filled.len() * 9 {
            return None;
        }
        let (form, other) = match swapped {
            Some(swapped) if month_first > day_first => (swapped, Some(form)),
            other => (form, other),
        };
        let Some(other) = other else { return Some(Self { form, other: None, telling: None }) };
        let telling = filled.iter().find(|value| form.read(value).is_ok() && other.read(value).is_err());
        let telling = telling.map(|value| (*value).clone());
        let other = telling.is_none().then_some(other);
        Some(Self { form, other, telling })
    }

    /// The first and the last day as a form reads them.
    pub(super) fn range(form: &DayForm, values: &[String]) -> Option<(Day, Day)> {
        let days = || values.iter().filter_map(|value| form.read(value).ok());
        days().min().zip(days().max())
    }
}

/// A day in any of the forms, day first or month first.
pub(super) fn is_day(value: &str) -> bool {
    let bare = value.trim_start_matches('\'');
    (bare.starts_with(|c: char| c.is_ascii_digit()) || begins_a_day(bare))
        && DAYS.iter().filter_map(|form| form.parse().ok()).any(|form| reads(&form, value))
}

fn reads(form: &DayForm, value: &str) -> bool {
    form.read(value).is_ok() || form.swapped().is_some_and(|form| form.read(value).is_ok())
}

/// A sum as a file of any marks has it.
pub(super) fn money_of_any(value: &str) -> Option<Pence> {
    [Marks::Point, Marks::Comma].into_iter().find_map(|marks| money(marks, value).ok())
}
