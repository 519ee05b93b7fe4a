//! A policy's TOML file: every key read by hand, so that each fault names its line, its key, what was
//! found and what was wanted, and all of them are told at once.

use std::collections::BTreeMap;
use std::fmt;
use std::io::Read;
use std::str::FromStr;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{BadFile, Source};
use crate::domain::policy::{
    Band, Bounds, CategoryTerms, Fault, Gates, Policy, PolicyFile, PolicyTerms, Problem,
};
use crate::domain::{Amount, Code, Cohort, Day, Gate, Others, Pence, Text, excerpt, similar};

/// A file that was read, and where its keys stand: what the ledger says against one has its line too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyText {
    /// The file's name as given.
    pub name: String,
    /// Its text, to the byte.
    pub text: String,
    /// What it says.
    pub file: PolicyFile,
    lines: Lines,
}

/// A policy that is not taken: every fault, in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadPolicy {
    /// The file's name as given.
    pub name: String,
    /// The faults, with the lines they are on.
    pub faults: Vec<(usize, Fault)>,
}

impl fmt::Display for BadPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.faults.len() {
            1 => write!(f, "{}: 1 fault", self.name)?,
            many => write!(f, "{}: {many} faults", self.name)?,
        }
        for (line, Fault { key, problem }) in &self.faults {
            let key = if key.is_empty() { String::new() } else { format!(", {key}") };
            write!(f, "\n  line {line}{key}: [{}] {problem}", problem.code())?;
        }
        Ok(())
    }
}

impl std::error::Error for BadPolicy {}

impl PolicyText {
    /// Reads a file.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn open(source: &Source) -> Result<(String, String), BadFile> {
        let name = source.name();
        let mut bytes = Vec::new();
        let read = source.open()?.read_to_end(&mut bytes);
        let unreadable = |why: String| BadFile::whole(&name, "FILE_UNREADABLE", why, None);
        read.map_err(|error| unreadable(format!("it cannot be read: {error}")))?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let place = error.utf8_error().valid_up_to();
            unreadable(format!("it is not UTF-8 text from byte {} on", place + 1))
        })?;
        Ok((name, text))
    }

    /// Reads what a policy says.
    ///
    /// # Errors
    /// Every fault in how it is written, and every contradiction that does not only follow from one.
    pub fn parse(name: String, text: String) -> Result<Self, BadPolicy> {
        let (root, errors) = DeTable::parse_recoverable(&text);
        let mut reader = Reader { text: &text, lines: Lines::default(), faults: Vec::new() };
        for error in &errors {
            let line = error.span().map_or(1, |span| line_of(&text, span.start));
            reader.lines.0.insert(format!("#{line}"), line);
            let message = error.message().lines().collect::<Vec<_>>().join("; ");
            reader.faults.push(Fault::at(format!("#{line}"), Problem::NotToml(message)));
        }
        let (mut given, mut terms) = (None, PolicyTerms::SILENT);
        if errors.is_empty() {
            given = Some(reader.policy(root.get_ref(), &mut terms));
        }
        let Reader { lines, mut faults, .. } = reader;
        // A key that was meant for another spoils that one too.
        let meant = |fault: &Fault| match &fault.problem {
            Problem::KeyUnknown { near } => near.clone(),
            _ => Vec::new(),
        };
        let mut spoilt: Vec<String> = faults.iter().flat_map(meant).collect();
        spoilt.extend(faults.iter().map(|fault| section(&fault.key).to_owned()));
        let spoilt = |key: &str| {
            let bands = key == "bands" && spoilt.iter().any(|at| at == "sign_off_limit");
            bands || spoilt.iter().any(|at| at == key)
        };
        let checked = Policy::checked(terms);
        match (given, checked) {
            (Some((name_given, starts_on, ends_on)), Ok(policy)) if faults.is_empty() => {
                let file = PolicyFile { name: name_given, starts_on, ends_on, policy };
                return Ok(Self { name, text, file, lines });
            }
            (_, Err(found)) => faults.extend(found.into_iter().filter(|f| !spoilt(section(&f.key)))),
            (_, Ok(_)) => {}
        }
        Err(lines.place(name, faults))
    }

    /// Gives faults found elsewhere their lines.
    pub fn bad(&self, faults: Vec<Fault>) -> BadPolicy {
        self.lines.place(self.name.clone(), faults)
    }
}

