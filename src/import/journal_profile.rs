//! The layout of a council's journal, from its TOML file or from those that come with the program.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;
use toml::Spanned;

use domain::upload::{
    ACCRUAL_CODES, Coding, DayForm, Detail, IRRECOVERABLE_VAT, KINDS_WITH_CODES, UploadColumn, UploadProfile,
};
use domain::{AccountName, Code, Pence, Text, excerpt};
use file::toml_text::{self, Parsed, Slip, SlipKind, integer, separator};
use file::{BadFile, BadRow, Source};

/// The code of everything that is wrong with a profile.
const UNSOUND: &str = "JOURNAL_PROFILE_UNSOUND";

/// The layouts that come with the program.
pub const JOURNAL_PROFILES: [(&str, &str); 4] = [
    ("default", include_str!("journal_profiles/default.toml")),
    ("signed", include_str!("journal_profiles/signed.toml")),
    ("flagged", include_str!("journal_profiles/flagged.toml")),
    ("entries", include_str!("journal_profiles/entries.toml")),
];

/// Reads the layout of a name, or of a file.
///
/// # Errors
/// A file that cannot be read; the first fault of one that can.
pub fn journal_profile(said: &str) -> Result<UploadProfile, BadFile> {
    let shipped = JOURNAL_PROFILES.into_iter().find(|(name, _)| *name == said);
    let source = match shipped {
        Some((name, text)) => Source::Embedded { name, text },
        None => Source::Path(PathBuf::from(said)),
    };
    let text = source.text().map_err(|mut bad| {
        let names = JOURNAL_PROFILES.map(|(name, _)| name).join(", ");
        bad.hint = Some(format!("name a file, or one of: {names}"));
        bad
    })?;
    parse(said, &text)
}

fn parse(name: &str, text: &str) -> Result<UploadProfile, BadFile> {
    toml_text::read(text).and_then(|layout: Layout| layout.checked(text)).map_err(|slip| {
        let hint = "docs/PACK.md explains every key; one to begin from: --profile default";
        let rows = vec![BadRow {
            line: slip.line,
            column: None,
            code: UNSOUND,
            message: slip.message,
            excerpt: String::new(),
        }];
        BadFile { rows, ..BadFile::new(name, UNSOUND, "this layout of a journal has a fault", Some(hint)) }
    })
}

/// The shape of a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Layout {
    name: Parsed<Code>,
    columns: Spanned<Vec<Parsed<UploadColumn>>>,
    headings: Option<Spanned<Vec<String>>>,
    header: Option<bool>,
    #[serde(default = "comma", deserialize_with = "separator")]
    delimiter: u8,
    #[serde(default)]
    debit_is: DebitIs,
    days: Option<Parsed<DayForm>>,
    detail: Option<Parsed<Detail>>,
    reference_prefix: Spanned<Parsed<Code>>,
    #[serde(default = "usual::<7>", deserialize_with = "integer::<_, _, 2, 40>")]
    reference_length: usize,
    #[serde(default = "usual::<40>", deserialize_with = "integer::<_, _, 10, 200>")]
    narrative_length: usize,
    de_minimis: Option<Parsed<Pence>>,
    codes: Spanned<BTreeMap<Spanned<String>, CodingText>>,
}

fn comma() -> u8 {
    b','
}

/// A length where none is given.
fn usual<const LENGTH: usize>() -> usize {
    LENGTH
}

#[derive(Default, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum DebitIs {
    #[default]
    Positive,
    Negative,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CodingText {
    cost_centre: Parsed<Text>,
    subjective: Parsed<Text>,
    project: Option<Parsed<Text>>,
    vat_code: Option<Parsed<Text>>,
}

