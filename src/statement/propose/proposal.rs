//! What a file's profile may be, with the reasons and the doubts.

use super::super::load::letters;
use super::super::profile::Profile;
use super::super::{csv, detect, layout, profile_text};
use super::column::Seen;
use super::profile::write;
use super::roles::Roles;
use super::sheet::{Sheet, day_numbers};
use super::totals;
use domain::Code;
use domain::statement::{StatementFile, StatementLine};
use file::BadFile;
use file::text::Decoded;

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
    /// Where some lines cannot be read: the file without them.
    pub without_them: Option<StatementFile>,
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
    pub why: String,
}

impl Proposal {
    /// Returns the first lines in the order of the file, each with its account's number.
    pub fn first_lines(&self, most: usize) -> Vec<(Option<&str>, &StatementLine)> {
        let Some(file) = self.read.as_ref().ok().or(self.without_them.as_ref()) else { return Vec::new() };
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
    let Decoded { text, told, .. } = letters(bytes, file)?;
    let text = layout::with_line_feeds(&text);
    let delimiter = layout::delimiter(&text);
    csv::check_quotes(&text, delimiter, file)?;
    let sheet =
        Sheet::look(&text, delimiter).ok_or_else(|| match detect::is_only_a_header(&text, delimiter) {
            true => detect::no_lines(file),
            false => no_table(file, &text, delimiter),
        })?;
    let roles = Roles::find(&sheet.columns).map_err(|missing| nothing(file, missing, &sheet))?;
    let mut doubts = roles.doubts.clone();
    doubts.extend(told);
    if let Some((shipped, _)) = detect::shipped(&text).first() {
        doubts.push(format!(
            "the shipped profile `{}` ({}) fits this file already: --profile {0}",
            shipped.name, shipped.title
        ));
    }
    let passed = totals::find(&sheet, &roles, &mut doubts);
    let written = write(called, &sheet, &roles, &passed, file);
    let profile = profile_text::parse(called.as_str(), &written).map_err(|bad| not_sound(file, &bad))?;
    let read = csv::read(&text, file, Some(&profile));
    let told = read.iter().flat_map(|file| &file.left_out);
    doubts.extend(
        told.filter(|told| told.contains(" is a balance, not a line") || told.contains(" is no line: "))
            .cloned(),
    );
    let without_them = read
        .as_ref()
        .is_err_and(|bad| bad.code == "BAD_ROWS")
        .then(|| csv::read_what_can(&text, &profile))
        .flatten();
    let reasons = sheet.columns.iter().zip(&roles.of).map(|(seen, role)| Reason {
        number: seen.number,
        name: seen.name.clone(),
        role: role.as_ref().map_or("", |(role, _)| role.label()),
        why: role.as_ref().map_or("not used".to_owned(), |(_, why)| why.clone()),
    });
    Ok(Proposal { profile, reasons: reasons.collect(), doubts, read, without_them })
}

fn nothing(file: &str, missing: &str, sheet: &Sheet) -> BadFile {
    let names: Vec<String> = sheet.columns.iter().map(Seen::describe).collect();
    let message = format!("no column of it has {missing}; it has {}", names.join(", "));
    let hint = "write the profile by hand: docs/STATEMENTS.md explains every key";
    BadFile::new(file, "STATEMENT_COLUMNS_UNKNOWN", message, Some(hint))
}

/// What was found does not go together; a person can still write the profile.
fn not_sound(file: &str, bad: &BadFile) -> BadFile {
    let why = bad.rows.first().map_or(bad.message.as_str(), |row| row.message.as_str());
    let hint = "write the profile by hand: docs/STATEMENTS.md explains every key";
    BadFile::new(file, "STATEMENT_COLUMNS_UNKNOWN", format!("no profile can be proposed: {why}"), Some(hint))
}

fn no_table(file: &str, text: &str, delimiter: u8) -> BadFile {
    if let Some((value, day)) = day_numbers(text, delimiter) {
        let message = format!("its days are day numbers of a spreadsheet: `{value}` is {day}");
        let hint =
            "make the column a date in the spreadsheet, such as 13/09/2006, and save it once more as CSV";
        return BadFile::new(file, "STATEMENT_COLUMNS_UNKNOWN", message, Some(hint));
    }
    let message = "no line of it has a day and a sum of money";
    let hint = "see that it is the statement; if it is, write the profile by hand: docs/STATEMENTS.md";
    BadFile::new(file, "STATEMENT_COLUMNS_UNKNOWN", message, Some(hint))
}
