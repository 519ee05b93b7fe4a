//! A profile's TOML: every key read by hand, so that each fault names its line, its key and what to do, and
//! all of them are told at once.

use std::path::PathBuf;
use std::sync::LazyLock;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::load::load;
use super::profile::{Column, Columns, FirstLine, Header, Money, PassOver, Profile, Sign, Words};
use super::text;
use super::written::DayForm;
use crate::{BadFile, BadRow, Source};
use domain::{Code, Text, excerpt, similar};

type Value<'i> = Spanned<DeValue<'i>>;

/// The layouts that are part of the program.
const SHIPPED: [(&str, &str); 9] = [
    ("lloyds", include_str!("profiles/lloyds.toml")),
    ("bankline", include_str!("profiles/bankline.toml")),
    ("natwest", include_str!("profiles/natwest.toml")),
    ("barclays", include_str!("profiles/barclays.toml")),
    ("hsbcnet", include_str!("profiles/hsbcnet.toml")),
    ("clydesdale", include_str!("profiles/clydesdale.toml")),
    ("oxford-2017", include_str!("profiles/oxford-2017.toml")),
    ("oxford-2017-q1", include_str!("profiles/oxford-2017-q1.toml")),
    ("pilot-cards", include_str!("profiles/pilot-cards.toml")),
];

impl Profile {
    /// Returns the profiles that are part of the program, in the order they are tried.
    pub fn shipped() -> &'static [Self] {
        static READ: LazyLock<Vec<Profile>> = LazyLock::new(|| {
            let read = |(name, text): (&str, &str)| parse(name, text);
            let read: Result<Vec<Profile>, BadFile> = SHIPPED.into_iter().map(read).collect();
            read.expect("a test reads every shipped profile")
        });
        &READ
    }

    /// Finds a profile by the name of a shipped one, or reads its file.
    ///
    /// # Errors
    /// `STATEMENT_PROFILE_UNKNOWN`, `STATEMENT_PROFILE_UNSOUND` with every fault and its line, and what
    /// hinders reading the file.
    pub fn find(said: &str) -> Result<Self, BadFile> {
        let path = PathBuf::from(said);
        if let Some(shipped) = Self::shipped().iter().find(|profile| profile.name.as_str() == said.trim()) {
            return Ok(shipped.clone());
        }
        let is_file = said.contains(['/', '\\']) || path.extension().is_some() || path.is_file();
        if !is_file {
            return Err(unknown(said));
        }
        let bytes = load(&Source::Path(path))?;
        Self::parse(said, &text::decode(&bytes, said)?)
    }

    /// Reads what a profile says.
    ///
    /// # Errors
    /// `STATEMENT_PROFILE_UNSOUND` with every fault and its line.
    pub fn parse(file: &str, text: &str) -> Result<Self, BadFile> {
        parse(file, text)
    }
}

fn unknown(said: &str) -> BadFile {
    let names = || Profile::shipped().iter().map(|profile| profile.name.to_string());
    let near = similar(said, names());
    let message = match near.is_empty() {
        true => "no shipped profile has this name".to_owned(),
        false => format!("no shipped profile has this name; did you mean `{}`?", near.join("` or `")),
    };
    let hint = format!(
        "it is one of: {}; or name a file: --profile FILE.toml",
        names().collect::<Vec<_>>().join(", ")
    );
    BadFile::whole(said, "STATEMENT_PROFILE_UNKNOWN", message, Some(&hint))
}

/// Reads a profile.
pub(super) fn parse(file: &str, text: &str) -> Result<Profile, BadFile> {
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader { text, faults: Vec::new() };
    for error in &errors {
        let at = error.span().map_or(0, |span| span.start);
        let message = error.message().lines().collect::<Vec<_>>().join("; ");
        reader.fault(at, "PROFILE_NOT_TOML", message);
    }
    let profile = if errors.is_empty() { reader.profile(root.get_ref()) } else { None };
    let Reader { mut faults, .. } = reader;
    match profile {
        Some(profile) if faults.is_empty() => Ok(profile),
        _ => {
            faults.sort_by_key(|fault| fault.line);
            let message = match faults.len() {
                1 => "the profile has 1 fault".to_owned(),
                many => format!("the profile has {many} faults"),
            };
            let hint =
                "docs/STATEMENTS.md explains every key; one to begin from: bhlp statement profile show NAME";
            let bad = BadFile::whole(file, "STATEMENT_PROFILE_UNSOUND", message, Some(hint));
            Err(BadFile { rows: faults, ..bad })
        }
    }
}

