//! A profile for a bank nobody has met: looks at its file, says what each column seems to be and why, and
//! what is in doubt. Nothing is decided here: a person reads the preview.

mod column;
mod roles;
mod sums;

use std::fmt::Write as _;

use super::profile::Profile;
use super::written::{DayForm, money};
use super::{fit, layout, profile_text, text};
use column::Seen;
use domain::Code;
use domain::statement::{StatementFile, StatementLine};
use file::BadFile;
use roles::{Role, Roles};

/// Lines that are looked at.
const LOOKED_AT: usize = 5_000;

/// What a file's profile may be.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The profile, its text with the reasons beside the keys.
    pub profile: Profile,
    /// What each column seems to be, and why.
    pub reasons: Vec<Reason>,
    /// What a person has to look at.
    pub doubts: Vec<String>,
    /// The file as the profile reads it, or why it does not.
    pub read: Result<StatementFile, BadFile>,
}

/// What a column seems to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The column's number, from 1 on.
    pub number: usize,
    /// Its name, where there is a header.
    pub name: Option<String>,
    /// What it seems to be; empty for one that is not used.
    pub role: &'static str,
    /// Why.
    pub why: String,
}

impl Proposal {
    /// Returns the first lines in the order of the file, each with its account's number.
    pub fn first_lines(&self, most: usize) -> Vec<(Option<&str>, &StatementLine)> {
        let Ok(file) = &self.read else { return Vec::new() };
        let mut lines: Vec<_> = file
            .accounts
            .iter()
            .flat_map(|account| {
                let number = account.number.as_ref().map(domain::Text::as_str);
                account.lines.iter().take(most).map(move |line| (number, line))
            })
            .collect();
        lines.sort_by_key(|(_, line)| line.row);
        lines.truncate(most);
        lines
    }
}

/// Looks at a file and proposes a profile of this name.
///
/// # Errors
/// A file that is no text, has no lines, or in which no column has days or money.
pub fn propose(bytes: &[u8], file: &str, called: &Code) -> Result<Proposal, BadFile> {
    let text = text::decode(bytes, file)?;
    let text = layout::with_line_feeds(&text);
    let delimiter = layout::delimiter(&text);
    super::csv::whole(&text, delimiter, file)?;
    let sheet =
        Sheet::look(&text, delimiter).ok_or_else(|| match fit::is_only_a_header(&text, delimiter) {
            true => fit::no_lines(file),
            false => no_table(file),
        })?;
    let roles = Roles::find(&sheet.columns).map_err(|missing| nothing(file, missing, &sheet))?;
    let mut doubts = roles.doubts.clone();
    if let Some(shipped) = fit::shipped(&text).first() {
        doubts.push(format!(
            "the shipped profile `{}` ({}) fits this file already: --profile {0}",
            shipped.name, shipped.title
        ));
    }
    doubts.extend(sheet.ends.iter().map(|(_, word)| {
        format!(
            "lines that begin with `{word}` are passed over as totals: see that no line of the account is"
        )
    }));
    let written = write(called, &sheet, &roles, file);
    let profile =
        profile_text::parse(called.as_str(), &written).expect("what is proposed is a sound profile");
    let read = super::csv::read(&text, file, Some(&profile));
    let reasons = sheet.columns.iter().zip(&roles.of).map(|(seen, role)| Reason {
        number: seen.number,
        name: seen.name.clone(),
        role: role.as_ref().map_or("", |(role, _)| role.told()),
        why: role.as_ref().map_or("not used".to_owned(), |(_, why)| why.clone()),
    });
    Ok(Proposal { profile, reasons: reasons.collect(), doubts, read })
}

fn nothing(file: &str, missing: &str, sheet: &Sheet) -> BadFile {
    let names: Vec<String> = sheet.columns.iter().map(Seen::told).collect();
    let message = format!("no column of it has {missing}; it has {}", names.join(", "));
    let hint = "write the profile by hand: docs/STATEMENTS.md explains every key";
    BadFile::whole(file, "STATEMENT_COLUMNS_UNKNOWN", message, Some(hint))
}

fn no_table(file: &str) -> BadFile {
    let message = "no line of it has a day and a sum of money";
    let hint = "see that it is the statement; if it is, write the profile by hand: docs/STATEMENTS.md";
    BadFile::whole(file, "STATEMENT_COLUMNS_UNKNOWN", message, Some(hint))
}