/// The first part of a key: `bands` of `bands 2, above`.
fn section(key: &str) -> &str {
    key.split([',', ' ']).next().unwrap_or(key)
}

fn line_of(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}

/// The line each key stands on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Lines(BTreeMap<String, usize>);

impl Lines {
    /// The line of a key, or of what it is part of; the first line for what is not there at all.
    fn of(&self, key: &str) -> usize {
        let mut key = key;
        loop {
            if let Some(line) = self.0.get(key) {
                return *line;
            }
            match key.rfind([',', ' ']) {
                Some(end) => key = &key[..end],
                None => return 1,
            }
        }
    }

    fn place(&self, name: String, faults: Vec<Fault>) -> BadPolicy {
        let mut faults: Vec<(usize, Fault)> =
            faults.into_iter().map(|fault| (self.of(&fault.key), fault)).collect();
        for (_, fault) in &mut faults {
            if fault.key.starts_with('#') {
                fault.key.clear();
            }
        }
        faults.sort_by_key(|(line, _)| *line);
        BadPolicy { name, faults }
    }
}

type Value<'i> = Spanned<DeValue<'i>>;
/// What a file says about itself and the pilot: name, first day, last day.
type Given = (Option<Text>, Option<Day>, Option<Day>);

struct Reader<'t> {
    text: &'t str,
    lines: Lines,
    faults: Vec<Fault>,
}

/// Keys of the whole policy. Below a `[table]` they would be the table's, as TOML has it.
const AT_THE_TOP: [&str; 10] = [
    "name",
    "starts",
    "ends",
    "sign_off_limit",
    "evidence_above",
    "split_days",
    "idle_days",
    "child_reference",
    "draw_first",
    "other_categories",
];

/// A table being read: where it is, and which of its keys are known.
struct Section<'a, 'i> {
    path: String,
    table: &'a DeTable<'i>,
    known: Vec<&'static str>,
}

impl<'a, 'i> Section<'a, 'i> {
    fn key(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}, {key}", self.path) }
    }

    /// Finds a key's value, with its whole name.
    fn take(&mut self, key: &'static str) -> Option<(String, &'a Value<'i>)> {
        self.known.push(key);
        Some((self.key(key), self.table.get(key)?))
    }
}

