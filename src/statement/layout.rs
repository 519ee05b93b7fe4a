//! A CSV text taken apart into lines of values, and where in it stands what a profile names.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use csv::{ReaderBuilder, StringRecord, Terminator};

use super::currency::Currencies;
use super::date_money_formats::{DayForm, NoDay};
use super::marks::Marks;
pub(super) use super::names::plain_name;
use super::profile::{ColumnRef, Columns, Header, Money, PassOver, Profile};
use domain::{Day, excerpt};

/// The lines of a text, each with the line of the file it begins on; empty ones are passed over.
pub(super) struct Records<'t> {
    text: &'t str,
    /// Lines of the file before the text.
    before: u64,
    reader: csv::Reader<&'t [u8]>,
    record: StringRecord,
}

impl<'t> Records<'t> {
    pub(super) fn of(text: &'t str, delimiter: u8, skip: usize) -> Self {
        let mut ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let begins = skip.checked_sub(1).map_or(Some(0), |last| ends.nth(last));
        let text = &text[begins.unwrap_or(text.len())..];
        let reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            // Lines end in LF; a CR before it is trimmed with the value, so that lines are counted rightly.
            .terminator(Terminator::Any(b'\n'))
            .buffer_capacity(1 << 16)
            .from_reader(text.as_bytes());
        Self { text, before: u64::try_from(skip).unwrap_or(0), reader, record: StringRecord::new() }
    }

    /// Returns the next line that has anything in it.
    pub(super) fn next(&mut self) -> Option<(u64, &StringRecord)> {
        loop {
            let more = self.reader.read_record(&mut self.record);
            if !more.expect("text in memory is UTF-8 and always to be had") {
                return None;
            }
            if self.record.iter().any(|value| !value.trim().is_empty()) {
                break;
            }
        }
        let (line, byte) = self.record.position().map_or((1, 0), |at| (at.line(), at.byte()));
        let from = usize::try_from(byte).unwrap_or(0);
        // The reader begins a record at the empty lines before it.
        let empty = self.text.as_bytes()[from..].iter().take_while(|byte| b"\r\n".contains(byte));
        let breaks = empty.filter(|byte| **byte == b'\n').count();
        Some((self.before + line + u64::try_from(breaks).unwrap_or(0), &self.record))
    }
}

/// Lines that end in CR alone, as old spreadsheets wrote them, end in LF.
pub(super) fn with_line_feeds(text: &str) -> Cow<'_, str> {
    match text.contains('\r') && !text.contains('\n') {
        true => Cow::Owned(text.replace('\r', "\n")),
        false => Cow::Borrowed(text),
    }
}

/// Guesses what separates the values: what parts most of the first lines into the same number of them.
pub(super) fn delimiter(text: &str) -> u8 {
    let alike = |mark: u8| {
        let (mut records, mut widths) = (Records::of(text, mark, 0), HashMap::new());
        for _ in 0..50 {
            let Some((_, record)) = records.next() else { break };
            *widths.entry(record.len()).or_insert(0) += 1;
        }
        let parted = widths.into_iter().filter(|(width, _)| *width > 1);
        parted.map(|(width, lines)| (lines, width)).max().unwrap_or_default()
    };
    // Of equals the last is taken.
    [b'|', b'\t', b';', b','].into_iter().max_by_key(|mark| alike(*mark)).unwrap_or(b',')
}

/// The width that is met most often, of those with more than one value; of equals the largest.
pub(super) fn usual(widths: impl Iterator<Item = usize>) -> Option<usize> {
    let mut counts = BTreeMap::new();
    widths.filter(|width| *width > 1).for_each(|width| *counts.entry(width).or_insert(0_usize) += 1);
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(width, _)| width)
}

/// Finds a quote that is never closed, or closed in the middle of a value: the line it opens on, and the text
/// there.
pub(super) fn broken_quote(text: &str, delimiter: u8) -> Option<(u64, String)> {
    let bytes = text.as_bytes();
    let ends_value =
        |at: usize| bytes.get(at).is_none_or(|byte| *byte == delimiter || b"\r\n".contains(byte));
    let (mut line, mut at) = (1, 0);
    while at < bytes.len() {
        let begins = at == 0 || bytes[at - 1] == delimiter || bytes[at - 1] == b'\n';
        if bytes[at] != b'"' || !begins {
            line += u64::from(bytes[at] == b'\n');
            at += 1;
            continue;
        }
        let (opened, from) = (line, at);
        at += 1;
        loop {
            match (bytes.get(at), bytes.get(at + 1)) {
                (None, _) => return Some((opened, beginning(text, from))),
                (Some(b'"'), Some(b'"')) => at += 2,
                (Some(b'"'), _) if ends_value(at + 1) => break,
                (Some(b'"'), _) => return Some((opened, beginning(text, from))),
                (Some(byte), _) => {
                    line += u64::from(*byte == b'\n');
                    at += 1;
                }
            }
        }
        at += 1;
    }
    None
}

fn beginning(text: &str, from: usize) -> String {
    excerpt(text[from..].lines().next().unwrap_or_default(), 60)
}

