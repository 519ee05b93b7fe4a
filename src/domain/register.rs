//! What the registers hold about people, providers, children, funds and words.
//!
//! Each details type is checked when it is made and gives its columns as [`Field`]s, so that adding,
//! comparing and amending are written once for all of them.

use std::fmt;

use super::{
    Arm, Better, CategoryId, Code, Cohort, Day, Month, Nature, Pence, Pilot, Refusal, Role, Sector, Sex,
    Stream, Text,
};

/// One column of a register row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// Nothing is known.
    Absent,
    /// A number: pence, thousandths, a level.
    Number(i64),
    /// A word.
    Word(String),
}

impl Field {
    pub(super) fn word(word: impl fmt::Display) -> Self {
        Self::Word(word.to_string())
    }

    pub(super) fn perhaps(word: Option<impl fmt::Display>) -> Self {
        word.map_or(Self::Absent, Self::word)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => f.write_str("nothing"),
            Self::Number(number) => number.fmt(f),
            Self::Word(word) => word.fmt(f),
        }
    }
}

/// Columns and what they hold.
pub type Fields = Vec<(&'static str, Field)>;

/// Names the first column in which two rows differ.
pub fn first_difference(found: &Fields, given: &Fields) -> Option<(String, String, String)> {
    given.iter().find_map(|(column, new)| {
        let old = found.iter().find(|(name, _)| name == column).map(|(_, old)| old)?;
        let spoken = |field: &Field| match field {
            Field::Number(number) if column.ends_with("_pence") => Pence::new(*number).to_string(),
            field => field.to_string(),
        };
        let name = column.trim_end_matches("_pence").trim_end_matches("_id");
        (old != new).then(|| (name.to_owned(), spoken(old), spoken(new)))
    })
}

/// A person.
#[derive(Clone, Debug)]
pub struct PractitionerDetails {
    /// Their name.
    pub name: Text,
    /// Their profession.
    pub profession: Text,
    /// Who employs them.
    pub agency: Text,
    /// What they may do.
    pub role: Role,
    /// The most they may order alone; `None` for no limit.
    pub sign_off_limit: Option<Pence>,
    /// The day they joined.
    pub joined_on: Option<Day>,
}

impl PractitionerDetails {
    /// Returns the columns.
    pub fn fields(&self) -> Fields {
        let limit = self.sign_off_limit.map_or(Field::Absent, |limit| Field::Number(limit.get()));
        vec![
            ("name", Field::word(&self.name)),
            ("profession", Field::word(&self.profession)),
            ("agency", Field::word(&self.agency)),
            ("role", Field::word(self.role)),
            ("sign_off_limit_pence", limit),
            ("joined_on", Field::perhaps(self.joined_on)),
        ]
    }
}

/// Who is paid.
#[derive(Clone, Debug)]
pub struct ProviderDetails {
    /// Its name.
    pub name: Text,
    /// Its sector.
    pub sector: Sector,
    /// Companies House number: eight letters or digits.
    pub companies_house: Option<Code>,
    /// Charity Commission number: six or seven digits, eight with a suffix.
    pub charity_number: Option<Code>,
    /// UK provider reference number: eight digits.
    pub ukprn: Option<Code>,
}

impl ProviderDetails {
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

    /// Returns the columns.
    pub fn fields(&self) -> Fields {
        vec![
            ("name", Field::word(&self.name)),
            ("sector", Field::word(self.sector)),
            ("companies_house", Field::perhaps(self.companies_house.as_ref())),
            ("charity_number", Field::perhaps(self.charity_number.as_ref())),
            ("ukprn", Field::perhaps(self.ukprn.as_ref())),
        ]
    }
}

/// A child, as far as the ledger knows.
#[derive(Clone, Debug)]
pub struct ChildDetails {
    /// The child's cohort.
    pub cohort: Cohort,
    /// The child's arm.
    pub arm: Arm,
    /// Month of birth.
    pub born: Month,
    /// The child's sex.
    pub sex: Sex,
    /// Department for Education main code.
    pub ethnicity: Code,
    /// The authority's area.
    pub area: Text,
    /// Child-in-need code, `N0` to `N9`.
    pub need: Code,
    /// Level of need, 1 to 4.
    pub need_level: i64,
    /// Reference of the common assessment.
    pub caf_ref: Option<Text>,
    /// Day of the common assessment.
    pub caf_on: Option<Day>,
    /// Day of consent.
    pub consent_on: Option<Day>,
}

const ETHNICITIES: [&str; 20] = [
    "WBRI", "WIRI", "WIRT", "WROM", "WOTH", "MWBC", "MWBA", "MWAS", "MOTH", "AIND", "APKN", "ABAN", "AOTH",
    "CHNE", "BCRB", "BAFR", "BOTH", "OOTH", "REFU", "NOBT",
];

impl ChildDetails {
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

    /// Returns the columns.
    pub fn fields(&self) -> Fields {
        vec![
            ("cohort", Field::word(self.cohort)),
            ("arm", Field::word(self.arm)),
            ("born", Field::word(self.born)),
            ("sex", Field::word(self.sex)),
            ("ethnicity", Field::word(&self.ethnicity)),
            ("area", Field::word(&self.area)),
            ("need", Field::word(&self.need)),
            ("need_level", Field::Number(self.need_level)),
            ("caf_ref", Field::perhaps(self.caf_ref.as_ref())),
            ("caf_on", Field::perhaps(self.caf_on)),
            ("consent_on", Field::perhaps(self.consent_on)),
        ]
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

/// Refuses a child-in-need code that is not `N0` to `N9`.
///
/// # Errors
/// `FIELD_INVALID`.
pub fn check_need(code: &Code) -> Result<(), Refusal> {
    let digit = code.as_str().strip_prefix('N').filter(|d| d.len() == 1);
    if digit.is_some_and(|d| d.bytes().all(|b| b.is_ascii_digit())) {
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
    let known = matches!(aim.as_str().as_bytes(), [b'1'..=b'5', b'.', b'1'..=b'6']);
    if known {
        return Ok(());
    }
    let wanted = "an Every Child Matters aim, 1.1 to 5.6";
    Err(Refusal::FieldInvalid { field: "expected_outcome", found: aim.to_string(), wanted })
}

/// Refuses an authority code that is not a single-tier or county code.
///
/// # Errors
/// `FIELD_INVALID`.
pub fn check_authority(code: &Code) -> Result<(), Refusal> {
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

/// A fund's terms, as registered.
#[derive(Clone, Debug)]
pub struct FundDetails {
    /// Its name.
    pub name: Text,
    /// Who gives the money.
    pub contributor: Text,
    /// Where it stands in the pilot's life.
    pub stream: Stream,
    /// Money or in kind.
    pub nature: Nature,
    /// The only cohort it is for.
    pub cohort: Option<Cohort>,
    /// First day it may be drawn.
    pub from_on: Option<Day>,
    /// Last day it may be drawn.
    pub until_on: Option<Day>,
    /// The only categories it is for.
    pub categories: Vec<CategoryId>,
}

impl FundDetails {
    /// Returns the columns, categories apart.
    pub fn fields(&self) -> Fields {
        vec![
            ("name", Field::word(&self.name)),
            ("contributor", Field::word(&self.contributor)),
            ("stream", Field::word(self.stream)),
            ("nature", Field::word(self.nature)),
            ("cohort", Field::perhaps(self.cohort)),
            ("from_on", Field::perhaps(self.from_on)),
            ("until_on", Field::perhaps(self.until_on)),
        ]
    }
}

/// An outcome scale, as registered.
#[derive(Clone, Debug)]
pub struct MeasureDetails {
    /// Its name.
    pub label: Text,
    /// Lowest score, in thousandths.
    pub lowest: i64,
    /// Highest score, in thousandths.
    pub highest: i64,
    /// Which way is better.
    pub better: Better,
}

impl MeasureDetails {
    /// Returns the columns.
    pub fn fields(&self) -> Fields {
        vec![
            ("label", Field::word(&self.label)),
            ("lowest_thousandths", Field::Number(self.lowest)),
            ("highest_thousandths", Field::Number(self.highest)),
            ("better", Field::word(self.better)),
        ]
    }
}

impl Pilot {
    /// Refuses settings that contradict themselves.
    ///
    /// # Errors
    /// `FIELD_INVALID`, `DAYS_OUT_OF_ORDER`.
    pub fn checked(self) -> Result<Self, Refusal> {
        check_authority(&self.authority)?;
        if self.ends_on < self.starts_on {
            return Err(Refusal::DaysOutOfOrder {
                what: "the pilot's end",
                on: self.ends_on,
                before: "its start",
                before_on: self.starts_on,
            });
        }
        if self.budget_max < self.budget_min {
            return Err(Refusal::FieldInvalid {
                field: "budget_max",
                found: self.budget_max.to_string(),
                wanted: "not less than the smallest budget (--budget-min)",
            });
        }
        Ok(self)
    }

    /// Returns the columns.
    pub fn fields(&self) -> Fields {
        vec![
            ("name", Field::word(&self.name)),
            ("authority", Field::word(&self.authority)),
            ("starts_on", Field::word(self.starts_on)),
            ("ends_on", Field::word(self.ends_on)),
            ("budget_min_pence", Field::Number(self.budget_min.pence().get())),
            ("budget_max_pence", Field::Number(self.budget_max.pence().get())),
        ]
    }
}