impl Layout {
    /// Finds what does not go together.
    fn checked(self, text: &str) -> Result<UploadProfile, Slip> {
        let bad = |span, message: String| Err(Slip::at(text, span, SlipKind::Contradictory, message));
        let has = |column| self.columns.get_ref().contains(&Parsed(column));
        let sums = has(UploadColumn::Debit) && has(UploadColumn::Credit) || has(UploadColumn::Amount);
        let coded = has(UploadColumn::CostCentre) && has(UploadColumn::Subjective) || has(UploadColumn::Code);
        for (there, wanted) in [
            (has(UploadColumn::JournalRef), "`journal_ref`"),
            (has(UploadColumn::Narrative), "`narrative`"),
            (sums, "`debit` and `credit`, or `amount`"),
            (coded, "`cost_centre` and `subjective`, or `code`"),
        ] {
            if !there {
                return bad(self.columns.span(), format!("columns need {wanted}"));
            }
        }
        let columns: Vec<UploadColumn> =
            self.columns.into_inner().into_iter().map(|Parsed(column)| column).collect();
        let headings = match self.headings {
            Some(headings) if headings.get_ref().len() != columns.len() => {
                let message = format!("{} headings for {} columns", headings.get_ref().len(), columns.len());
                return bad(headings.span(), message);
            }
            Some(headings) => headings.into_inner(),
            None => columns.iter().map(|column| column.as_str().to_owned()).collect(),
        };
        let (span, Parsed(prefix)) = (self.reference_prefix.span(), self.reference_prefix.into_inner());
        let reference_length = self.reference_length;
        if prefix.as_str().len() >= reference_length {
            let message = format!("`{prefix}` leaves no room for a number in {reference_length} characters");
            return bad(span, message);
        }
        let kinds: Vec<&str> =
            KINDS_WITH_CODES.iter().map(|kind| kind.as_str()).chain(ACCRUAL_CODES).collect();
        let span = self.codes.span();
        let mut codes = BTreeMap::new();
        for (name, coding) in self.codes.into_inner() {
            let (span, name) = (name.span(), name.into_inner());
            // A cost account has its category's code; a creditor or income may have one of its own.
            let own = name.parse::<AccountName>().is_ok()
                || ["income:", "creditor:", "cost:", "charge:"].iter().any(|kind| name.starts_with(kind));
            if !own && name != IRRECOVERABLE_VAT && !kinds.contains(&name.as_str()) {
                return bad(span, format!("`{}` is no kind of account", excerpt(&name, 40)));
            }
            codes.insert(name, Coding::from(coding));
        }
        if let Some(kind) = kinds.into_iter().find(|kind| !codes.contains_key(*kind)) {
            return bad(span, format!("codes need `{kind}`"));
        }
        Ok(UploadProfile {
            name: self.name.0,
            columns: columns.into_iter().zip(headings).collect(),
            header: self.header.unwrap_or(true),
            delimiter: char::from(self.delimiter),
            debit_is_positive: self.debit_is == DebitIs::Positive,
            days: self.days.map_or(DayForm::Iso, |Parsed(form)| form),
            prefix,
            reference_length,
            narrative_length: self.narrative_length,
            detail: self.detail.map_or(Detail::Summary, |Parsed(detail)| detail),
            codes,
            de_minimis: self.de_minimis.map_or(Pence::new(25_000), |Parsed(sum)| sum),
        })
    }
}

impl From<CodingText> for Coding {
    fn from(CodingText { cost_centre, subjective, project, vat_code }: CodingText) -> Self {
        Self {
            cost_centre: cost_centre.0.to_string(),
            subjective: subjective.0.to_string(),
            project: project.map(|Parsed(text)| text),
            vat_code: vat_code.map(|Parsed(text)| text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layout_that_comes_with_the_program_is_sound() {
        for (name, _) in JOURNAL_PROFILES {
            let profile = journal_profile(name).unwrap();
            assert_eq!(profile.name.as_str(), name);
        }
    }

    #[test]
    fn the_first_fault_is_told_with_its_line() {
        let sound = JOURNAL_PROFILES[0].1;
        for (from, to, said) in [
            (
                "\"narrative\"",
                "\"narative\"",
                "6: `columns`: `narative` is no column; it is one of: journal_ref, line, period, financial_year, \
                 posting_date, cost_centre, subjective, code, project, debit, credit, amount, side, vat_code, narrative, \
                 source_ref, blank",
            ),
            ("\"narrative\", ", "", "4: columns need `narrative`"),
            ("\"debit\", ", "", "4: columns need `debit` and `credit`, or `amount`"),
            ("\"subjective\", ", "", "4: columns need `cost_centre` and `subjective`, or `code`"),
            ("header = true", "headings = [\"one\"]", "8: 1 headings for 13 columns"),
            (
                "header = true",
                "header = \"yes\"",
                "8: `header` is \"yes\"; wanted true or false, without quotes",
            ),
            (
                "header = true",
                "headr = true",
                "8: there is no key `headr`; did you mean `header` or `headings`?",
            ),
            (
                "delimiter = \",\"",
                "delimiter = \":\"",
                "9: `delimiter` is \":\"; wanted one of \",\" \";\" \"|\" \"tab\"",
            ),
            (
                "\"YYYY-MM-DD\"",
                "\"M/D/Y\"",
                "10: `days`: `M/D/Y` is no way to write a day; it is one of: YYYY-MM-DD, DD/MM/YYYY, DD/MM/YY, YYYYMMDD",
            ),
            ("\"BH\"", "\"TOOLONG\"", "12: `TOOLONG` leaves no room for a number in 7 characters"),
            ("= 7", "= 1", "13: `reference_length` is 1; wanted a whole number from 2 to 40"),
            ("card = ", "purse = ", "21: `purse` is no kind of account"),
            ("card = ", "# ", "19: codes need `card`"),
            (", subjective = \"B150\"", "", "21: `subjective` of [codes.card] is needed and missing"),
        ] {
            let bad = parse("x.toml", &sound.replacen(from, to, 1)).unwrap_err();
            let told: Vec<String> =
                bad.rows.iter().map(|row| format!("{}: {}", row.line, row.message)).collect();
            assert_eq!(told, [said]);
        }
    }
}