/// A profile laid over a file: its columns by place, and the first of its lines.
pub(super) struct Layout {
    /// From 0 on.
    pub(super) columns: Columns<usize>,
    pub(super) pass_over: Vec<(usize, Vec<String>)>,
    /// The names of its columns, as they are compared; empty without a header.
    pub(super) names: Vec<String>,
    /// The same as the file writes them.
    pub(super) titles: Vec<String>,
    /// Values of a line.
    pub(super) width: usize,
    /// Records before the first line.
    pub(super) records_before: usize,
    /// The day the first line gives for all.
    pub(super) day: Option<Result<Day, (u64, String)>>,
    /// What its sums have before their pence.
    pub(super) marks: Marks,
    /// Whether the header is, name for name, one that the profile gives.
    pub(super) is_named: bool,
    /// What says which money its sums are.
    pub(super) currencies: Currencies,
}

/// What of a header a profile misses.
pub(super) struct Missing {
    /// Names that are not there.
    pub(super) absent: Vec<String>,
    /// Names that are there more than once.
    pub(super) doubled: Vec<String>,
}

impl Layout {
    /// Lays a profile over a file, where the names it wants are there.
    pub(super) fn of(profile: &Profile, text: &str) -> Result<Self, Missing> {
        let mut records = Records::of(text, profile.delimiter, profile.skip);
        let mut records_before = 0;
        let day = profile.first_line.as_ref().map(|first| {
            records_before += 1;
            let (line, record) = records.next().ok_or((1, String::new()))?;
            let said = record.get(first.date - 1).unwrap_or_default();
            read_day(&first.days, said).map_err(|_| (line, excerpt(said, 40)))
        });
        let (mut header, mut titles) = (Vec::new(), Vec::new());
        let named = named_header(profile, text);
        let is_named = named.is_some();
        // Banks put lines about the account above the names.
        if let Some(before) = named {
            records = Records::of(text, profile.delimiter, profile.skip);
            for _ in 0..before {
                let _ = records.next();
            }
            records_before = before;
        }
        if let Some((_, record)) = (profile.header != Header::Absent).then(|| records.next()).flatten() {
            let is_header =
                is_named || profile.header == Header::Present || !begins_with_a_line(profile, record);
            if is_header {
                records_before += 1;
                header = record.iter().map(plain_name).collect();
                titles = record.iter().map(|name| excerpt(name.trim(), 30)).collect();
            }
        }
        let mut missing = Missing { absent: Vec::new(), doubled: Vec::new() };
        let mut find = |column: &ColumnRef| match column {
            ColumnRef::Number(number) => number - 1,
            ColumnRef::Named(name) => {
                let plain = plain_name(name);
                let mut places = header.iter().enumerate().filter(|(_, other)| **other == plain);
                match (places.next(), places.next()) {
                    (Some((place, _)), None) => return place,
                    (None, _) => missing.absent.push(name.clone()),
                    (Some(_), Some(_)) => missing.doubled.push(name.clone()),
                }
                0
            }
        };
        let columns = profile.columns.map(&mut find);
        let lines = |PassOver { column, begins }: &PassOver| (find(column), begins.clone());
        let pass_over = profile.pass_over.iter().map(lines).collect();
        if !missing.absent.is_empty() || !missing.doubled.is_empty() {
            return Err(missing);
        }
        let named = header.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1);
        let width = profile.fields.unwrap_or(named);
        let mut layout = Self {
            columns,
            pass_over,
            names: header,
            titles,
            width,
            records_before,
            day,
            marks: Marks::Point,
            is_named,
            currencies: Currencies::default(),
        };
        layout.currencies = Currencies::of(&layout.columns, &layout.names, &layout.titles, |place| {
            layout.is_left_aside(place)
        });
        Ok(layout)
    }

    /// Tells whether the header names each column for what it is taken: an amount is no balance.
    pub(super) fn named_as_taken(&self) -> bool {
        let has = |words: &[&str], place: usize| {
            let name = self.names.get(place).map_or("", String::as_str);
            let mut alone = name.split(|c: char| !c.is_alphanumeric());
            words.iter().any(|word| {
                if word.len() <= 3 { alone.clone().any(|part| part == *word) } else { name.contains(word) }
            }) || alone.any(|part| words.contains(&part))
        };
        let all = |words: &[&str], places: &[usize]| places.iter().all(|place| has(words, *place));
        let sum = |words: &[&str], place: usize| {
            has(words, place) && !has(&["balance", "vat", "tax", "fee"], place)
        };
        let Columns { date, amount, text, reference, kind, currency, balance, account, card, .. } =
            &self.columns;
        let money = match amount {
            Money::Signed { amount, .. } => sum(&["amount", "value", "sum", "gbp"], *amount),
            Money::Apart { out, in_ } => {
                sum(&["debit", "out", "withdraw", "paid"], *out)
                    && sum(&["credit", "in", "deposit", "paid", "receipt"], *in_)
            }
            Money::Flagged { amount, flag, .. } => {
                sum(&["amount", "value", "sum", "gbp"], *amount)
                    && has(&["dr", "cr", "debit", "credit", "sign", "type", "direction"], *flag)
            }
        };
        let texts =
            ["description", "narrative", "detail", "merchant", "payee", "name", "memo", "reference", "text"];
        money
            && all(&["date", "day", "post"], date.as_slice())
            && all(&texts, text)
            && all(&["reference", "ref", "cheque", "number", "no", "id"], reference)
            && all(&["type", "code", "kind", "category"], kind)
            && all(&["currency", "ccy"], currency.as_slice())
            && all(&["balance"], balance.as_slice())
            && all(&["account", "sort", "iban"], account)
            && all(&["card"], card)
    }

    /// Tells whether a column is one of sums.
    pub(super) fn is_used_for_money(&self, place: usize) -> bool {
        let sums = match &self.columns.amount {
            Money::Signed { amount, .. } | Money::Flagged { amount, .. } => [*amount, *amount],
            Money::Apart { out, in_ } => [*out, *in_],
        };
        let Columns { fee, balance, foreign, .. } = &self.columns;
        sums.contains(&place) || [fee, balance].contains(&&Some(place)) || foreign.contains(&place)
    }

    /// What the file's sums have before their pence, where the profile does not say.
    pub(super) fn marks(&self, profile: &Profile, text: &str) -> Marks {
        if let Some(said) = profile.marks {
            return said;
        }
        // Without quotes no value of a comma-separated file has a comma in it.
        if profile.delimiter == b',' && !text.contains('"') {
            return Marks::Point;
        }
        let is_sum = |place: &usize| self.is_used_for_money(*place) && !self.columns.foreign.contains(place);
        let places: Vec<usize> = (0..self.width).filter(is_sum).collect();
        let mut lines = self.lines(profile, text);
        let mut marks = Marks::Unknown;
        while let Some((_, record)) = lines.next() {
            marks = marks.and(Marks::of(places.iter().filter_map(|place| record.get(*place))));
        }
        marks
    }

    /// Tells whether a column says nothing yet of the money or the day.
    pub(super) fn is_aside(&self, place: usize) -> bool {
        let is_flag = matches!(&self.columns.amount, Money::Flagged { flag, .. } if *flag == place);
        let Columns { date, text, account, card, .. } = &self.columns;
        let taken = [text, account, card].iter().any(|places| places.contains(&place));
        !self.is_used_for_money(place) && !is_flag && *date != Some(place) && !taken
    }

    /// Tells whether nothing is read from a column that says of the money what it is.
    fn is_left_aside(&self, place: usize) -> bool {
        place < self.width && self.is_aside(place) && !self.columns.foreign.contains(&place)
    }

    /// Returns the records that are lines.
    pub(super) fn lines<'t>(&self, profile: &Profile, text: &'t str) -> Records<'t> {
        let mut records = Records::of(text, profile.delimiter, profile.skip);
        for _ in 0..self.records_before {
            let _ = records.next();
        }
        records
    }

    /// Tells whether a record ends in an amount of pounds and pence.
    pub(super) fn ends_to_the_penny(&self, record: &StringRecord) -> bool {
        let is_amount =
            matches!(self.columns.amount, Money::Signed { amount, .. } if amount + 1 == self.width);
        let said = record.get(self.width - 1).unwrap_or_default().trim().trim_end_matches([')', '-']);
        is_amount && said.rsplit_once('.').is_some_and(|(_, pence)| pence.len() == 2)
    }

    /// Tells whether a record is none of the account's lines.
    pub(super) fn passes_over(&self, record: &StringRecord) -> bool {
        self.pass_over.iter().any(|(place, begins)| {
            let value = record.get(*place).unwrap_or_default().trim().to_lowercase();
            begins.iter().any(|word| value.starts_with(&word.to_lowercase()))
        })
    }
}

