//! The layout of a council's journal, from its TOML file or from those that come with the program: every
//! fault with its line, all of them at once.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::PathBuf;

use toml::de::{DeTable, DeValue};

use super::bad::{BadFile, BadRow};
use super::source::Source;
use domain::upload::{ACCRUAL_CODES, Coding, DayForm, Detail, KINDS_WITH_CODES, UploadColumn, UploadProfile};
use domain::{AccountName, Code, Pence, Text, excerpt, similar};

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
/// A file that cannot be read; every fault of one that can.
pub fn journal_profile(said: &str) -> Result<UploadProfile, BadFile> {
    let shipped = JOURNAL_PROFILES.into_iter().find(|(name, _)| *name == said);
    let (name, source) = match shipped {
        Some((name, text)) => (name.to_owned(), Source::Embedded { name, text }),
        None => (said.to_owned(), Source::Path(PathBuf::from(said))),
    };
    let names = JOURNAL_PROFILES.map(|(name, _)| name).join(", ");
    let mut bytes = Vec::new();
    let mut open = source.open().map_err(|mut bad| {
        bad.hint = Some(format!("name a file, or one of: {names}"));
        bad
    })?;
    let unreadable = |why: String| BadFile::whole(&name, "FILE_UNREADABLE", why, None);
    open.read_to_end(&mut bytes).map_err(|error| unreadable(format!("it cannot be read: {error}")))?;
    let text = String::from_utf8(bytes).map_err(|_| unreadable("it is not UTF-8 text".into()))?;
    parse(&name, &text)
}

fn parse(name: &str, text: &str) -> Result<UploadProfile, BadFile> {
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader { text, faults: Vec::new() };
    for error in &errors {
        let at = error.span().map_or(0, |span| span.start);
        reader.fault(at, error.message().lines().collect::<Vec<_>>().join("; "));
    }
    let read = errors.is_empty().then(|| reader.profile(root.get_ref())).flatten();
    match read {
        Some(profile) if reader.faults.is_empty() => Ok(profile),
        _ => {
            let mut rows = reader.faults;
            rows.sort_by_key(|row| row.line);
            let hint = "docs/PACK.md explains every key; one to begin from: --profile default";
            let message = format!("this layout of a journal has {} fault(s)", rows.len());
            Err(BadFile { rows, ..BadFile::whole(name, UNSOUND, message, Some(hint)) })
        }
    }
}

type Spanned<'i> = toml::Spanned<DeValue<'i>>;

struct Reader<'t> {
    text: &'t str,
    faults: Vec<BadRow>,
}

const KEYS: [&str; 13] = [
    "name",
    "columns",
    "headings",
    "header",
    "delimiter",
    "debit_is",
    "days",
    "detail",
    "reference_prefix",
    "reference_length",
    "narrative_length",
    "de_minimis",
    "codes",
];

