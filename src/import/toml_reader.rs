//! A TOML file whose keys are read one by one, so that each fault names its line, its key, what was found
//! and what was wanted, and all of them are told at once.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use domain::policy::{Fault, Problem};
use domain::{Code, Day, Score, excerpt, similar};

/// A value, and where it stands.
pub type Value<'i> = Spanned<DeValue<'i>>;

/// A file that was read: what it says where it is TOML at all, where its keys stand, and what is wrong.
#[derive(Debug)]
pub(crate) struct Keyed<T> {
    /// What it says, as far as it could be read.
    pub said: Option<T>,
    /// Where its keys stand.
    pub lines: Lines,
    /// What is wrong so far.
    pub faults: Vec<Fault>,
}

impl<T> Keyed<T> {
    /// Reads the keys of a text. Those of `at_the_top` belong above the first `[table]`; below one they
    /// would be the table's, as TOML has it. Keys that `read` does not take are not known.
    pub fn read(
        text: &str,
        at_the_top: &'static [&'static str],
        read: impl FnOnce(&mut Reader<'_>, &mut Section<'_, '_>) -> T,
    ) -> Self {
        let (root, errors) = DeTable::parse_recoverable(text);
        let mut reader = Reader { text, at_the_top, lines: Lines::default(), faults: Vec::new() };
        for error in &errors {
            let line = error.span().map_or(1, |span| line_of(text, span.start));
            reader.lines.0.insert(format!("#{line}"), line);
            let message = error.message().lines().collect::<Vec<_>>().join("; ");
            reader.faults.push(Fault::at(format!("#{line}"), Problem::NotToml(message)));
        }
        let said = errors.is_empty().then(|| {
            let mut top = reader.section("", root.get_ref());
            let said = read(&mut reader, &mut top);
            reader.unknown(&top);
            said
        });
        let Reader { lines, faults, .. } = reader;
        Self { said, lines, faults }
    }
}

/// Writes all faults of a file below its name, in the order of their lines.
///
/// # Errors
/// Those of the formatter.
pub(crate) fn write_faults(f: &mut fmt::Formatter<'_>, name: &str, faults: &[(usize, Fault)]) -> fmt::Result {
    match faults.len() {
        1 => write!(f, "{name}: 1 fault")?,
        many => write!(f, "{name}: {many} faults")?,
    }
    for (line, Fault { key, problem }) in faults {
        let key = if key.is_empty() { String::new() } else { format!(", {key}") };
        write!(f, "\n  line {line}{key}: [{}] {problem}", problem.code())?;
    }
    Ok(())
}

fn line_of(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}

/// The line each key stands on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines(BTreeMap<String, usize>);

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

    /// Gives faults their lines, and their order.
    pub fn place(&self, faults: Vec<Fault>) -> Vec<(usize, Fault)> {
        let mut faults: Vec<(usize, Fault)> =
            faults.into_iter().map(|fault| (self.of(&fault.key), fault)).collect();
        for (_, fault) in &mut faults {
            if fault.key.starts_with('#') {
                fault.key.clear();
            }
        }
        faults.sort_by_key(|(line, _)| *line);
        faults
    }
}

/// A file being read.
#[derive(Debug)]
pub struct Reader<'t> {
    text: &'t str,
    at_the_top: &'static [&'static str],
    lines: Lines,
    /// What is wrong so far.
    pub faults: Vec<Fault>,
}

/// A table being read: where it is, and which of its keys are known.
#[derive(Debug)]
pub struct Section<'a, 'i> {
    path: String,
    /// Its keys and values.
    pub table: &'a DeTable<'i>,
    known: Vec<&'static str>,
}

impl<'a, 'i> Section<'a, 'i> {
    /// The whole name of one of its keys.
    pub fn key(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}, {key}", self.path) }
    }

    /// Finds a key's value, with its whole name.
    pub fn take(&mut self, key: &'static str) -> Option<(String, &'a Value<'i>)> {
        self.known.push(key);
        Some((self.key(key), self.table.get(key)?))
    }
}