/// Finds the line of names among the first lines, where the profile gives it: how many records stand above.
fn named_header(profile: &Profile, text: &str) -> Option<usize> {
    const LOOKED_AT: usize = 25;
    if profile.names.is_empty() {
        return None;
    }
    let mut records = Records::of(text, profile.delimiter, profile.skip);
    (0..LOOKED_AT).find(|_| {
        records.next().is_some_and(|(_, record)| {
            let names: Vec<String> = record.iter().map(plain_name).collect();
            let filled = names.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1);
            profile.names.iter().any(|wanted| wanted.as_slice() == &names[..filled])
        })
    })
}

/// Reads a day in any of the ways it may be written.
pub(super) fn read_day(days: &[DayForm], text: &str) -> Result<Day, NoDay> {
    let mut why = NoDay::Otherwise;
    for form in days {
        match form.read(text) {
            Ok(day) => return Ok(day),
            Err(NoDay::Impossible) => why = NoDay::Impossible,
            Err(NoDay::Otherwise) => {}
        }
    }
    Err(why)
}

/// Tells whether a record has a day where the lines have one.
fn begins_with_a_line(profile: &Profile, record: &StringRecord) -> bool {
    let Some(ColumnRef::Number(place)) = profile.columns.date else { return false };
    let said = record.get(place - 1).unwrap_or_default();
    read_day(&profile.days, said) != Err(NoDay::Otherwise)
}
