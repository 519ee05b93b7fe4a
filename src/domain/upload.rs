//! How a council's own ledger takes a journal: columns and their order, signs, days, the reference, the
//! narrative, and the codes of accounts that no category has.

use std::collections::BTreeMap;

use super::{AccountKind, Code, Day, Pence, Text};

pub use super::vocabulary::{DayForm, Detail, JournalKind, UploadColumn};

/// One layout of an upload file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UploadProfile {
    /// What it is called; a journal that was issued names it.
    pub name: Code,
    /// The columns in their order, each with its heading.
    pub columns: Vec<(UploadColumn, String)>,
    /// Whether the headings stand in the first line.
    pub header: bool,
    /// What stands between two columns.
    pub delimiter: char,
    /// Whether a debit is positive in a signed `amount`.
    pub debit_is_positive: bool,
    /// How days are written.
    pub days: DayForm,
    /// How every reference begins.
    pub prefix: Code,
    /// How long a reference is.
    pub reference_length: usize,
    /// How long a narrative may be.
    pub narrative_length: usize,
    /// How much of the month a line stands for.
    pub detail: Detail,
    /// The codes by account (`bank:main`), else by kind (`bank`), as [`UploadProfile::coding`] looks them up.
    pub codes: BTreeMap<String, Coding>,
    /// Accruals below it are one bulk line.
    pub de_minimis: Pence,
}

/// A cost centre and subjective code, with what some ledgers want beside them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Coding {
    pub cost_centre: String,
    /// The subjective code.
    pub subjective: String,
    pub project: Option<Text>,
    pub vat_code: Option<Text>,
}

/// The codes that only accruals have.
pub const ACCRUAL_CODES: [&str; 4] = ["accrued", "debtors", "received_in_advance", "paid_in_advance"];

/// The code of VAT that cannot be recovered; without it, such VAT has the codes of its category.
pub const IRRECOVERABLE_VAT: &str = "irrecoverable_vat";

/// The kinds of accounts that need a code in every profile: `cost` is for categories without one.
pub const KINDS_WITH_CODES: [AccountKind; 11] = [
    AccountKind::Bank,
    AccountKind::Card,
    AccountKind::Imprest,
    AccountKind::Held,
    AccountKind::Notional,
    AccountKind::Pocket,
    AccountKind::Creditor,
    AccountKind::Income,
    AccountKind::Cost,
    AccountKind::Vat,
    AccountKind::Charge,
];

impl DayForm {
    /// Writes a day.
    pub fn write(self, day: Day) -> String {
        let form = match self {
            Self::Iso => "%Y-%m-%d",
            Self::British => "%d/%m/%Y",
            Self::Short => "%d/%m/%y",
            Self::Plain => "%Y%m%d",
        };
        day.date().format(form).to_string()
    }
}

impl UploadProfile {
    /// Finds the code of an account: its own, else that of its kind, which every profile has.
    pub fn coding(&self, account: &str) -> &Coding {
        let kind = account.split(':').next().unwrap_or(account);
        let coding = self.codes.get(account).or_else(|| self.codes.get(kind));
        coding.expect("a profile has a code for every kind of account")
    }

    /// Writes the reference of a number; `None` where it is longer than the council's ledger takes.
    pub fn reference(&self, number: u64) -> Option<String> {
        let digits = self.reference_length.checked_sub(self.prefix.as_str().len())?;
        let number = format!("{number:0digits$}");
        (number.len() == digits).then(|| format!("{}{number}", self.prefix))
    }

    /// Reads the number of a reference; `None` for one of another prefix or length.
    pub fn number(&self, reference: &str) -> Option<u64> {
        let digits = reference.strip_prefix(self.prefix.as_str())?;
        let ours = reference.len() == self.reference_length && digits.bytes().all(|b| b.is_ascii_digit());
        ours.then(|| digits.parse().ok()).flatten()
    }

    /// Cuts a text to what a narrative may be, between letters and never within one.
    pub fn narrative(&self, text: &str) -> String {
        text.chars().take(self.narrative_length).collect::<String>().trim_end().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile() -> UploadProfile {
        UploadProfile {
            name: "test".parse().unwrap(),
            columns: Vec::new(),
            header: true,
            delimiter: ',',
            debit_is_positive: true,
            days: DayForm::Iso,
            prefix: "BH".parse().unwrap(),
            reference_length: 7,
            narrative_length: 40,
            detail: Detail::Summary,
            codes: BTreeMap::new(),
            de_minimis: Pence::ZERO,
        }
    }

    #[test]
    fn a_reference_is_as_long_as_the_council_takes_and_no_longer() {
        let profile = profile();
        assert_eq!(profile.reference(1).as_deref(), Some("BH00001"));
        assert_eq!(profile.reference(99_999).as_deref(), Some("BH99999"));
        assert_eq!(profile.reference(100_000), None);
        assert_eq!(profile.number("BH00042"), Some(42));
        for other in ["BX00042", "BH0042", "BH0004x", "BH000042", ""] {
            assert_eq!(profile.number(other), None, "{other}");
        }
    }

    #[test]
    fn a_narrative_is_cut_between_letters() {
        let profile = profile();
        let long = "é".repeat(41);
        assert_eq!(profile.narrative(&long), "é".repeat(40));
        assert_eq!(profile.narrative(&format!("{} b", "a".repeat(39))), "a".repeat(39));
        assert_eq!(profile.narrative("short"), "short");
    }

    #[test]
    fn days_are_written_as_ledgers_want_them() {
        let day: Day = "2006-09-05".parse().unwrap();
        let written: Vec<String> =
            DayForm::WORDS.iter().map(|form| form.parse::<DayForm>().unwrap().write(day)).collect();
        assert_eq!(written, ["2006-09-05", "05/09/2006", "05/09/06", "20060905"]);
    }
}
