//! What the registers refuse: codes and numbers that no list or register has.

use super::row::{Fields, Value};
use super::rows::{Child, Pilot, Provider};
use super::{Code, Day, Month, Pence, Refusal, Text};

/// Names the first column in which two rows differ.
pub fn first_difference(found: &Fields<'_>, given: &Fields<'_>) -> Option<(String, String, String)> {
    given.iter().find_map(|(column, new)| {
        let old = found.iter().find(|(name, _)| name == column).map(|(_, old)| old)?;
        let spoken = |field: &Value<'_>| match field {
            Value::Number(number) if column.ends_with("_pence") => Pence::new(*number).to_string(),
            field => field.to_string(),
        };
        let name = column.trim_end_matches("_pence").trim_end_matches("_id");
        (old != new).then(|| (name.to_owned(), spoken(old), spoken(new)))
    })
}

impl Provider {
    /// Refuses numbers that no register issues.
    ///
    /// # Errors
    /// `FIELD_INVALID`, naming the number.
    pub fn checked(self) -> Result<Self, Refusal> {
        let ok = |code: &Option<Code>, fits: fn(&str) -> bool| {
            code.as_ref().is_none_or(|code| fits(code.as_str()))
        };
        let alphanumeric = |s: &str| s.len() == 8 && s.bytes().all(|b| b.is_ascii_alphanumeric());
        let charity = |s: &str| (6..=8).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
        let eight_digits = |s: &str| s.len() == 8 && s.bytes().all(|b| b.is_ascii_digit());
        let bad = |field, code: &Option<Code>, wanted| {
            let found = code.as_ref().map(ToString::to_string).unwrap_or_default();
            Err(Refusal::FieldInvalid { field, found, wanted })
        };
        if !ok(&self.companies_house, alphanumeric) {
            return bad(
                "companies_house",
                &self.companies_house,
                "eight letters or digits, such as 04000001",
            );
        }
        if !ok(&self.charity_number, charity) {
            return bad("charity_number", &self.charity_number, "six or seven digits, such as 1000001");
        }
        if !ok(&self.ukprn, eight_digits) {
            return bad("ukprn", &self.ukprn, "eight digits, such as 10000001");
        }
        Ok(self)
    }
}

/// A provider's number for VAT as it is kept: without blanks, with its country.
///
/// # Errors
/// `FIELD_INVALID` where it has not the form of a number of the United Kingdom.
pub fn vat_number(given: &Text) -> Result<Code, Refusal> {
    let bare: String = given.as_str().to_uppercase().split_whitespace().collect();
    let number = bare.strip_prefix("GB").unwrap_or(&bare);
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let ours = match number.strip_prefix("GD").or_else(|| number.strip_prefix("HA")) {
        Some(body) => body.len() == 3 && digits(body),
        None => (number.len() == 9 || number.len() == 12) && digits(number),
    };
    let wanted =
        "GB and nine or twelve digits, such as GB123456782; GBGD or GBHA and three for a public body";
    let bad = || Refusal::FieldInvalid { field: "vat_number", found: given.to_string(), wanted };
    format!("GB{number}").parse().ok().filter(|_| ours).ok_or_else(bad)
}

/// Tells whether the check digits of a number for VAT fit: seven digits, weighted from 8 down to 2, and the
/// last two make a multiple of 97, or with 55 do.
pub fn vat_number_adds_up(number: &Code) -> bool {
    let digits: Vec<u32> = number.as_str().chars().filter_map(|c| c.to_digit(10)).collect();
    let Some([seven @ .., tens, ones]) = digits.get(..9) else { return true };
    let weighted: u32 = (2..=8).rev().zip(seven).map(|(weight, digit)| weight * digit).sum();
    let sum = weighted + 10 * tens + ones;
    sum.is_multiple_of(97) || (sum + 55).is_multiple_of(97)
}

/// The Department's main codes.
pub const ETHNICITIES: [&str; 20] = [
    "WBRI", "WIRI", "WIRT", "WROM", "WOTH", "MWBC", "MWBA", "MWAS", "MOTH", "AIND", "APKN", "ABAN", "AOTH",
    "CHNE", "BCRB", "BAFR", "BOTH", "OOTH", "REFU", "NOBT",
];

impl Child {
    /// Refuses codes that are in no list.
    ///
    /// # Errors
    /// `FIELD_INVALID`, naming the column.
    pub fn checked(self) -> Result<Self, Refusal> {
        check_ethnicity(&self.ethnicity)?;
        check_need(&self.need)?;
        check_need_level(self.need_level)?;
        Ok(self)
    }
}