/// A table being read, and which of its keys are known.
struct Section<'a, 'i> {
    path: &'static str,
    at: usize,
    table: &'a DeTable<'i>,
    known: Vec<&'static str>,
}

impl<'a, 'i> Section<'a, 'i> {
    fn take(&mut self, key: &'static str) -> Option<&'a Value<'i>> {
        self.known.push(key);
        self.table.get(key)
    }

    fn named(&self, key: &str) -> String {
        if self.path.is_empty() { format!("`{key}`") } else { format!("`{key}` of [{}]", self.path) }
    }
}

struct Reader<'t> {
    text: &'t str,
    faults: Vec<BadRow>,
}

impl Reader<'_> {
    fn fault(&mut self, at: usize, code: &'static str, message: String) {
        let line = 1 + self.text.bytes().take(at).filter(|byte| *byte == b'\n').count();
        let line = u64::try_from(line).unwrap_or(u64::MAX);
        self.faults.push(BadRow { line, column: None, code, message, excerpt: String::new() });
    }

    fn profile(&mut self, root: &DeTable<'_>) -> Option<Profile> {
        let mut top = Section { path: "", at: 0, table: root, known: Vec::new() };
        let name = self.needed(&mut top, "name", Self::code);
        let title = self.needed(&mut top, "title", Self::line);
        let delimiter = self.perhaps(&mut top, "delimiter", Self::delimiter).unwrap_or(b',');
        let skip = self.perhaps(&mut top, "skip", Self::whole).unwrap_or(0);
        let header = self.perhaps(&mut top, "header", Self::header).unwrap_or(Header::Present);
        let fields = self.perhaps(&mut top, "fields", Self::place);
        let days = self.perhaps(&mut top, "dates", Self::days);
        let out = self.perhaps(&mut top, "money_out", Self::sign);
        let flag = self.table(&mut top, "flag").map(|flag| self.flag(flag));
        let first_line = self.table(&mut top, "first_line").and_then(|first| self.first_line(first));
        let columns = self.table(&mut top, "columns");
        if columns.is_none() && !root.contains_key("columns") {
            self.missing(&top, "columns", "a table with the columns, under [columns]");
        }
        let columns = columns.and_then(|columns| self.columns(columns, out, flag));
        let pass_over = self.pass_over(&mut top);
        let faults = self.faults.len();
        let has_date = columns.as_ref().is_some_and(|columns| columns.date.is_some());
        if has_date && days.is_none() && !root.contains_key("dates") {
            self.missing(&top, "dates", "how days are written, such as [\"DD/MM/YYYY\"]");
        }
        self.unknown(&top);
        if faults != self.faults.len() {
            return None;
        }
        let (days, text) = (days.unwrap_or_default(), self.text.to_owned());
        let (name, title, columns) = (name?, title?, columns?);
        let profile = Profile {
            name,
            title,
            text,
            delimiter,
            skip,
            header,
            fields,
            days,
            first_line,
            columns,
            pass_over,
        };
        self.contradictions(root, &profile);
        Some(profile)
    }

    /// Says in what the keys do not go together.
    fn contradictions(&mut self, root: &DeTable<'_>, profile: &Profile) {
        let at = |key: &str| root.get(key).map_or(0, |value| value.span().start);
        if profile.columns.date.is_none() && profile.first_line.is_none() {
            let message = "no day is to be found: give `date` in [columns], or [first_line] with its `date`";
            self.fault(at("columns"), "PROFILE_CONTRADICTORY", message.into());
        }
        if profile.columns.date.is_some() && profile.first_line.is_some() {
            let message = "the day is in [columns] and in [first_line]: leave one away";
            self.fault(at("first_line"), "PROFILE_CONTRADICTORY", message.into());
        }
        let every = profile.every_column();
        let named = every.iter().find(|column| matches!(column, Column::Named(_)));
        if let (Header::Absent | Header::Perhaps, Some(column)) = (profile.header, named) {
            let message =
                format!("{column} is a name, and the file may have no header: give the column's number");
            self.fault(at("columns"), "PROFILE_CONTRADICTORY", message);
        }
        match profile.fields {
            None if named.is_none() => {
                let message = "all columns are numbers: `fields` has to say how many values a line has";
                self.fault(at("columns"), "PROFILE_KEY_MISSING", message.into());
            }
            None => {}
            Some(fields) => {
                let beyond = |column: &&Column| matches!(column, Column::Number(n) if *n > fields);
                if let Some(column) = every.iter().find(beyond) {
                    let message = format!("{column} is beyond the {fields} values of a line (`fields`)");
                    self.fault(at("columns"), "PROFILE_CONTRADICTORY", message);
                }
            }
        }
    }

    fn flag(&mut self, mut flag: Section<'_, '_>) -> Option<Words> {
        let out = self.needed(&mut flag, "out", Self::words);
        let in_ = self.needed(&mut flag, "in", Self::words);
        self.unknown(&flag);
        let (out, in_) = (out?, in_?);
        if let Some(word) = out.iter().find(|word| in_.iter().any(|other| other.eq_ignore_ascii_case(word))) {
            let message = format!("`{word}` is a word for money in and for money out");
            self.fault(flag.at, "PROFILE_CONTRADICTORY", message);
        }
        Some(Words { out, in_ })
    }

    fn first_line(&mut self, mut first: Section<'_, '_>) -> Option<FirstLine> {
        let date = self.needed(&mut first, "date", Self::place);
        let days = self.needed(&mut first, "dates", Self::days);
        self.unknown(&first);
        Some(FirstLine { date: date?, days: days? })
    }

    fn columns(
        &mut self,
        mut section: Section<'_, '_>,
        sign: Option<Sign>,
        flag: Option<Option<Words>>,
    ) -> Option<Columns> {
        let date = self.perhaps(&mut section, "date", Self::column);
        let amount = self.money(&mut section, sign, flag);
        let mut several = |key| self.perhaps(&mut section, key, Self::several).unwrap_or_default();
        let (text, reference, kind) = (several("text"), several("reference"), several("kind"));
        let (foreign, account, card) = (several("foreign"), several("account"), several("card"));
        let currency = self.perhaps(&mut section, "currency", Self::column);
        let balance = self.perhaps(&mut section, "balance", Self::column);
        if !account.is_empty() && !card.is_empty() {
            let message = "`account` and `card` are both given: a line belongs to one of them";
            self.fault(section.at, "PROFILE_CONTRADICTORY", message.into());
        }
        self.unknown(&section);
        let amount = amount?;
        Some(Columns { date, amount, text, reference, kind, currency, foreign, balance, account, card })
    }

    fn money(
        &mut self,
        section: &mut Section<'_, '_>,
        sign: Option<Sign>,
        words: Option<Option<Words>>,
    ) -> Option<Money> {
        let amount = self.perhaps(section, "amount", Self::column);
        let flag = self.perhaps(section, "flag", Self::column);
        let out = self.perhaps(section, "paid_out", Self::column);
        let in_ = self.perhaps(section, "paid_in", Self::column);
        let mut contradiction = |message: &str| {
            self.fault(section.at, "PROFILE_CONTRADICTORY", message.into());
            None
        };
        match (amount, flag, out, in_) {
            (Some(amount), None, None, None) if words.is_none() => {
                Some(Money::Signed { amount, out: sign.unwrap_or(Sign::Negative) })
            }
            (Some(_), None, None, None) => {
                contradiction("[flag] is given: its column is `flag` in [columns]")
            }
            (Some(_), Some(_), None, None) | (None, None, Some(_), Some(_)) if sign.is_some() => {
                contradiction("`money_out` is for one signed `amount` column: leave it away")
            }
            (Some(amount), Some(flag), None, None) => match words {
                Some(words) => words.map(|words| Money::Flagged { amount, flag, words }),
                None => contradiction("`flag` needs its words: [flag] with in = [\"CR\"] and out = [\"DR\"]"),
            },
            (None, None, Some(out), Some(in_)) => Some(Money::Apart { out, in_ }),
            _ => {
                contradiction("the amount is one of: `amount`; `paid_out` and `paid_in`; `amount` and `flag`")
            }
        }
    }

    fn pass_over(&mut self, top: &mut Section<'_, '_>) -> Vec<PassOver> {
        let Some(value) = top.take("pass_over") else { return Vec::new() };
        let DeValue::Array(list) = value.get_ref() else {
            return self
                .wrong(value, "`pass_over`", "lines to pass over, each under its own [[pass_over]]")
                .unwrap_or_default();
        };
        let mut all = Vec::new();
        for value in list.iter() {
            let DeValue::Table(table) = value.get_ref() else {
                let _: Option<()> = self.wrong(value, "`pass_over`", "a table under [[pass_over]]");
                continue;
            };
            let mut section = Section { path: "pass_over", at: value.span().start, table, known: Vec::new() };
            let column = self.needed(&mut section, "column", Self::column);
            let begins = self.needed(&mut section, "begins", Self::words);
            self.unknown(&section);
            all.extend(column.zip(begins).map(|(column, begins)| PassOver { column, begins }));
        }
        all
    }

    fn table<'a, 'i>(&mut self, top: &mut Section<'a, 'i>, key: &'static str) -> Option<Section<'a, 'i>> {
        let value = top.take(key)?;
        match value.get_ref() {
            DeValue::Table(table) => {
                Some(Section { path: key, at: value.span().start, table, known: Vec::new() })
            }
            _ => self.wrong(value, &format!("`{key}`"), "a table of keys under it"),
        }
    }

    /// Says which keys are not known, and what may have been meant.
    fn unknown(&mut self, section: &Section<'_, '_>) {
        for (key, _) in section.table {
            let said = key.get_ref();
            if section.known.contains(&said.as_ref()) {
                continue;
            }
            let near = similar(said, section.known.iter().map(ToString::to_string));
            let named = section.named(&excerpt(said, 40));
            let message = match near.is_empty() {
                false => format!("there is no key {named}; did you mean `{}`?", near.join("` or `")),
                true => format!("there is no key {named}; the keys are: {}", section.known.join(", ")),
            };
            self.fault(key.span().start, "PROFILE_KEY_UNKNOWN", message);
        }
    }

    fn perhaps<T>(
        &mut self,
        section: &mut Section<'_, '_>,
        key: &'static str,
        read: impl FnOnce(&mut Self, &Value<'_>, &str) -> Option<T>,
    ) -> Option<T> {
        let value = section.take(key)?;
        read(self, value, &section.named(key))
    }

    fn needed<T>(
        &mut self,
        section: &mut Section<'_, '_>,
        key: &'static str,
        read: impl FnOnce(&mut Self, &Value<'_>, &str) -> Option<T>,
    ) -> Option<T> {
        if !section.table.contains_key(key) {
            section.known.push(key);
            self.missing(section, key, "it is needed");
            return None;
        }
        self.perhaps(section, key, read)
    }

    fn missing(&mut self, section: &Section<'_, '_>, key: &str, wanted: &str) {
        let message = format!("{} is missing: {wanted}", section.named(key));
        self.fault(section.at, "PROFILE_KEY_MISSING", message);
    }

    fn wrong<T>(&mut self, value: &Value<'_>, key: &str, wanted: &str) -> Option<T> {
        let found = excerpt(self.text.get(value.span()).unwrap_or_default(), 40);
        self.fault(value.span().start, "PROFILE_VALUE_INVALID", format!("{key} is {found}; wanted {wanted}"));
        None
    }

    fn code(&mut self, value: &Value<'_>, key: &str) -> Option<Code> {
        let read = value.get_ref().as_str().and_then(|text| text.parse().ok());
        read.or_else(|| self.wrong(value, key, "a short name in quotes: letters, digits and - _ . /"))
    }

    fn line(&mut self, value: &Value<'_>, key: &str) -> Option<Text> {
        let read = value.get_ref().as_str().and_then(|text| text.parse().ok());
        read.or_else(|| self.wrong(value, key, "a line of text in quotes"))
    }

    fn delimiter(&mut self, value: &Value<'_>, key: &str) -> Option<u8> {
        let read = match value.get_ref().as_str() {
            Some("tab" | "\t") => Some(b'\t'),
            Some(",") => Some(b','),
            Some(";") => Some(b';'),
            Some("|") => Some(b'|'),
            _ => None,
        };
        read.or_else(|| self.wrong(value, key, "one of \",\" \";\" \"|\" \"tab\""))
    }

    fn whole(&mut self, value: &Value<'_>, key: &str) -> Option<usize> {
        let read = match value.get_ref() {
            DeValue::Integer(number) => number.to_string().parse().ok().filter(|number| *number <= 1000),
            _ => None,
        };
        read.or_else(|| self.wrong(value, key, "a whole number without quotes, at most 1000"))
    }

    /// A place in a line, or a number of places: at least 1.
    fn place(&mut self, value: &Value<'_>, key: &str) -> Option<usize> {
        match self.whole(value, key)? {
            0 => self.wrong(value, key, "a number from 1 on: the first column is 1"),
            place => Some(place),
        }
    }

    fn header(&mut self, value: &Value<'_>, key: &str) -> Option<Header> {
        match value.get_ref() {
            DeValue::Boolean(true) => Some(Header::Present),
            DeValue::Boolean(false) => Some(Header::Absent),
            DeValue::String(word) if word == "perhaps" => Some(Header::Perhaps),
            _ => self.wrong(value, key, "true, false or \"perhaps\""),
        }
    }

    fn sign(&mut self, value: &Value<'_>, key: &str) -> Option<Sign> {
        match value.get_ref().as_str() {
            Some("negative") => Some(Sign::Negative),
            Some("positive") => Some(Sign::Positive),
            _ => self.wrong(value, key, "\"negative\" (as banks do) or \"positive\" (as card companies do)"),
        }
    }

    fn column(&mut self, value: &Value<'_>, key: &str) -> Option<Column> {
        match value.get_ref() {
            DeValue::String(name) if !name.trim().is_empty() => Some(Column::Named(name.trim().to_owned())),
            DeValue::Integer(_) => self.place(value, key).map(Column::Number),
            _ => self.wrong(value, key, "a column's name in quotes, or its number"),
        }
    }

    /// One column, or a list of them.
    fn several(&mut self, value: &Value<'_>, key: &str) -> Option<Vec<Column>> {
        match value.get_ref() {
            DeValue::Array(list) => list.iter().map(|value| self.column(value, key)).collect(),
            _ => self.column(value, key).map(|column| vec![column]),
        }
    }

    /// One text, or a list of them.
    fn words(&mut self, value: &Value<'_>, key: &str) -> Option<Vec<String>> {
        let list = match value.get_ref() {
            DeValue::Array(list) => list.iter().collect(),
            _ => vec![value],
        };
        let word = |value: &&Value<'_>| value.get_ref().as_str().map(|word| word.trim().to_owned());
        let words: Option<Vec<String>> = list.iter().map(word).collect();
        let filled = |words: &Vec<String>| !words.is_empty() && words.iter().all(|word| !word.is_empty());
        words.filter(filled).or_else(|| self.wrong(value, key, "words in quotes, such as [\"CR\"]"))
    }

    fn days(&mut self, value: &Value<'_>, key: &str) -> Option<Vec<DayForm>> {
        const WANTED: &str = "forms made of DD, MM or MMM, YY or YYYY, such as [\"DD/MM/YYYY\"]";
        let forms = self.words(value, key)?;
        let parsed: Option<Vec<DayForm>> = forms.iter().map(|form| form.parse().ok()).collect();
        let Some(days) = parsed else { return self.wrong(value, key, WANTED) };
        let mistaken =
            |(at, form): (usize, &DayForm)| days[..at].iter().any(|other| form.mistaken_for(other));
        if days.iter().enumerate().any(mistaken) {
            return self.wrong(value, key, "forms of which no day fits two: day first or month first");
        }
        Some(days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_profile_is_sound_and_has_its_own_name() {
        for (name, text) in SHIPPED {
            let read = Profile::parse(name, text).unwrap_or_else(|bad| panic!("{bad}: {:?}", bad.rows));
            assert_eq!(read.name.as_str(), name);
        }
    }
}