impl Reader<'_> {
    fn policy(&mut self, root: &DeTable<'_>, terms: &mut PolicyTerms) -> Given {
        let mut top = self.section("", root);
        let name = self.perhaps(&mut top, "name", Self::text_of::<Text>);
        let starts_on = self.perhaps(&mut top, "starts", Self::day);
        let ends_on = self.perhaps(&mut top, "ends", Self::day);
        if let (Some(starts_on), Some(ends_on)) = (starts_on, ends_on)
            && ends_on < starts_on
        {
            self.faults.push(Fault::at("ends", Problem::WindowReversed { starts_on, ends_on }));
        }
        terms.sign_off_limit = self.perhaps(&mut top, "sign_off_limit", Self::money::<Pence>);
        terms.evidence_above = self.perhaps(&mut top, "evidence_above", Self::money::<Pence>);
        terms.split_days = self.perhaps(&mut top, "split_days", Self::days);
        terms.idle_days = self.perhaps(&mut top, "idle_days", Self::days);
        terms.child_reference = self.perhaps(&mut top, "child_reference", Self::text_of);
        terms.draw_first = self.perhaps(&mut top, "draw_first", Self::list::<Code>).unwrap_or_default();
        terms.others = self.perhaps(&mut top, "other_categories", Self::text_of).unwrap_or(Others::Allowed);
        if let Some(mut gates) = self.table_at(&mut top, "gates") {
            terms.gates = self.gates(&mut gates);
            self.unknown(&gates);
        }
        if let Some(mut budgets) = self.table_at(&mut top, "budgets") {
            terms.budgets = self.budgets(&mut budgets);
            self.unknown(&budgets);
        }
        terms.bands = self.bands(&mut top);
        if let Some(categories) = self.table_at(&mut top, "categories") {
            terms.categories = self.categories(&categories);
        }
        self.unknown(&top);
        (name, starts_on, ends_on)
    }

    fn gates(&mut self, gates: &mut Section<'_, '_>) -> Gates {
        let mut gate = |key| self.perhaps(gates, key, Self::text_of::<Gate>).unwrap_or(Gate::Off);
        Gates {
            caf: gate("caf"),
            consent: gate("consent"),
            expected_outcome: gate("expected_outcome"),
            holder: gate("holder"),
        }
    }

    fn budgets(&mut self, budgets: &mut Section<'_, '_>) -> Vec<Bounds> {
        let mut all = Vec::new();
        for cohort in [Cohort::AdditionalNeeds, Cohort::LookedAfter] {
            let Some(mut bounds) = self.table_at(budgets, cohort.word()) else { continue };
            let min = self.needed(&mut bounds, "min", Self::money::<Amount>);
            let max = self.needed(&mut bounds, "max", Self::money::<Amount>);
            self.unknown(&bounds);
            all.extend(min.zip(max).map(|(min, max)| Bounds { cohort, min, max }));
        }
        all
    }

    fn bands(&mut self, top: &mut Section<'_, '_>) -> Vec<Band> {
        let Some((key, value)) = top.take("bands") else { return Vec::new() };
        let DeValue::Array(bands) = value.get_ref() else {
            return self.wrong(&key, value, "bands, each under its own [[bands]]").unwrap_or_default();
        };
        let mut all = Vec::new();
        for (place, value) in (1..).zip(bands.iter()) {
            let key = format!("{key} {place}");
            let Some(table) = self.table(&key, value) else { continue };
            let mut band = self.section(&key, table);
            let above = self.needed(&mut band, "above", Self::money::<Pence>);
            let up_to = self.perhaps(&mut band, "up_to", Self::money::<Amount>);
            let roles = self.perhaps(&mut band, "roles", Self::list).unwrap_or_default();
            let people = self.perhaps(&mut band, "people", Self::list).unwrap_or_default();
            self.unknown(&band);
            all.extend(above.map(|above| Band { above, up_to, roles, people }));
        }
        all
    }

    fn categories(&mut self, categories: &Section<'_, '_>) -> Vec<CategoryTerms> {
        let mut all = Vec::new();
        for (name, value) in categories.table {
            let key = categories.key(name.get_ref());
            self.stands(&key, name.span().start);
            let code: Code = match name.get_ref().parse() {
                Ok(code) => code,
                Err(bad) => {
                    self.faults.push(Fault::at(key, Problem::Text(bad)));
                    continue;
                }
            };
            let Some(table) = self.table(&key, value) else { continue };
            let mut category = self.section(&key, table);
            all.push(CategoryTerms {
                code,
                allowed: self.perhaps(&mut category, "allowed", Self::yes).unwrap_or(true),
                cap: self.perhaps(&mut category, "cap", Self::money),
                vat_usual: self.perhaps(&mut category, "vat_usual", Self::yes).unwrap_or(false),
                cost_centre: self.perhaps(&mut category, "cost_centre", Self::code),
                subjective: self.perhaps(&mut category, "subjective", Self::code),
            });
            self.unknown(&category);
        }
        all
    }

    fn section<'a, 'i>(&mut self, path: &str, table: &'a DeTable<'i>) -> Section<'a, 'i> {
        for (key, _) in table {
            let whole = if path.is_empty() {
                key.get_ref().to_string()
            } else {
                format!("{path}, {}", key.get_ref())
            };
            self.stands(&whole, key.span().start);
        }
        Section { path: path.to_owned(), table, known: Vec::new() }
    }

    /// Notes where a key stands.
    fn stands(&mut self, key: &str, offset: usize) {
        self.lines.0.insert(key.to_owned(), line_of(self.text, offset));
    }

    fn table_at<'a, 'i>(
        &mut self,
        section: &mut Section<'a, 'i>,
        key: &'static str,
    ) -> Option<Section<'a, 'i>> {
        let (key, value) = section.take(key)?;
        let table = self.table(&key, value)?;
        Some(self.section(&key, table))
    }

    fn table<'a, 'i>(&mut self, key: &str, value: &'a Value<'i>) -> Option<&'a DeTable<'i>> {
        self.stands(key, value.span().start);
        match value.get_ref() {
            DeValue::Table(table) => Some(table),
            _ => self.wrong(key, value, "a table of keys under it"),
        }
    }

    /// Says which keys are not known, and what may have been meant.
    fn unknown(&mut self, section: &Section<'_, '_>) {
        for (key, _) in section.table {
            let key = key.get_ref();
            if !section.known.contains(&key.as_ref()) {
                let problem = if !section.path.is_empty() && AT_THE_TOP.contains(&key.as_ref()) {
                    Problem::KeyTooLow
                } else {
                    Problem::KeyUnknown { near: similar(key, section.known.iter().map(ToString::to_string)) }
                };
                self.faults.push(Fault::at(section.key(&excerpt(key, 40)), problem));
            }
        }
    }

    /// Reads a key that may be left out.
    fn perhaps<T>(
        &mut self,
        section: &mut Section<'_, '_>,
        key: &'static str,
        read: impl FnOnce(&mut Self, &str, &Value<'_>) -> Option<T>,
    ) -> Option<T> {
        let (key, value) = section.take(key)?;
        read(self, &key, value)
    }

    /// Reads a key that has to be there.
    fn needed<T>(
        &mut self,
        section: &mut Section<'_, '_>,
        key: &'static str,
        read: impl FnOnce(&mut Self, &str, &Value<'_>) -> Option<T>,
    ) -> Option<T> {
        if !section.table.contains_key(key) {
            section.known.push(key);
            self.faults.push(Fault::at(section.key(key), Problem::KeyMissing));
            return None;
        }
        self.perhaps(section, key, read)
    }

    /// A value of another kind than wanted.
    fn wrong<T>(&mut self, key: &str, value: &Value<'_>, wanted: &'static str) -> Option<T> {
        let is = match value.get_ref() {
            DeValue::String(_) => "text",
            DeValue::Integer(_) => "a whole number",
            DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        let found = excerpt(self.text.get(value.span()).unwrap_or_default(), 40);
        self.faults.push(Fault::at(key, Problem::ValueInvalid { found, is, wanted }));
        None
    }

    fn parsed<T: FromStr>(&mut self, key: &str, text: &str) -> Option<T>
    where
        Problem: From<T::Err>,
    {
        text.parse().map_err(|bad: T::Err| self.faults.push(Fault::at(key, bad))).ok()
    }

    /// Text with a meaning: a word, a code, a name.
    fn text_of<T: FromStr>(&mut self, key: &str, value: &Value<'_>) -> Option<T>
    where
        Problem: From<T::Err>,
    {
        match value.get_ref() {
            DeValue::String(text) => self.parsed(key, text),
            _ => self.wrong(key, value, "text in quotes"),
        }
    }

    /// Money, in quotes or as a plain number; never by way of a binary fraction.
    fn money<T: FromStr>(&mut self, key: &str, value: &Value<'_>) -> Option<T>
    where
        Problem: From<T::Err>,
    {
        match value.get_ref() {
            DeValue::String(text) => self.parsed(key, text),
            DeValue::Integer(number) => self.parsed(key, &number.to_string()),
            DeValue::Float(number) => self.parsed(key, number.as_str()),
            _ => self.wrong(key, value, "an amount, such as \"100.00\""),
        }
    }

    /// A code of the council's ledger; a number is one too.
    fn code(&mut self, key: &str, value: &Value<'_>) -> Option<Code> {
        match value.get_ref() {
            DeValue::String(text) => self.parsed(key, text),
            DeValue::Integer(number) => self.parsed(key, &number.to_string()),
            _ => self.wrong(key, value, "a code in quotes"),
        }
    }

    fn day(&mut self, key: &str, value: &Value<'_>) -> Option<Day> {
        match value.get_ref() {
            DeValue::String(text) => self.parsed(key, text),
            DeValue::Datetime(day) => self.parsed(key, &day.to_string()),
            _ => self.wrong(key, value, "a day, such as 2006-07-01"),
        }
    }

    fn days(&mut self, key: &str, value: &Value<'_>) -> Option<u16> {
        const MOST: u16 = 731; // Two years: longer than any pilot.
        let DeValue::Integer(number) = value.get_ref() else {
            return self.wrong(key, value, "a whole number of days, such as 28");
        };
        let days = number.to_string().parse().ok().filter(|days| (1..=MOST).contains(days));
        if days.is_none() {
            let found = number.to_string();
            self.faults.push(Fault::at(key, Problem::NumberOutOfRange { found, least: 1, most: MOST }));
        }
        days
    }

    fn yes(&mut self, key: &str, value: &Value<'_>) -> Option<bool> {
        match value.get_ref() {
            DeValue::Boolean(yes) => Some(*yes),
            _ => self.wrong(key, value, "true or false, without quotes"),
        }
    }

    fn list<T: FromStr>(&mut self, key: &str, value: &Value<'_>) -> Option<Vec<T>>
    where
        Problem: From<T::Err>,
    {
        let DeValue::Array(list) = value.get_ref() else {
            return self.wrong(key, value, "a list, such as [\"manager\"]");
        };
        let mut all = Vec::new();
        for (place, value) in (1..).zip(list.iter()) {
            let key = format!("{key} {place}");
            self.stands(&key, value.span().start);
            all.extend(self.text_of(&key, value));
        }
        Some(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        match PolicyText::parse("p.toml".into(), text.into()) {
            Ok(_) => Vec::new(),
            Err(bad) => bad.to_string().lines().skip(1).map(|line| line.trim().to_owned()).collect(),
        }
    }

    #[test]
    fn an_empty_file_is_a_policy_that_says_nothing() {
        let read = PolicyText::parse("p.toml".into(), "# nothing yet\n".into()).unwrap();
        assert_eq!(*read.file.policy, PolicyTerms::SILENT);
    }

    #[test]
    fn money_is_read_to_the_penny_however_it_is_written() {
        for (written, pence) in
            [("\"100.01\"", 10_001), ("100.01", 10_001), ("99.99", 9_999), ("100", 10_000), ("0", 0)]
        {
            let text = format!("sign_off_limit = {written}");
            let read = PolicyText::parse("p.toml".into(), text).unwrap();
            assert_eq!(read.file.policy.sign_off_limit, Some(Pence::new(pence)), "{written}");
        }
        for (written, code) in [
            ("\"100.005\"", "AMOUNT_SUB_PENNY"),
            ("100.005", "AMOUNT_SUB_PENNY"),
            ("-1", "AMOUNT_NEGATIVE"),
            ("1e2", "AMOUNT_NOT_MONEY"),
            ("inf", "AMOUNT_NOT_MONEY"),
            ("0x64", "AMOUNT_NOT_MONEY"),
            ("true", "POLICY_VALUE_INVALID"),
        ] {
            let found = faults(&format!("sign_off_limit = {written}"));
            assert!(found.len() == 1 && found[0].contains(code), "{written}: {found:?}");
        }
    }

    #[test]
    fn every_fault_is_told_with_its_line() {
        let text = "\
name = \"Trial\"
sign_of_limit = 100
split_days = 0
[gates]
caf = \"always\"
[budgets.looked_after]
min = \"100.00\"
[[bands]]
above = \"100.00\"
roles = [\"manager\", \"boss\"]
[categories.food]
allowed = \"yes\"
cap = 0
";
        assert_eq!(
            faults(text),
            [
                "line 2, sign_of_limit: [POLICY_KEY_UNKNOWN] there is no such key; did you mean `sign_off_limit`?",
                "line 3, split_days: [POLICY_NUMBER_OUT_OF_RANGE] 0 is not from 1 to 731",
                "line 5, gates, caf: [WORD_UNKNOWN] `always` is no gate; it is one of: required, warn, off",
                "line 6, budgets, looked_after, max: [POLICY_KEY_MISSING] this is needed here and missing",
                "line 10, bands 1, roles 2: [WORD_UNKNOWN] `boss` is no role; it is one of: administrator, \
                 lead_professional, manager, finance, evaluator",
                "line 12, categories, food, allowed: [POLICY_VALUE_INVALID] `\"yes\"` is text; wanted true or \
                 false, without quotes",
                "line 13, categories, food, cap: [AMOUNT_ZERO] `0` is nothing; an amount is at least 0.01",
            ]
        );
    }

    #[test]
    fn a_contradiction_is_told_beside_a_slip_elsewhere() {
        let text =
            "split_days = -1\nsign_off_limit = 100\n[[bands]]\nabove = 100.01\nroles = [\"manager\"]\n";
        let found = faults(text);
        assert!(found[0].starts_with("line 1, split_days: [POLICY_NUMBER_OUT_OF_RANGE]"), "{found:?}");
        assert!(found[1].starts_with("line 4, bands 1, above: [BANDS_START_ELSEWHERE]"), "{found:?}");
    }

    #[test]
    fn what_is_no_toml_says_where() {
        let found = faults("name = \"a\"\nname = \"b\"\n[gates\n");
        assert!(found.iter().all(|fault| fault.contains("[POLICY_NOT_TOML]")), "{found:?}");
        assert!(found[0].starts_with("line 2: "), "{found:?}");
    }
}