impl Reader<'_> {
    fn profile(&mut self, root: &DeTable<'_>) -> Option<UploadProfile> {
        self.known(root, &KEYS);
        let name = self.needed(root, "name").and_then(|value| self.parsed::<Code>("name", value));
        let columns = self.columns(root);
        let header = self.flag(root, "header").unwrap_or(true);
        let delimiter = self.one_of(root, "delimiter", &[(",", ','), (";", ';'), ("|", '|'), ("\t", '\t')]);
        let sign = self.one_of(root, "debit_is", &[("positive", true), ("negative", false)]);
        let words = DayForm::ALL.iter().map(|form| (form.word(), *form)).collect::<Vec<_>>();
        let days = self.one_of(root, "days", &words);
        let words = Detail::ALL.iter().map(|detail| (detail.word(), *detail)).collect::<Vec<_>>();
        let detail = self.one_of(root, "detail", &words);
        let prefix = self
            .needed(root, "reference_prefix")
            .and_then(|value| self.parsed::<Code>("reference_prefix", value));
        let reference_length = self.length(root, "reference_length", 2, 40, 7);
        let narrative_length = self.length(root, "narrative_length", 10, 200, 40);
        let de_minimis = root.get("de_minimis").map(|value| self.parsed::<Pence>("de_minimis", value));
        if let Some(prefix) = &prefix
            && prefix.as_str().len() >= reference_length
        {
            let at = root.get("reference_prefix").map_or(0, |value| value.span().start);
            self.fault(
                at,
                format!("`{prefix}` leaves no room for a number in {reference_length} characters"),
            );
        }
        let codes = self.codes(root)?;
        Some(UploadProfile {
            name: name?,
            columns: columns?,
            header,
            delimiter: delimiter.unwrap_or(','),
            debit_is_positive: sign.unwrap_or(true),
            days: days.unwrap_or(DayForm::Iso),
            prefix: prefix?,
            reference_length,
            narrative_length,
            detail: detail.unwrap_or(Detail::Summary),
            codes,
            de_minimis: de_minimis.unwrap_or(Some(Pence::new(25_000)))?,
        })
    }

    fn columns(&mut self, root: &DeTable<'_>) -> Option<Vec<(UploadColumn, String)>> {
        let value = self.needed(root, "columns")?;
        let at = value.span().start;
        let columns: Vec<UploadColumn> = self
            .texts("columns", value)?
            .into_iter()
            .filter_map(|(at, word)| {
                let found = UploadColumn::from_word(&word);
                if found.is_none() {
                    let names = UploadColumn::ALL.iter().map(|column| column.word().to_owned());
                    let near = similar(&word, names).into_iter().next();
                    let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
                    self.fault(at, format!("`{}` is no column{near}", excerpt(&word, 40)));
                }
                found
            })
            .collect();
        let has = |column| columns.contains(&column);
        let sums = has(UploadColumn::Debit) && has(UploadColumn::Credit) || has(UploadColumn::Amount);
        let coded = has(UploadColumn::CostCentre) && has(UploadColumn::Subjective) || has(UploadColumn::Code);
        for (there, wanted) in [
            (has(UploadColumn::JournalRef), "`journal_ref`"),
            (has(UploadColumn::Narrative), "`narrative`"),
            (sums, "`debit` and `credit`, or `amount`"),
            (coded, "`cost_centre` and `subjective`, or `code`"),
        ] {
            if !there {
                self.fault(at, format!("columns need {wanted}"));
            }
        }
        let headings = match root.get("headings") {
            Some(value) => self.texts("headings", value)?.into_iter().map(|(_, text)| text).collect(),
            None => columns.iter().map(|column| column.word().to_owned()).collect::<Vec<_>>(),
        };
        if headings.len() != columns.len() {
            let at = root.get("headings").map_or(at, |value| value.span().start);
            self.fault(at, format!("{} headings for {} columns", headings.len(), columns.len()));
        }
        Some(columns.into_iter().zip(headings).collect())
    }

    fn codes(&mut self, root: &DeTable<'_>) -> Option<BTreeMap<String, Coding>> {
        let value = self.needed(root, "codes")?;
        let DeValue::Table(table) = value.get_ref() else {
            return self.wrong("codes", value, "a table: [codes]");
        };
        let mut codes = BTreeMap::new();
        for (key, value) in table {
            let name = key.get_ref();
            let kind = KINDS_WITH_CODES.iter().any(|kind| kind.word() == name)
                || ACCRUAL_CODES.contains(&name.as_ref());
            // A cost account has its category's code; a creditor or income may have one of its own.
            let own = name.parse::<AccountName>().is_ok()
                || ["income:", "creditor:", "cost:", "charge:"].iter().any(|kind| name.starts_with(kind));
            if !kind && !own {
                self.fault(key.span().start, format!("`{}` is no kind of account", excerpt(name, 40)));
                continue;
            }
            codes.extend(self.coding(name, value).map(|coding| (name.to_string(), coding)));
        }
        let kinds = KINDS_WITH_CODES.iter().map(|kind| kind.word()).chain(ACCRUAL_CODES);
        for kind in kinds.filter(|kind| !table.contains_key(*kind)) {
            self.fault(value.span().start, format!("codes need `{kind}`"));
        }
        Some(codes)
    }

    fn coding(&mut self, name: &str, value: &Spanned<'_>) -> Option<Coding> {
        let DeValue::Table(table) = value.get_ref() else {
            return self.wrong(name, value, "{ cost_centre = \"..\", subjective = \"..\" }");
        };
        self.known(table, &["cost_centre", "subjective", "project", "vat_code"]);
        let code = |this: &mut Self, key: &'static str| {
            let Some(value) = table.get(key) else {
                this.fault(value.span().start, format!("`{name}` needs `{key}`"));
                return None;
            };
            this.parsed::<Text>(key, value).map(|text| text.as_str().to_owned())
        };
        let (cost_centre, subjective) = (code(self, "cost_centre"), code(self, "subjective"));
        let project = table.get("project").map(|value| self.parsed::<Text>("project", value));
        let vat_code = table.get("vat_code").map(|value| self.parsed::<Text>("vat_code", value));
        Some(Coding {
            cost_centre: cost_centre?,
            subjective: subjective?,
            project: project.flatten(),
            vat_code: vat_code.flatten(),
        })
    }

    fn known(&mut self, table: &DeTable<'_>, keys: &[&str]) {
        for (key, _) in table {
            if !keys.contains(&key.get_ref().as_ref()) {
                let near = similar(key.get_ref(), keys.iter().map(ToString::to_string)).into_iter().next();
                let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
                self.fault(
                    key.span().start,
                    format!("there is no key `{}`{near}", excerpt(key.get_ref(), 40)),
                );
            }
        }
    }

    fn needed<'a, 'i>(&mut self, table: &'a DeTable<'i>, key: &'static str) -> Option<&'a Spanned<'i>> {
        let value = table.get(key);
        if value.is_none() {
            self.fault(0, format!("`{key}` is needed and missing"));
        }
        value
    }

    fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(
        &mut self,
        key: &str,
        value: &Spanned<'_>,
    ) -> Option<T> {
        let text = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Integer(number) => number.to_string(),
            _ => return self.wrong(key, value, "text in quotes"),
        };
        text.parse().map_err(|bad: T::Err| self.fault(value.span().start, format!("{key}: {bad}"))).ok()
    }

    fn texts(&mut self, key: &str, value: &Spanned<'_>) -> Option<Vec<(usize, String)>> {
        let DeValue::Array(list) = value.get_ref() else {
            return self.wrong(key, value, "a list: [\"narrative\", ...]");
        };
        let mut texts = Vec::new();
        for value in list.iter() {
            match value.get_ref() {
                DeValue::String(text) => texts.push((value.span().start, text.to_string())),
                _ => {
                    self.wrong::<()>(key, value, "text in quotes");
                }
            }
        }
        Some(texts)
    }

    fn flag(&mut self, table: &DeTable<'_>, key: &str) -> Option<bool> {
        match table.get(key)?.get_ref() {
            DeValue::Boolean(yes) => Some(*yes),
            _ => self.wrong(key, table.get(key)?, "true or false, without quotes"),
        }
    }

    fn one_of<T: Copy>(&mut self, table: &DeTable<'_>, key: &str, words: &[(&str, T)]) -> Option<T> {
        let value = table.get(key)?;
        let said = match value.get_ref() {
            DeValue::String(said) => said.to_string(),
            _ => return self.wrong(key, value, "text in quotes"),
        };
        let found = words.iter().find(|(word, _)| *word == said).map(|(_, one)| *one);
        if found.is_none() {
            let words: Vec<String> =
                words.iter().map(|(word, _)| format!("`{}`", word.escape_debug())).collect();
            let message = format!("{key}: `{}` is none of {}", excerpt(&said, 40), words.join(", "));
            self.fault(value.span().start, message);
        }
        found
    }

    fn length(&mut self, table: &DeTable<'_>, key: &str, least: usize, most: usize, usual: usize) -> usize {
        let Some(value) = table.get(key) else { return usual };
        let number = match value.get_ref() {
            DeValue::Integer(number) => number.to_string().parse::<usize>().ok(),
            _ => None,
        };
        match number.filter(|number| (least..=most).contains(number)) {
            Some(number) => number,
            None => {
                self.wrong::<()>(key, value, &format!("a whole number from {least} to {most}"));
                usual
            }
        }
    }

    fn wrong<T>(&mut self, key: &str, value: &Spanned<'_>, wanted: &str) -> Option<T> {
        let found = excerpt(self.text.get(value.span()).unwrap_or_default(), 40);
        self.fault(value.span().start, format!("{key}: found {found}; wanted {wanted}"));
        None
    }

    fn fault(&mut self, offset: usize, message: String) {
        let before = self.text.bytes().take(offset).filter(|byte| *byte == b'\n').count();
        let line = u64::try_from(before + 1).unwrap_or(u64::MAX);
        self.faults.push(BadRow { line, column: None, code: UNSOUND, message, excerpt: String::new() });
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
    fn every_fault_is_told_with_its_line() {
        let bad = parse(
            "x.toml",
            "name = \"x\"\ncolumns = [\"journal_ref\", \"narative\"]\nreference_prefix = \"TOOLONGX\"\n\
             reference_length = 8\ndays = \"M/D/Y\"\nheadr = true\n[codes]\npurse = {}\nbank = { cost_centre = \"A\" }\n",
        )
        .unwrap_err();
        let told: Vec<String> = bad.rows.iter().map(|row| format!("{}: {}", row.line, row.message)).collect();
        assert_eq!(
            told[..9],
            [
                "2: `narative` is no column; did you mean `narrative`?",
                "2: columns need `narrative`",
                "2: columns need `debit` and `credit`, or `amount`",
                "2: columns need `cost_centre` and `subjective`, or `code`",
                "3: `TOOLONGX` leaves no room for a number in 8 characters",
                "5: days: `M/D/Y` is none of `YYYY-MM-DD`, `DD/MM/YYYY`, `DD/MM/YY`, `YYYYMMDD`",
                "6: there is no key `headr`; did you mean `header`?",
                "7: codes need `card`",
                "7: codes need `imprest`",
            ]
        );
        assert!(told.contains(&"8: `purse` is no kind of account".to_owned()), "{told:#?}");
        assert!(told.contains(&"9: `bank` needs `subjective`".to_owned()), "{told:#?}");
    }
}