/// Refuses an ethnicity code outside the Department's list.
///
/// # Errors
/// `FIELD_INVALID`.
pub fn check_ethnicity(code: &Code) -> Result<(), Refusal> {
    if ETHNICITIES.contains(&code.as_str()) {
        return Ok(());
    }
    let wanted = "one of WBRI WIRI WIRT WROM WOTH MWBC MWBA MWAS MOTH AIND APKN ABAN AOTH CHNE BCRB BAFR BOTH OOTH REFU NOBT";
    Err(Refusal::FieldInvalid { field: "ethnicity", found: code.to_string(), wanted })
}

/// Returns the child-in-need codes.
pub fn needs() -> Vec<String> {
    (0..=9).map(|digit| format!("N{digit}")).collect()
}

/// Returns the Every Child Matters aims.
pub fn outcome_aims() -> Vec<String> {
    (1..=5).flat_map(|outcome| (1..=6).map(move |aim| format!("{outcome}.{aim}"))).collect()
}

/// Refuses a child-in-need code that is not `N0` to `N9`.
///
/// # Errors
/// `FIELD_INVALID`.
pub fn check_need(code: &Code) -> Result<(), Refusal> {
    if needs().iter().any(|need| need == code.as_str()) {
        return Ok(());
    }
    Err(Refusal::FieldInvalid { field: "need", found: code.to_string(), wanted: "N0 to N9" })
}

/// Refuses a level of need that is not 1 to 4.
///
/// # Errors
/// `FIELD_INVALID`.
pub fn check_need_level(level: i64) -> Result<(), Refusal> {
    if (1..=4).contains(&level) {
        return Ok(());
    }
    Err(Refusal::FieldInvalid { field: "need_level", found: level.to_string(), wanted: "1, 2, 3 or 4" })
}

/// Refuses an expected outcome that is no Every Child Matters aim.
///
/// # Errors
/// `FIELD_INVALID`.
pub fn check_outcome_aim(aim: &Code) -> Result<(), Refusal> {
    if outcome_aims().iter().any(|known| known == aim.as_str()) {
        return Ok(());
    }
    let wanted = "an Every Child Matters aim, 1.1 to 5.6";
    Err(Refusal::FieldInvalid { field: "expected_outcome", found: aim.to_string(), wanted })
}

/// Refuses an authority code that is not a single-tier or county code.
///
/// # Errors
/// `FIELD_INVALID`.
fn check_authority(code: &Code) -> Result<(), Refusal> {
    let text = code.as_str();
    let known = text.len() == 9
        && ["E06", "E07", "E08", "E09", "E10"].iter().any(|prefix| text.starts_with(prefix))
        && text[3..].bytes().all(|b| b.is_ascii_digit());
    if known {
        return Ok(());
    }
    let wanted = "an ONS code of nine characters, such as E06000020";
    Err(Refusal::FieldInvalid { field: "authority", found: code.to_string(), wanted })
}

impl Pilot {
    /// How many months after the last one the pilot settles up, where nothing else is said.
    pub const SETTLING_UP_MONTHS: i64 = 6;

    /// The last day on which what was committed can be settled: the end of a month.
    pub fn settles_until(&self) -> Day {
        let last = (0..self.settling_up_months).fold(self.ends_on.month(), |month, _| month.next());
        last.last()
    }

    /// Refuses a month of which no day is the pilot's, or of its settling up.
    ///
    /// # Errors
    /// `MONTH_OUTSIDE_PILOT`.
    pub fn of_pilot(&self, month: Month) -> Result<(), Refusal> {
        if self.has_month(month) {
            return Ok(());
        }
        let (starts_on, ends_on, settles_until) = (self.starts_on, self.ends_on, self.settles_until());
        Err(Refusal::MonthOutsidePilot { month, starts_on, ends_on, settles_until })
    }

    /// Whether any day of a month is the pilot's, or of its settling up.
    pub fn has_month(&self, month: Month) -> bool {
        self.starts_on <= month.last() && month.first() <= self.settles_until()
    }

    /// Refuses settings that contradict themselves.
    ///
    /// # Errors
    /// `FIELD_INVALID`.
    pub fn checked(self) -> Result<Self, Refusal> {
        check_authority(&self.authority)?;
        if self.ends_on < self.starts_on {
            return Err(Refusal::FieldInvalid {
                field: "end",
                found: self.ends_on.to_string(),
                wanted: "a day not before the pilot's start (--start)",
            });
        }
        if self.budget_max_pence < self.budget_min_pence {
            return Err(Refusal::FieldInvalid {
                field: "budget_max",
                found: self.budget_max_pence.to_string(),
                wanted: "not less than the smallest budget (--budget-min)",
            });
        }
        Ok(self)
    }
}