/// A file as it was looked at.
struct Sheet {
    delimiter: u8,
    /// Lines before the header.
    skip: u64,
    has_header: bool,
    columns: Vec<Seen>,
    /// How the lines at the end begin that are none: a column, and its word.
    ends: Vec<(usize, String)>,
}

impl Sheet {
    /// Looks at the first lines; `None` where there are none.
    fn look(text: &str, delimiter: u8) -> Option<Self> {
        let mut records = layout::Records::of(text, delimiter, 0);
        let mut rows: Vec<(u64, Vec<String>)> = Vec::new();
        while let Some((line, record)) = records.next().filter(|_| rows.len() < LOOKED_AT) {
            rows.push((line, record.iter().map(|value| value.trim().to_owned()).collect()));
        }
        let width = layout::usual(rows.iter().map(|(_, row)| row.len()))?;
        let start = rows.iter().position(|(_, row)| row.len() == width)?;
        let lines = rows.split_off(start);
        let (first_line, first) = lines.first()?;
        let is_line = |row: &[String]| {
            let day = row.iter().position(|value| column::is_day(value));
            let sum = |(place, value): (usize, &String)| Some(place) != day && money(value).is_ok();
            day.is_some() && row.iter().enumerate().any(sum)
        };
        let has_header = !is_line(first);
        let header: Vec<String> = if has_header { first.clone() } else { Vec::new() };
        let mut lines: Vec<&Vec<String>> =
            lines.iter().skip(usize::from(has_header)).map(|(_, row)| row).collect();
        let mut ends = Vec::new();
        while let Some(last) = lines.pop_if(|row| !is_line(row)) {
            let word = last.iter().enumerate().find(|(_, value)| !value.is_empty());
            ends.extend(word.map(|(place, word)| (place, word.clone())));
        }
        lines.retain(|row| row.len() == width);
        if lines.is_empty() {
            return None;
        }
        let columns = (0..width).map(|place| Seen::of(place, header.get(place), &lines)).collect();
        let skip = first_line - 1;
        Some(Self { delimiter, skip, has_header, columns, ends })
    }
}

/// Writes the profile, each key with its reason.
fn write(called: &Code, sheet: &Sheet, roles: &Roles, file: &str) -> String {
    let file = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let mut out = format!("# Proposed for {}: look it through.\n", quoted(file));
    let mut put = |line: std::fmt::Arguments<'_>| {
        out.write_fmt(line).and_then(|()| out.write_char('\n')).expect("memory takes text");
    };
    put(format_args!("name = {}", quoted(called.as_str())));
    put(format_args!("title = {}", quoted(&format!("Made for {file}"))));
    match sheet.delimiter {
        b',' => {}
        b'\t' => put(format_args!("delimiter = \"tab\"")),
        other => put(format_args!("delimiter = {}", quoted(&char::from(other).to_string()))),
    }
    if sheet.skip > 0 {
        put(format_args!("skip = {}", sheet.skip));
    }
    put(format_args!("header = {}", sheet.has_header));
    let by_name = sheet.has_header && roles.every_name_is_its_own(&sheet.columns);
    if !by_name {
        put(format_args!("fields = {}", sheet.columns.len()));
    }
    let days: Vec<String> = roles.days.iter().map(|form: &DayForm| quoted(&form.to_string())).collect();
    put(format_args!("dates = [{}]", days.join(", ")));
    if let Some(out) = roles.money_out {
        put(format_args!("money_out = {} # {}", quoted(out), roles.sign_why));
    }
    put(format_args!("\n[columns]"));
    let called = |place: usize| match (&sheet.columns[place].name, by_name) {
        (Some(name), true) => quoted(name),
        _ => (place + 1).to_string(),
    };
    for role in Role::ALL {
        let places: Vec<usize> = roles.places(role);
        match places.as_slice() {
            [] => {}
            [one] => put(format_args!("{} = {} # {}", role.key(), called(*one), roles.why(*one))),
            several => {
                let all: Vec<String> = several.iter().map(|place| called(*place)).collect();
                put(format_args!("{} = [{}] # {}", role.key(), all.join(", "), roles.why(several[0])));
            }
        }
    }
    if let Some((out, in_)) = &roles.flags {
        let list = |words: &[String]| words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(", ");
        put(format_args!("\n[flag]\nin = [{}]\nout = [{}]", list(in_), list(out)));
    }
    for (place, word) in &sheet.ends {
        put(format_args!("\n[[pass_over]]\ncolumn = {}\nbegins = [{}]", called(*place), quoted(word)));
    }
    out
}

/// A text as TOML has it.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