impl Reader<'_> {
    /// Notes what is wrong with a key.
    pub fn fault(&mut self, key: impl Into<String>, problem: impl Into<Problem>) {
        self.faults.push(Fault::at(key, problem));
    }

    /// Begins to read a table, and notes where its keys stand.
    pub fn section<'a, 'i>(&mut self, path: &str, table: &'a DeTable<'i>) -> Section<'a, 'i> {
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
    pub fn stands(&mut self, key: &str, offset: usize) {
        self.lines.0.insert(key.to_owned(), line_of(self.text, offset));
    }

    /// Finds a table under a key that may be left out.
    pub(crate) fn table_at<'a, 'i>(
        &mut self,
        section: &mut Section<'a, 'i>,
        key: &'static str,
    ) -> Option<Section<'a, 'i>> {
        let (key, value) = section.take(key)?;
        let table = self.table(&key, value)?;
        Some(self.section(&key, table))
    }

    /// Takes a value as a table.
    pub fn table<'a, 'i>(&mut self, key: &str, value: &'a Value<'i>) -> Option<&'a DeTable<'i>> {
        self.stands(key, value.span().start);
        match value.get_ref() {
            DeValue::Table(table) => Some(table),
            _ => self.wrong(key, value, "a table of keys under it"),
        }
    }

    /// Says which keys are not known, and what may have been meant.
    pub fn unknown(&mut self, section: &Section<'_, '_>) {
        for (key, _) in section.table {
            let key = key.get_ref();
            if !section.known.contains(&key.as_ref()) {
                let problem = if !section.path.is_empty() && self.at_the_top.contains(&key.as_ref()) {
                    Problem::KeyTooLow
                } else {
                    Problem::KeyUnknown { near: similar(key, section.known.iter().map(ToString::to_string)) }
                };
                self.faults.push(Fault::at(section.key(&excerpt(key, 40)), problem));
            }
        }
    }

    /// Reads a key that may be left out.
    pub fn perhaps<T>(
        &mut self,
        section: &mut Section<'_, '_>,
        key: &'static str,
        read: impl FnOnce(&mut Self, &str, &Value<'_>) -> Option<T>,
    ) -> Option<T> {
        let (key, value) = section.take(key)?;
        read(self, &key, value)
    }

    /// Reads a key that has to be there.
    pub fn needed<T>(
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
    pub fn wrong<T>(&mut self, key: &str, value: &Value<'_>, wanted: &'static str) -> Option<T> {
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

    /// Reads a text by its meaning.
    pub(crate) fn parsed<T: FromStr>(&mut self, key: &str, text: &str) -> Option<T>
    where
        Problem: From<T::Err>,
    {
        text.parse().map_err(|bad: T::Err| self.faults.push(Fault::at(key, bad))).ok()
    }

    /// Text with a meaning: a word, a code, a name.
    pub fn text_of<T: FromStr>(&mut self, key: &str, value: &Value<'_>) -> Option<T>
    where
        Problem: From<T::Err>,
    {
        match value.get_ref() {
            DeValue::String(text) => self.parsed(key, text),
            _ => self.wrong(key, value, "text in quotes"),
        }
    }

    /// Money, in quotes or as a plain number; never by way of a binary fraction.
    pub fn money<T: FromStr>(&mut self, key: &str, value: &Value<'_>) -> Option<T>
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

    /// A score or another plain number, exactly as it is written.
    pub fn score(&mut self, key: &str, value: &Value<'_>) -> Option<Score> {
        match value.get_ref() {
            DeValue::String(text) => self.parsed(key, text),
            DeValue::Integer(number) => self.parsed(key, &number.to_string()),
            DeValue::Float(number) => self.parsed(key, number.as_str()),
            _ => self.wrong(key, value, "a number, such as 5.8"),
        }
    }

    /// A code of the council's ledger; a number is one too.
    pub fn code(&mut self, key: &str, value: &Value<'_>) -> Option<Code> {
        match value.get_ref() {
            DeValue::String(text) => self.parsed(key, text),
            DeValue::Integer(number) => self.parsed(key, &number.to_string()),
            _ => self.wrong(key, value, "a code in quotes"),
        }
    }

    /// A day, in quotes or as TOML has one.
    pub fn day(&mut self, key: &str, value: &Value<'_>) -> Option<Day> {
        match value.get_ref() {
            DeValue::String(text) => self.parsed(key, text),
            DeValue::Datetime(day) => self.parsed(key, &day.to_string()),
            _ => self.wrong(key, value, "a day, such as 2006-07-01"),
        }
    }

    /// A number of days.
    pub fn days(&mut self, key: &str, value: &Value<'_>) -> Option<u16> {
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

    /// A whole number of months, perhaps none.
    pub fn months(&mut self, key: &str, value: &Value<'_>) -> Option<u16> {
        const MOST: u16 = 24;
        let DeValue::Integer(number) = value.get_ref() else {
            return self.wrong(key, value, "a whole number of months, such as 6");
        };
        let months = number.to_string().parse().ok().filter(|months| *months <= MOST);
        if months.is_none() {
            let found = number.to_string();
            self.faults.push(Fault::at(key, Problem::NumberOutOfRange { found, least: 0, most: MOST }));
        }
        months
    }

    /// A whole number of hundredths.
    pub fn percent(&mut self, key: &str, value: &Value<'_>) -> Option<u16> {
        const WHOLE: u16 = 100;
        let DeValue::Integer(number) = value.get_ref() else {
            return self.wrong(key, value, "a whole number per cent, such as 10");
        };
        let percent = number.to_string().parse().ok().filter(|percent| *percent <= WHOLE);
        if percent.is_none() {
            let found = number.to_string();
            self.faults.push(Fault::at(key, Problem::NumberOutOfRange { found, least: 0, most: WHOLE }));
        }
        percent
    }

    /// Yes or no.
    pub fn yes(&mut self, key: &str, value: &Value<'_>) -> Option<bool> {
        match value.get_ref() {
            DeValue::Boolean(yes) => Some(*yes),
            _ => self.wrong(key, value, "true or false, without quotes"),
        }
    }

    /// A list of texts with a meaning.
    pub fn list<T: FromStr>(&mut self, key: &str, value: &Value<'_>) -> Option<Vec<T>>
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

    /// Tables under names of the pilot's own, each with its name: `[categories.food]`.
    pub fn named<'a, 'i, N: FromStr>(&mut self, section: &Section<'a, 'i>) -> Vec<(N, Section<'a, 'i>)>
    where
        Problem: From<N::Err>,
    {
        let mut all = Vec::new();
        for (name, value) in section.table {
            let key = section.key(name.get_ref());
            self.stands(&key, name.span().start);
            let Some(name) = self.parsed(&key, name.get_ref()) else { continue };
            let Some(table) = self.table(&key, value) else { continue };
            all.push((name, self.section(&key, table)));
        }
        all
    }

    /// Tables in a list, each under its own `[[key]]` or in brackets.
    pub fn tables<'a, 'i>(
        &mut self,
        section: &mut Section<'a, 'i>,
        key: &'static str,
        wanted: &'static str,
    ) -> Vec<Section<'a, 'i>> {
        let Some((key, value)) = section.take(key) else { return Vec::new() };
        let DeValue::Array(list) = value.get_ref() else {
            return self.wrong(&key, value, wanted).unwrap_or_default();
        };
        let mut all = Vec::new();
        for (place, value) in (1..).zip(list.iter()) {
            let key = format!("{key} {place}");
            let Some(table) = self.table(&key, value) else { continue };
            all.push(self.section(&key, table));
        }
        all
    }
}
